/** What the linter finds in the bundled rulesets, and why it stays so. `*`: at every place of that form. */
export const accepted: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "*": {
    "unread-attribute /attributes/author":
      "who wrote it stands in the data, and in the explanation",
    "unread-attribute /attributes/item": "names the information item in the ledger",
    "unread-attribute /attributes/note": "a remark for the reader",
  },
  "gannan-2008": {
    "unbounded-score /accounts/author-points": "the text states no limit",
    "unbounded-score /accounts/points": "the text states no limit",
    "unread-attribute /events/reporting-failure/attributes/kind":
      "recorded; what follows rests on the harm alone",
    "depends-on-rivals /outcomes/advanced-unit": "the best by rank",
    "depends-on-rivals /outcomes/excellent-informant": "the best by rank",
  },
  "longyang-2019": {
    "unbounded-score /accounts/bonus": "the text states no limit",
    "unbounded-score /accounts/deduction": "the text states no limit",
    "unread-attribute /events/reporting-failure/attributes/kind": "all kinds cost the same",
    "depends-on-rivals /outcomes/advanced-section": "the best by rank",
    "depends-on-rivals /outcomes/criticism": "the last by rank",
  },
  "shangjie-201x": {
    "unbounded-score /accounts/points":
      "the text states no limit, and reversals take away what was given",
  },
  "taierzhuang-2005-staff": {
    "unbounded-score /accounts/ballots": "a sum of votes",
    "depends-on-rivals /measures/places": "three in ten of the staff",
    "depends-on-rivals /outcomes/advanced": "the best by rank",
  },
  "taierzhuang-2005-units": {
    "unbounded-score /accounts/points": "the text states no limit",
    "unread-attribute /events/annotation/attributes/level": "all levels count the same",
    "unread-attribute /events/excellence/attributes/level": "all levels count the same",
    "depends-on-rivals /outcomes/commended": "the best by rank",
  },
  "yicheng-2004-staff": {
    "unbounded-score /accounts/bonuses": "the text states no limit",
    "unbounded-score /accounts/overtime": "limited under one interpretation only",
    "unread-attribute /events/reporting-error/attributes/kind": "all kinds cost the same",
  },
  "yicheng-2004-units": {
    "unbounded-score /accounts/points": "the text states no limit",
    "depends-on-rivals /outcomes/advanced-unit": "the best by rank",
    "depends-on-rivals /outcomes/excellent-informant": "the best by rank",
  },
};

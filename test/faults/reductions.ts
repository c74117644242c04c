/** A ruleset of one account whose steps are given: 得分 is what it comes to. */
export function scoredBy(steps: readonly object[], more: object = {}): object {
  const label = (text: string) => ({ en: text, zh: text });
  return {
    format: 1,
    id: "invented-marks",
    title: label("Invented marks"),
    source: { title: "Invented marks" },
    timeZone: "Asia/Shanghai",
    clauses: {
      M1: { place: "1", title: label("marks") },
      M2: { place: "2", title: label("total") },
      M3: { place: "3", title: label("limit of the first group") },
      M4: { place: "4", title: label("limit of the second group") },
    },
    periods: [{ unit: "year", clause: "M2", label: label("year") }],
    subjects: { unit: { label: label("unit"), who: "roster" } },
    events: {
      mark: {
        label: label("mark"),
        attributes: {
          mark: { type: "number", label: label("mark") },
          group: { type: "integer", label: label("group"), default: 1 },
        },
      },
    },
    rules: [
      {
        id: "mark",
        clause: "M1",
        label: label("mark"),
        on: "mark",
        to: "marks",
        amount: { var: "event.mark" },
      },
    ],
    accounts: { marks: { label: label("marks"), steps } },
    measures: { score: { label: label("得分"), clause: "M2", value: { account: "marks" } } },
    rankings: { final: { label: label("final"), clause: "M2", by: "score" } },
    ...more,
  };
}

/** Marks of 第一镇, one a day from 1 January. */
export function marks(values: readonly (number | string)[], subject = "第一镇"): object[] {
  return values.map((mark, index) => ({
    id: `${subject}${index + 1}`,
    type: "mark",
    at: `2024-01-${String(index + 1).padStart(2, "0")}`,
    subject,
    mark: String(mark),
  }));
}

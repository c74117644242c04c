import { describe, expect, test } from "vitest";
import type { Result } from "../../src/document/result.ts";
import { explain } from "../../src/explain/explain.ts";
import type {
  OutcomePart,
  Part,
  RuleShare,
  StandingPart,
} from "../../src/explain/model/explanation.ts";
import { UsageError } from "../../src/values/usage.ts";
import { accountOf, accountsOf, bundled, derivationsOf, scored, times } from "./cases.ts";
import { school } from "./school.ts";

const town = { id: "第一镇", category: "town" };
const workedUnit = [
  { type: "submission", item: "x" },
  { type: "submission", item: "y" },
  { type: "submission", item: "z" },
  { type: "adoption", item: "x", level: "district" },
  { type: "excellence", item: "x", level: "district" },
  { type: "adoption", item: "x", level: "city" },
  { type: "annotation", item: "x", level: "city" },
];

function ofRules(rules: readonly RuleShare[]) {
  return Object.fromEntries(rules.map(({ rule, count, sum }) => [rule, [count, sum]]));
}

function outcomeOf(parts: readonly Part[], id: string): OutcomePart {
  const found = parts.find((part) => part.kind === "outcome" && part.id === id);
  if (found?.kind !== "outcome") throw new Error(`no outcome ${id}`);
  return found;
}

function standingOf(parts: readonly Part[], id = "final"): StandingPart {
  const found = parts.find((part) => part.kind === "ranking" && part.id === id);
  if (found?.kind !== "ranking") throw new Error(`no standing ${id}`);
  return found;
}

function usageError(run: () => unknown): UsageError {
  try {
    run();
  } catch (error) {
    if (error instanceof UsageError) return error;
    throw error;
  }
  throw new Error("nothing was thrown");
}

describe("a unit of Yicheng", () => {
  const options = { subjects: [town, { id: "b", category: "department" }], period: "2024" };
  const result = scored(bundled("yicheng-2004-units"), workedUnit, options);
  const explanation = explain(result, "第一镇");

  test("is derived from its place to each rule, event and clause: 3·1 + 5 + 50 + 10 + 50 = 118", () => {
    const standing = standingOf(explanation.standings);
    expect(standing).toMatchObject({ rank: 1, ranked: 2, cohort: { value: "all" }, ties: [] });
    expect(standing.criteria).toMatchObject([{ value: "118", order: "descending" }]);
    expect(standing.parts).toMatchObject([
      { kind: "measure", ref: "measure:score", value: "118", formula: { plain: "read" } },
    ]);
    const points = accountOf(explanation, "account:points");
    expect(points).toMatchObject({ value: "118", count: 7, sum: "118", adds: true });
    expect(ofRules(points.rules)).toEqual({
      submission: [3, "3"],
      adoption: [2, "55"],
      excellence: [1, "10"],
      annotation: [1, "50"],
    });
    expect(points.rules[1]?.shares).toMatchObject([
      { amount: "5", clauses: [{ clause: "Y2", place: "二(一)5 二是①" }] },
      { amount: "50", clauses: [{ clause: "Y4", place: "二(一)5 二是②" }] },
    ]);
    expect(points.rules[1]?.shares[1]?.entries).toMatchObject([
      { event: "6", day: "2024-01-01", item: "x", amount: "50", type: { zh: "采用" } },
    ]);
  });

  test("cites the cell and the parameter that gave the points, with their values", () => {
    const { rules } = accountOf(explanation, "account:points");
    const [submission, adoption] = rules.map(({ shares }) => shares[0]?.formula.sources);
    expect(submission).toMatchObject([
      { kind: "parameter", name: "Y1.points", value: { value: "1" }, clauses: [{ clause: "Y1" }] },
    ]);
    expect(adoption).toMatchObject([
      {
        kind: "cell",
        name: "adoption",
        keys: [{ en: "district", zh: "区级" }],
        value: { value: "5" },
        clauses: [{ clause: "Y2" }],
      },
    ]);
  });

  test("names the parameters without which an award is not given out", () => {
    expect(explanation.unavailable).toMatchObject([
      {
        node: "outcome:advanced-unit",
        missing: [{ parameter: "advanced-unit.count", clauses: [{ clause: "Y9" }] }],
      },
    ]);
  });

  test("loses under the reading `highest` what is not the best adoption of an item: 118 − 5 = 113", () => {
    const highest = bundled("yicheng-2004-units", {
      interpretations: { "adoption-stacking": "highest" },
    });
    const points = accountOf(
      explain(scored(highest, workedUnit, options), "第一镇"),
      "account:points",
    );
    expect(points).toMatchObject({ value: "113", sum: "118" });
    expect(points.steps[0]).toMatchObject({ does: "keep-highest", amount: "-5", dropped: ["4"] });
    const entries = points.rules.flatMap(({ shares }) => shares.flatMap((share) => share.entries));
    expect(entries.filter(({ dropped }) => dropped !== undefined)).toMatchObject([
      { event: "4", dropped: 0 },
    ]);
  });

  test("shares its place with whom it is level", () => {
    const level = scored(
      bundled("yicheng-2004-units"),
      ["c", "a", "b"].map((subject) => ({ type: "submission", subject })),
      { subjects: ["a", "b", "c"].map((id) => ({ id, category: "town" })), period: "2024" },
    );
    const { rank, ranked, ties } = standingOf(explain(level, "b").standings);
    expect([rank, ranked, ties.map(({ id }) => id)]).toEqual([1, 3, ["a", "c"]]);
  });

  test("is ranked within its category where towns and departments are apart", () => {
    const apart = bundled("yicheng-2004-units", { interpretations: { cohorts: "by-category" } });
    const standing = standingOf(explain(scored(apart, workedUnit, options), "b").standings);
    expect(standing).toMatchObject({
      rank: 1,
      ranked: 1,
      cohort: { value: "department", text: { zh: "区直部门", en: "district department" } },
    });
  });

  test("shows a fold with its value at each key, once, and what it walks along", () => {
    const run = derivationsOf(explanation).filter(({ kind }) => kind === "running");
    expect(run).toHaveLength(1);
    const [walk] = run;
    expect(walk?.kind === "running" && walk.walk.slice(0, 3)).toMatchObject([
      { key: { value: "2024-01" }, input: "3", value: "0" },
      { key: { value: "2024-02" }, input: "0", value: "1" },
      { key: { value: "2024-03" }, input: "0", value: "2" },
    ]);
    const months = accountsOf(explanation).filter(({ id }) => id === "monthly");
    expect(months.map(({ key }) => key?.value)).toHaveLength(12);
  });
});

describe("a section of Longyang", () => {
  const longyang = bundled("longyang-2019");
  const section = { subjects: [{ id: "a" }], period: "2019" };

  test("has its base cut at the limit: 34·2 − 8 = 60", () => {
    const explanation = explain(scored(longyang, times(34, { type: "submission" }), section), "a");
    const base = accountOf(explanation, "account:base");
    expect(base).toMatchObject({ value: "60", sum: "68", count: 34, adds: true });
    expect(base.steps).toMatchObject([
      { does: "keep-all" },
      { does: "sum" },
      {
        does: "cap",
        amount: "-8",
        clauses: [{ clause: "L1", place: "六(一)1" }],
        formula: { sources: [{ name: "L1.max", value: { value: "60" } }] },
      },
    ]);
    const score = derivationsOf(explanation).find(({ ref }) => ref === "measure:score");
    expect(score).toMatchObject({
      value: "60",
      formula: {
        words: { zh: "基础分 + 加分 + 扣分" },
        filled: { zh: "基础分 60 + 加分 0 + 扣分 0", en: "base 60 + bonus 0 + deduction 0" },
      },
    });
  });

  test("changes nothing at the limit met exactly", () => {
    const { steps } = accountOf(
      explain(scored(longyang, times(30, { type: "submission" }), section), "a"),
      "account:base",
    );
    expect(steps.filter((step) => "amount" in step)).toEqual([]);
  });

  test("does not get the award when it is disqualified, and is told why", () => {
    const failed = [
      ...times(30, { type: "submission" }),
      ...times(3, { type: "commission", outcome: "failed" }),
    ];
    const { outcomes } = explain(scored(longyang, failed, section), "a");
    const award = outcomeOf(outcomes, "advanced-section");
    expect(award).toMatchObject({ state: "not-given", clauses: [{ clause: "L10" }] });
    expect(award.facts).toMatchObject([
      { of: "outcome:disqualified", value: { value: "given" }, holds: false },
    ]);
    const disqualified = outcomeOf(outcomes, "disqualified");
    expect(disqualified).toMatchObject({ state: "given", events: ["31", "32", "33"] });
    expect(disqualified.facts).toMatchObject([
      {
        formula: { words: { zh: "未完成约稿调研次数" } },
        value: { value: "3" },
        comparison: ">=",
        against: { value: { value: "3" } },
        holds: true,
      },
    ]);
  });

  test("does not get the award at 0 points, though it is the first", () => {
    const { outcomes } = explain(scored(longyang, [], section), "a");
    expect(outcomeOf(outcomes, "advanced-section")).toMatchObject({
      state: "not-given",
      facts: [{ of: "measure:score", value: { value: "0" }, comparison: ">", holds: false }],
    });
  });

  test("is told that a quarter is not what the award is judged for", () => {
    const quarter = scored(longyang, [], { ...section, period: "2019-Q1" });
    const award = outcomeOf(explain(quarter, "a").outcomes, "advanced-section");
    expect(award).toMatchObject({ state: "not-judged", judged: ["year"] });
  });

  test("has targets pending and awards provisional while the year is not over", () => {
    const tasks = {
      subjects: [{ id: "a", pointsTarget: "3" }],
      period: "2019",
      asOf: "2019-06-30",
    };
    const explanation = explain(scored(longyang, [{ type: "submission" }], tasks), "a");
    expect(explanation).toMatchObject({ asOf: "2019-06-30", period: { over: false } });
    expect(standingOf(explanation.standings)).toMatchObject({ provisional: true });
    expect(outcomeOf(explanation.outcomes, "L13.points")).toMatchObject({ state: "pending" });
    expect(outcomeOf(explanation.outcomes, "advanced-section")).toMatchObject({
      state: "given",
      provisional: true,
    });
  });

  test("is told its place in a ranking that is not published, or why it has none", () => {
    const events = times(3, { type: "commission", outcome: "failed" });
    const result = scored(longyang, events, {
      subjects: [{ id: "a" }, { id: "b" }],
      period: "2019",
    });
    const [a, b] = ["a", "b"].map((id) =>
      standingOf(explain(result, id, { ranking: "eligible" }).standings, "eligible"),
    );
    expect(b).toMatchObject({ published: false, rank: 1, ranked: 1 });
    expect(a).not.toHaveProperty("rank");
    expect(a?.notRanked).toMatchObject({ reason: "excluded" });
  });
});

describe("units of Shangjie", () => {
  const subjects = [
    { id: "a", category: "town" },
    { id: "xz", category: "office" },
  ];
  const long = { type: "adoption", item: "i", level: "city", characters: 1500, office: "xz" };
  const shangjie = bundled("shangjie-201x");

  test("share the points of an adoption: the office a fifth of 5·3, from the other's event", () => {
    const result = scored(shangjie, [long], { subjects, period: "2024" });
    const [share] = accountOf(explain(result, "xz"), "account:points").rules;
    expect(share).toMatchObject({ rule: "share", sum: "3" });
    expect(share?.shares[0]).toMatchObject({
      clauses: [{ clause: "S6", place: "三9" }],
      formula: {
        filled: { zh: "长稿录用 15 × 对口处室积分比例 0.2" },
        sources: [{ name: "S6.share", value: { value: "0.2" } }],
      },
      entries: [{ event: "1", origin: { id: "a" }, amount: "3" }],
    });
  });

  test("lose twice what a reversed item earned, on the day of the reversal: 3 − 2·3 = −3", () => {
    const reversal = { type: "reversal", item: "i", at: "2024-06-01" };
    const result = scored(shangjie, [long, reversal], { subjects, period: "2024" });
    const explanation = explain(result, "xz");
    const points = accountOf(explanation, "account:points");
    expect(points.value).toBe("-3");
    expect(ofRules(points.rules)).toEqual({ share: [1, "3"], reversed: [1, "-6"] });
    expect(points.rules[1]?.shares[0]?.entries).toMatchObject([{ event: "1", day: "2024-06-01" }]);
    // The reversal itself earns nothing, but is not idle: the reversed entries rest on it.
    expect(explain(result, "a").idle).toEqual([]);
  });

  test("are told which targets bar them", () => {
    const result = scored(shangjie, [long], { subjects, period: "2024" });
    const barred = outcomeOf(explain(result, "a").outcomes, "not-eligible");
    expect(barred.facts.map(({ of }) => of)).toEqual([
      "outcome:S11.points",
      "outcome:S11.submissions",
    ]);
    expect(barred.parts.map(({ kind }) => kind)).toEqual(["mention", "mention"]);
  });

  test("name the outlet table's level, and the reading it rests on", () => {
    const event = { type: "adoption", outlet: "组织人事报" };
    const explanation = explain(scored(shangjie, [event], { subjects, period: "2024" }), "a");
    expect(accountOf(explanation, "account:points").rules[0]?.shares[0]?.formula).toMatchObject({
      sources: [{ name: "S1", keys: [{ zh: "中央级" }, { zh: "单条" }], value: { value: "30" } }],
    });
  });
});

describe("a member of staff of Yicheng", () => {
  const events = [
    { type: "task-overdue" },
    { type: "violation", points: 80 },
    { type: "publication", title: "kuaibao", count: 20 },
    { type: "publication", title: "yicheng-xinxi", count: 29 },
    { type: "report", level: "province", count: 300 },
    { type: "report", level: "city", count: 600 },
    { type: "reporting-error", kind: "misreport" },
    { type: "overtime", hours: 4, note: "n" },
    { type: "overtime", hours: 3, note: "n" },
    { type: "overtime", hours: 2, note: "n" },
    { type: "adoption", level: "province", note: "n" },
    { type: "review", by: "masses", score: 900 },
    { type: "review", by: "panel", score: 850 },
    { type: "review", by: "directors", score: 880 },
  ];
  const result = scored(bundled("yicheng-2004-staff"), events, {
    subjects: [{ id: "zhang" }],
    period: "2024",
  });
  const explanation = explain(result, "zhang");
  const valueAt = (ref: string) =>
    derivationsOf(explanation).find((part) => part.ref === ref)?.value;

  test("has each part of the weighted score derived: 180 + 170 + 176 + 0.4·860 = 870", () => {
    expect(standingOf(explanation.standings).criteria[0]?.value).toBe("870");
    expect(valueAt("measure:daily")).toBe("860");
    expect(valueAt("measure:common")).toBe("370");
    expect(valueAt("measure:professional")).toBe("400");
    expect(valueAt("measure:bonus")).toBe("90");
    expect(valueAt("account:reviews@panel")).toBe("850");
  });

  test("is told what the whole office fell short of, as the office's", () => {
    const shortfall = derivationsOf(explanation).find(({ id }) => id === "shortfall.yicheng-xinxi");
    expect(shortfall).toMatchObject({
      ref: "measure:shortfall.yicheng-xinxi/office:office",
      of: { kind: "office" },
      value: "1",
    });
    const deduction = derivationsOf(explanation).find(({ id }) => id === "deduction.issues");
    expect(deduction).toMatchObject({
      value: "-50",
      formula: {
        sources: [
          { kind: "cell", name: "YS5", value: { value: "0" } },
          { kind: "cell", name: "YS5", value: { value: "-50" }, keys: [{ en: "≥ 1" }] },
        ],
      },
    });
  });

  test("is told of what an `if` chose, and by which condition", () => {
    const bonus = derivationsOf(explanation).find(({ id }) => id === "overtime.bonus");
    expect(bonus?.kind === "measure" && bonus.formula.filled.en).toBe(
      "0 (half-days of overtime 4 > workdays of overtime to be passed for the bonus 10 × half-days in a workday 2 does not hold)",
    );
  });
});

describe("a pupil of the school", () => {
  const subjects = [{ id: "a" }, { id: "b" }, { id: "guest", guest: true }];
  const races = [5, 6, 4].map((points) => ({ type: "race", points }));
  const marks = [7, 8, 8].map((points) => ({ type: "mark", points }));
  const result = scored(school(), [...races, ...marks], { subjects, period: "2024" });
  const explanation = explain(result, "a");

  test("has the best two races kept, and a bonus looked up: 5 + 6 + 4 − 4 + 3 = 14", () => {
    const best = accountOf(explanation, "account:races");
    expect(best).toMatchObject({ sum: "15", value: "14", adds: true });
    expect(best.steps).toMatchObject([
      {
        does: "keep-best",
        amount: "-4",
        dropped: ["3"],
        formula: { filled: { zh: "计入的场次 2" } },
      },
      { does: "sum" },
      {
        does: "value",
        amount: "3",
        formula: { sources: [{ name: "bonus", keys: [{ zh: "≥ 10" }], value: { value: "3" } }] },
      },
    ]);
  });

  test("has marks that do not add up to their mean, and is told so: 23 ÷ 3 = 7.67", () => {
    const mean = accountOf(explanation, "account:marks");
    expect(mean).toMatchObject({ sum: "23", value: "7.67", adds: false, count: 3 });
    expect(mean.steps).toMatchObject([{ does: "mean" }, { does: "round", amount: "1/300" }]);
  });

  test("is compared with the best of all by one value, not by each of theirs", () => {
    const share = derivationsOf(explanation).find(({ id }) => id === "share");
    expect(share).toMatchObject({
      value: "1",
      formula: { filled: { zh: "总分 14 ÷ 全部总分的最高值 14,四舍五入保留 2 位小数" } },
      parts: [{ kind: "mention", ref: "measure:score" }],
    });
  });

  test("is told each limit by its own name, where one value is held against several", () => {
    const { outcomes } = explain(scored(school(), [], { subjects, period: "2024" }), "a");
    expect(outcomeOf(outcomes, "medal")).toMatchObject({
      state: "not-given",
      facts: [
        { against: { formula: { words: { zh: "铜牌线" } }, value: { value: "10" } } },
        { against: { formula: { words: { zh: "金牌线" } }, value: { value: "20" } } },
      ],
    });
  });

  test("is told of a divisor of 0 where a prize rests on it", () => {
    const nothing = explain(scored(school(), [], { subjects, period: "2024" }), "b");
    const prize = outcomeOf(nothing.outcomes, "prize");
    expect(prize).toMatchObject({
      state: "unavailable",
      parts: [{ id: "share", gap: { state: "unavailable", cause: "zero-divisor" } }],
    });
  });

  test("is told why a guest has no place, with the score that would have been ranked", () => {
    const standing = standingOf(explain(result, "guest").standings);
    expect(standing).toMatchObject({
      notRanked: { reason: "excluded", condition: { words: { zh: "非(外校)" } } },
      criteria: [{ value: "0" }, { value: "0" }, { value: "0", order: "ascending" }],
    });
  });
});

describe("events that come to nothing", () => {
  const units = { subjects: [town], period: "2024" };

  test("are told with the reason, where it is known whose they are", () => {
    const result = scored(
      bundled("yicheng-2004-units"),
      [
        { id: "twice", type: "submission", item: "x" },
        { id: "twice", type: "submission", item: "y" },
        { id: "old", type: "submission", item: "z" },
        { id: "new", type: "submission", item: "z2", revises: "old" },
        { id: "gone", type: "submission", item: "w" },
        { id: "back", type: "retraction", retracts: "gone" },
      ],
      units,
    );
    const explanation = explain(result, "第一镇");
    expect(explanation.rejected.map(({ event, code }) => [event, code])).toEqual([
      ["twice", "conflict"],
      ["twice", "conflict"],
    ]);
    expect(explanation.idle).toEqual([]);
    expect(explanation.corrected.map(({ event, how, by }) => [event, how, by])).toEqual([
      ["gone", "retracted", "back"],
      ["old", "revised", "new"],
    ]);
  });

  test("are listed where they count and no rule gives anything for them", () => {
    const result = scored(
      bundled("shangjie-201x"),
      [{ type: "submission", scope: "other", item: "i" }, { type: "submission" }],
      { subjects: [{ id: "a", category: "town" }], period: "2024" },
    );
    expect(explain(result, "a").idle).toMatchObject([
      { event: "1", type: { zh: "报送" }, item: "i" },
    ]);
  });
});

describe("what cannot be explained", () => {
  const result = scored(bundled("yicheng-2004-units"), [{ type: "submission", author: "zhang" }], {
    subjects: [
      { ...town, name: "第一镇人民政府" },
      { id: "zhang", category: "department" },
    ],
    period: "2024",
  });

  test("is an unknown subject, with the nearest id", () => {
    const error = usageError(() => explain(result, "第二镇"));
    expect(error.code).toBe("unknown-name");
    expect(error.text.en).toContain('did you mean "第一镇"?');
    expect(error.text.zh).toContain("是否为“第一镇”?");
  });

  test("is a name in place of an id, with the id", () => {
    const error = usageError(() => explain(result, "第一镇人民政府"));
    expect(error.code).toBe("unknown-name");
    expect(error.text.en).toContain('give its id, "第一镇"');
  });

  test("is an unknown kind or ranking, with the nearest", () => {
    expect(usageError(() => explain(result, "第一镇", { kind: "units" })).text.en).toContain(
      'did you mean "unit"?',
    );
    const ranking = usageError(() => explain(result, "第一镇", { ranking: "finale" }));
    expect(ranking.text.en).toContain('did you mean "final"?');
  });

  test("is a result that was read from a file: score again", () => {
    const read = JSON.parse(JSON.stringify(result)) as Result;
    expect(usageError(() => explain(read, "第一镇")).text.en).toMatch(/Score the events again/);
  });

  test("tells a unit and an author of one id apart by their kind", () => {
    expect(explain(result, "zhang").subject.kind).toBe("unit");
    expect(explain(result, "zhang", { kind: "author" }).subject).toMatchObject({
      kind: "author",
      kindLabel: { zh: "作者" },
    });
  });
});

import { score } from "../../src/engine/score.ts";
import { loadRuleset } from "../../src/program/load.ts";
import { label, measure, type Part, rule, sound } from "../ruleset/documents.ts";

const roster = [
  { id: "a", category: "town", target: "10" },
  { id: "b", category: "town" },
  { id: "c", category: "bureau", target: "5" },
];

/** One event of the kind that most expressions read, with two answers to it. */
const act: Part = {
  id: "1",
  type: "act",
  at: "2024-03-05",
  subject: "a",
  level: "high",
  amount: "6",
  item: "i",
};
const answers: readonly Part[] = [
  {
    id: "2",
    type: "answer",
    at: "2024-04-01",
    subject: "a",
    grade: "3",
    item: "i",
    remark: "well",
  },
  { id: "3", type: "answer", at: "2024-05-01", subject: "b", grade: "4", item: "i" },
];

/** What a rule on the event `act` makes of a number: the amount of its entry. */
export function amountOf(expression: unknown, event: Part = {}): string {
  const document = sound({ rules: [rule({ amount: expression, fraction: true })] });
  const result = score(loadRuleset(document), [{ ...act, ...event }, ...answers], {
    subjects: roster,
  });
  const [entry] = result.ledger;
  return entry?.amount ?? "no entry";
}

/** Whether a condition holds for the event `act`. */
export function holds(condition: unknown, event: Part = {}): boolean {
  return amountOf({ if: [condition, 1, 0] }, event) === "1";
}

const scored: readonly Part[] = [
  { id: "1", type: "act", at: "2024-01-05", subject: "a", level: "low", amount: "10" },
  { id: "2", type: "act", at: "2024-03-05", subject: "a", level: "low", amount: "5" },
  { id: "3", type: "act", at: "2024-03-06", subject: "b", level: "low", amount: "15" },
  { id: "4", type: "act", at: "2024-12-31", subject: "c", level: "high", amount: "4" },
];

/** What a measure comes to for each of a (low, 15 in January and March), b (low, 15 in March), c (high, 4 in December). */
export function measured(expression: unknown, options: { readonly asOf?: string } = {}): string[] {
  const base = sound();
  const document = {
    ...base,
    accounts: {
      ...(base["accounts"] as Part),
      leveled: {
        label: label("leveled"),
        of: ["unit", "branch"],
        per: [{ level: { var: "event.level" } }],
        steps: [{ sum: {} }],
      },
      never: { label: label("never"), steps: [{ mean: {} }], fraction: true },
    },
    measures: { ...(base["measures"] as Part), asked: measure(expression, { fraction: true }) },
    rules: [rule({ to: ["total", "monthly", "leveled"] })],
    runnings: {
      streak: {
        label: label("streak"),
        clause: "C1",
        over: { account: "leveled" },
        state: { empty: { start: 0 } },
        next: {
          empty: { if: [{ "==": [{ var: "value" }, 0] }, { "+": [{ var: "state.empty" }, 1] }, 0] },
        },
        value: { var: "state.empty" },
      },
    },
    rankings: {
      ...(base["rankings"] as Part),
      list: { label: label("list"), clause: "C1", by: "score" },
    },
  };
  const result = score(loadRuleset(document), scored, {
    subjects: roster,
    period: "2024",
    ...options,
  });
  const values = result.measures.filter(({ id }) => id === "asked");
  const lacking = result.unavailable.filter(({ id }) => id === "asked");
  if (values.length === 0)
    return lacking.map(({ missing }) => `missing ${missing.map(({ parameter }) => parameter)}`);
  return values.map(({ value, state }) => value ?? state ?? "nothing");
}

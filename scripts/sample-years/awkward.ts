import { dayText } from "../../src/values/day.ts";
import { type Draft, draftDay, on, type Values } from "./draft.ts";

/** What the awkward rows of a file are made of. */
export interface AwkwardPlan {
  /** Two subjects whose place does not hang on a point. */
  readonly spare: readonly [string, string];
  /** Something ordinary that happens to a subject. */
  readonly ordinary: { readonly type: string; readonly values?: Values };
  /** Something with a listed value: the attribute, the right value, one written by mistake, and one that there is not. */
  readonly listed: {
    readonly type: string;
    readonly values?: Values;
    readonly attribute: string;
    readonly right: string;
    readonly mistaken: string;
    readonly wrong: string;
  };
  /** A number that may not be: what it belongs to, its column and its text. */
  readonly outOfRange: { readonly type: string; readonly values?: Values; readonly cells: Cells };
  /** What a row that counts for twelve is, where not the ordinary thing. */
  readonly dozen?: { readonly type: string; readonly values?: Values };
  readonly misspelt: string;
}

type Cells = Readonly<Record<string, string>>;
type Extra = Omit<Draft, "type" | "at">;

const plainly = { spelling: "chinese" } as const;

/** What goes wrong in the keeping of every such file; all of it beside the places that matter. */
export function awkwardRows(plan: AwkwardPlan): Draft[] {
  return [
    ...duplicates(plan),
    ...corrections(plan),
    ...names(plan),
    ...dates(plan),
    ...cells(plan),
    ...numbers(plan),
  ];
}

function ordinary(plan: AwkwardPlan, month: number, date: number, extra: Extra = {}): Draft {
  const { type, values } = plan.ordinary;
  const draft = {
    type,
    at: dayText(on(month, date)),
    subject: plan.spare[0],
    ...plainly,
    ...extra,
  };
  return { ...draft, values: { ...values, ...extra.values } };
}

function listed(plan: AwkwardPlan, month: number, date: number, extra: Extra = {}): Draft {
  const { type, values, attribute, right } = plan.listed;
  const draft = {
    type,
    at: dayText(on(month, date)),
    subject: plan.spare[1],
    ...plainly,
    ...extra,
  };
  return { ...draft, values: { ...values, [attribute]: right, ...extra.values } };
}

/** The same row twice; twice in other words; and one id over two contents. */
function duplicates(plan: AwkwardPlan): Draft[] {
  const twice = ordinary(plan, 3, 12, { filed: on(3, 12) });
  const reworded = listed(plan, 5, 14, { filed: on(5, 14) });
  const disputed = ordinary(plan, 4, 9, { filed: on(4, 9) });
  return [
    twice,
    { ...twice, sameIdAs: twice, filed: on(3, 15) },
    reworded,
    { ...reworded, sameIdAs: reworded, spelling: "names", filed: on(5, 20) },
    disputed,
    { ...disputed, sameIdAs: disputed, at: dayText(on(4, 10)), filed: on(4, 18) },
  ];
}

/** Corrections, retractions, and both of corrections and retractions. */
function corrections(plan: AwkwardPlan): Draft[] {
  const { attribute, mistaken } = plan.listed;
  const slip = listed(plan, 2, 20, { values: { [attribute]: mistaken }, filed: on(2, 20) });
  const corrected = listed(plan, 2, 20, { revises: slip, filed: on(3, 4) });
  const entered = ordinary(plan, 5, 22);
  const original = ordinary(plan, 6, 4, { filed: on(6, 4) });
  const revision = ordinary(plan, 6, 5, { revises: original, filed: on(6, 12) });
  const doubted = ordinary(plan, 9, 10);
  const withdrawn = retraction(doubted, 9, 18);
  return [
    slip,
    corrected,
    entered,
    retraction(entered, 6, 3),
    original,
    revision,
    retraction(revision, 6, 20),
    doubted,
    withdrawn,
    retraction(withdrawn, 9, 25),
    ordinary(plan, 8, 6, { cells: { revises: "没有此号" } }),
  ];
}

function retraction(of: Draft, month: number, date: number): Draft {
  const filed = on(month, date);
  // What it takes back was written down before it.
  of.filed ??= draftDay(of);
  return { type: "retraction", at: dayText(filed), retracts: of, filed };
}

/** Units that are misspelt, unknown, or surrounded by spaces; an author who looks like a formula. */
function names(plan: AwkwardPlan): Draft[] {
  const [first, second] = plan.spare;
  return [
    ordinary(plan, 4, 22, { cells: { subject: plan.misspelt } }),
    ordinary(plan, 7, 9, { cells: { subject: "临时办公室" } }),
    ordinary(plan, 5, 8, { subject: first, padding: [" ", " "] }),
    ordinary(plan, 8, 20, { subject: second, padding: ["\u3000", ""] }),
    listed(plan, 7, 18, { values: { author: "=王五" } }),
    listed(plan, 10, 16, { spelling: "names" }),
  ];
}

/** A day that there is not, days in other forms, a day of the next year, and an instant at the turn of a month. */
function dates(plan: AwkwardPlan): Draft[] {
  return [
    ordinary(plan, 2, 29, { cells: { at: "2024-02-30" } }),
    ordinary(plan, 3, 5, { cells: { at: "2024/3/5" } }),
    ordinary(plan, 3, 6, { cells: { at: "2024年3月6日" } }),
    { ...ordinary(plan, 12, 30), at: "2025-01-03" },
    { ...ordinary(plan, 3, 31), at: "2024-03-31T17:30:00Z" },
    { ...ordinary(plan, 10, 21), at: "2024-10-21T09:30:00+08:00" },
  ];
}

/** Cells left empty, values that are not listed, a type that there is not, and a note that needs its quotes. */
function cells(plan: AwkwardPlan): Draft[] {
  const { attribute, wrong } = plan.listed;
  return [
    listed(plan, 6, 25, { cells: { [attribute]: "" } }),
    ordinary(plan, 7, 2, { cells: { subject: "" } }),
    ordinary(plan, 7, 23, { cells: { type: "" } }),
    ordinary(plan, 11, 5, { cells: { id: "" } }),
    listed(plan, 8, 13, { cells: { [attribute]: wrong } }),
    ordinary(plan, 8, 27, { cells: { type: "转发" } }),
    ordinary(plan, 9, 3, { values: { note: '电话记录:"收到,照办"\n第二行,仍是备注' } }),
  ];
}

/** Numbers out of range, in full width, and a row that stands for twelve. */
function numbers(plan: AwkwardPlan): Draft[] {
  const { type, values, cells: text } = plan.outOfRange;
  const { type: dozenType, values: dozenValues } = plan.dozen ?? plan.ordinary;
  const [subject] = plan.spare;
  const dozen = { type: dozenType, subject, ...(dozenValues ? { values: dozenValues } : {}) };
  return [
    { type, subject, at: dayText(on(10, 9)), ...(values ? { values } : {}), cells: text },
    { ...dozen, at: dayText(on(11, 12)), cells: { count: "12" } },
    { ...dozen, at: dayText(on(11, 20)), cells: { count: "１２" } },
    { ...dozen, at: dayText(on(11, 26)), cells: { count: "0" } },
  ];
}

import type { Entry, Result } from "../../src/document/result.ts";
import type { ExampleDocument } from "../../src/document/ruleset.ts";
import { nodeName } from "../../src/expression/tree.ts";
import type { ResolvedRuleset } from "../../src/ruleset/resolved.ts";
import { expectationRows } from "./expectations.ts";
import { both, code, figure, list, plain, table, value } from "./markdown.ts";
import { attributeOf, columnName, kindNames, nodeOf, valueName } from "./names.ts";
import type { ExampleRun } from "./runs.ts";

type EventDocument = ExampleDocument["events"][number];
type SubjectDocument = NonNullable<NonNullable<ExampleDocument["given"]>["subjects"]>[number];

const ownKeys = new Set(["id", "type", "at", "subject", "repeat", "revises", "retracts"]);

/** An example as a page shows it: what is given, the events, the results. */
export function workedCaseLines(
  ruleset: ResolvedRuleset,
  run: ExampleRun,
  clause: string,
): readonly string[] {
  return [
    `**Worked case 算例** (example ${run.number}): ${plain(run.example.it)}.`,
    "",
    `${givenWords(ruleset, run.example)}`,
    "",
    ...eventTable(ruleset, run, clause),
    ...expectationRows(ruleset, run),
  ];
}

function givenWords(ruleset: ResolvedRuleset, { given = {} }: ExampleDocument): string {
  const parts = [`Period 考核期 ${given.period ?? "all"}`];
  if (given.asOf !== undefined) parts.push(`as of 截至 ${given.asOf}`);
  const subjects = (given.subjects ?? []).map((one) => subjectWords(ruleset, one));
  if (subjects.length > 0) parts.push(`for 对象 ${subjects.join(", ")}`);
  for (const [name, number] of Object.entries(given.parameters ?? {}))
    parts.push(`${code(name)} = ${figure(String(number))}`);
  for (const [id, option] of Object.entries(given.interpretations ?? {}))
    parts.push(`read with ${code(id)} = ${code(option)}`);
  return `${parts.join("; ")}.`;
}

function subjectWords(ruleset: ResolvedRuleset, subject: SubjectDocument): string {
  const { id, kind: kindId, category, name, ...attributes } = subject;
  const kind = ruleset.kinds.get(String(kindId ?? ruleset.principal.id)) ?? ruleset.principal;
  const label = kind.categories.get(String(category));
  const details = [
    ...(kindId === undefined ? [] : [kindNames(ruleset, [kind.id])]),
    ...(label === undefined ? [] : [value(label)]),
    ...Object.entries(attributes).map(([key, raw]) => {
      const found = kind.attributes.find((one) => one.name === key);
      return `${found === undefined ? code(key) : both(found.label)} ${figure(String(raw))}`;
    }),
  ];
  const named =
    name === undefined || name === id
      ? code(String(id))
      : `${code(String(id))} ${plain(String(name))}`;
  return details.length === 0 ? named : `${named} (${details.join(", ")})`;
}

/** The events with what the clause makes of each. */
function eventTable(ruleset: ResolvedRuleset, run: ExampleRun, clause: string): readonly string[] {
  const { example, result } = run;
  const events = example.events.map((event, index): ShownEvent => {
    const id = String(event["id"] ?? index + 1);
    const owner = event["subject"] ?? firstSubject(ruleset, event, example);
    const again = example.events.slice(0, index).some((other) => other["id"] === id);
    return { id, event, again, owner: owner === undefined ? "" : String(owner) };
  });
  if (events.length === 0) return ["No events 无事项.", ""];
  const entries = [...result.ledger].filter(({ clauses }) => clauses.includes(clause));
  const several = (example.given?.subjects?.length ?? 0) > 1;
  const columns: readonly Column[] = [
    ["no. 编号", ({ id }) => code(id)],
    ["times 次数", ({ event }) => String(event["repeat"] ?? "")],
    ["date 时间", ({ event }) => plain(String(event["at"] ?? ""))],
    [
      value(columnName(ruleset, "subject")),
      ({ event, owner }) =>
        owner === "" || !(several || event["subject"] !== undefined) ? "" : code(owner),
    ],
    ["event 事项", ({ event }) => eventWords(ruleset, event)],
    [`by ${clause} 按本条`, (shown) => effectWords(ruleset, shown, entries, result)],
  ];
  const rows = events.map((shown) => columns.map(([, cell]) => cell(shown)));
  const used = columns.map((_, column) => rows.some((row) => row[column] !== ""));
  const pick = (row: readonly string[]): string[] => row.filter((_, column) => used[column]);
  return table(pick(columns.map(([header]) => header)), rows.map(pick));
}

/** An event of an example with what it leaves to be understood. */
interface ShownEvent {
  readonly id: string;
  readonly event: EventDocument;
  /** Another event before it has its id. */
  readonly again: boolean;
  /** Whom it concerns; empty for nobody. */
  readonly owner: string;
}

type Column = readonly [header: string, cell: (shown: ShownEvent) => string];

/** Whom an event concerns that does not say so. */
function firstSubject(
  ruleset: ResolvedRuleset,
  { type }: EventDocument,
  { given }: ExampleDocument,
): string | undefined {
  const known = ruleset.events.get(String(type));
  const id = given?.subjects?.[0]?.["id"];
  return known === undefined || known.subjects.length === 0 ? undefined : String(id);
}

function eventWords(ruleset: ResolvedRuleset, event: EventDocument): string {
  const type = String(event["type"] ?? "");
  const known = ruleset.events.get(type);
  const name = known === undefined ? typeWords(type) : both(known.label);
  const details = Object.entries(event)
    .filter(([key]) => !ownKeys.has(key))
    .map(([key, raw]) => {
      const attribute = known && attributeOf(ruleset, [type], key);
      if (attribute === undefined) return `${code(key)} ${plain(String(raw))}`;
      const is =
        typeof raw === "boolean"
          ? valueName(ruleset, attribute.type, raw, attribute.labels)
          : valueName(ruleset, attribute.type, String(raw));
      return `${both(attribute.label)}: ${is}`;
    });
  for (const key of ["revises", "retracts"] as const) {
    if (event[key] === undefined) continue;
    details.push(`${both(columnName(ruleset, key))} ${code(String(event[key]))}`);
  }
  return [name, ...details].join("; ");
}

function typeWords(type: string): string {
  return type === "retraction" ? both({ en: "retraction", zh: "撤销" }) : code(type);
}

/** What an event came to: entries by the clause, a rejection, a warning. */
function effectWords(
  ruleset: ResolvedRuleset,
  { id, event, again, owner }: ShownEvent,
  entries: readonly Entry[],
  { rejections, warnings }: Result,
): string {
  const repeated = event["repeat"] !== undefined;
  const isIts = (other: string | undefined): boolean =>
    other === id || (repeated && (other?.startsWith(`${id}/`) ?? false));
  const rejected = rejections.filter((one) => isIts(one.event));
  if (again && rejected.length === 0) return "the same again: counted once 重复,只计一次";
  const own = entries.filter((entry) => isIts(entry.event));
  const several = new Set(own.map(({ accounts }) => accounts.join(" "))).size > 1;
  const amounts = new Set(own.map((entry) => amountWords(ruleset, entry, owner, several)));
  const codes = new Set(rejected.map(({ code: reason }) => code(reason)));
  const checks = warnings.flatMap((one) => (isIts(one.event) && one.check ? [one.check] : []));
  return [
    [...amounts].join(", ") + (amounts.size > 0 && repeated ? " each 每次" : ""),
    codes.size === 0 ? "" : `rejected 不计入: ${[...codes].join(", ")}`,
    checks.length === 0 ? "" : `warning 提醒: ${[...new Set(checks)].map(code).join(", ")}`,
  ]
    .filter((part) => part !== "")
    .join("; ");
}

/** `+2`; with the account where there are several, and with the owner where it is another. */
function amountWords(
  ruleset: ResolvedRuleset,
  { amount, subject, accounts }: Entry,
  owner: string,
  several: boolean,
): string {
  const signed = amount.startsWith("-") ? figure(amount) : `+${amount}`;
  const labels = accounts.map((id) => both(nodeOf(ruleset, nodeName("account", id)).label));
  const to = subject === owner ? "" : ` to ${code(subject)}`;
  return `${signed}${several ? ` ${list(labels)}` : ""}${to}`;
}

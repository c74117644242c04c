import type { DiagnosticCode } from "../../src/diagnostics/diagnostic.ts";

type Json = Record<string, unknown>;

/** A fault to plant: what it is called as a diagnostic, and where it must be found. */
export interface Plant {
  readonly code: DiagnosticCode;
  readonly pointer: string;
}

const label = { en: "planted", zh: "植入" };

/** What of a ruleset the planted parts build on. */
interface Soil {
  readonly type: string;
  readonly kinds: Json;
  readonly clause: string;
  readonly level: {
    readonly event: string;
    readonly field: string;
    readonly values: string[];
    readonly name: string;
  };
}

function valuesOf(enumeration: Json = {}): string[] {
  const { values = enumeration } = enumeration as { readonly values?: Json };
  return Object.keys(values);
}

function soilOf(document: Json): Soil {
  const { rules, accounts, events, enums, clauses } = document as {
    rules: Json[];
    accounts: Record<string, Json>;
    events: Record<string, { attributes?: Record<string, { type: string }> }>;
    enums: Record<string, Json>;
    clauses: Json;
  };
  const rule = rules.find((one) => typeof one["on"] === "string" && one["for"] === undefined);
  const account = accounts[String(rule?.["to"])];
  const [level] = Object.entries(events).flatMap(([event, { attributes = {} }]) =>
    Object.entries(attributes)
      .filter(([, { type }]) => valuesOf(enums[type]).length > 1)
      .map(([field, { type }]) => ({
        event,
        field,
        name: type,
        values: valuesOf(enums[type]),
      })),
  );
  if (rule === undefined || level === undefined) throw new Error("nothing can be planted here");
  return {
    type: String(rule["on"]),
    kinds: account?.["of"] === undefined ? {} : { of: account["of"] },
    clause: Object.keys(clauses)[0] ?? "",
    level,
  };
}

/** A ruleset with a fault of each kind in it, and where each of them is. */
export function planted(original: unknown): {
  readonly document: Json;
  readonly plants: readonly Plant[];
} {
  const document = structuredClone(original) as Json & { rules: Json[] };
  const soil = soilOf(document);
  const { type, clause, kinds, level } = soil;
  const plants: Plant[] = [];
  const add = (part: string, id: string, json: Json, ...codes: DiagnosticCode[]): void => {
    document[part] = { ...(document[part] as Json), [id]: json };
    for (const code of codes) plants.push({ code, pointer: `/${part}/${id}` });
  };
  const rule = (id: string, to: string, more: Json, ...codes: DiagnosticCode[]): void => {
    document.rules.push({ id, clause, label, on: type, to, amount: 1, ...more });
    for (const code of codes) plants.push({ code, pointer: `/rules/${document.rules.length - 1}` });
  };
  const at = { var: "event.at" };
  const size = { var: "event.plantedSize" };
  const event = (document["events"] as Record<string, Json>)[type] as Json;
  event["attributes"] = {
    ...(event["attributes"] as Json),
    plantedSize: { type: "integer", optional: true, label },
    plantedUnread: { type: "integer", optional: true, label },
  };
  plants.push({ code: "unread-attribute", pointer: `/events/${type}/attributes/plantedUnread` });
  const account = (id: string, steps: Json[], ...codes: DiagnosticCode[]): void =>
    add("accounts", id, { label, ...kinds, steps }, ...codes);

  account("planted.sum", [{ sum: {} }], "unbounded-score");
  rule(
    "planted.dead",
    "planted.sum",
    { when: { and: [{ "<": [at, "2010-01-01"] }, { ">": [at, "2020-01-01"] }] } },
    "dead-rule",
  );
  account("planted.highest", [{ keep: "highest", per: ["event"], clause }, { sum: {} }]);
  rule("planted.more", "planted.highest", { amount: 7 }, "bare-number");
  rule("planted.less", "planted.highest", {}, "shadowed-rule");

  account("planted.sizes", [{ sum: {} }]);
  const sized = (condition: Json): Json => ({
    when: { and: [{ has: "event.plantedSize" }, condition] },
  });
  rule("planted.small", "planted.sizes", sized({ "<": [size, 5] }));
  rule("planted.large", "planted.sizes", sized({ ">": [size, 6] }), "condition-gap");
  rule("planted.larger", "planted.sizes", sized({ ">": [size, 9] }), "condition-overlap");
  account("planted.days", [{ sum: {} }]);
  rule("planted.old", "planted.days", { when: { "<": [at, "2024-03-01"] } });
  rule("planted.new", "planted.days", { when: { ">": [at, "2024-03-02"] } }, "date-gap");
  rule("planted.newer", "planted.days", { when: { ">=": [at, "2024-06-01"] } }, "date-overlap");

  account(
    "planted.capped",
    [
      { highest: { none: 0 }, clause },
      { cap: 50, clause },
    ],
    "unreachable-limit",
  );
  rule("planted.one", "planted.capped", {});
  add(
    "tables",
    "planted.brackets",
    {
      axes: [{ brackets: "from" }],
      cells: { "5": { value: "1", clause }, "9": { value: "2", clause } },
    },
    "bracket-gap",
  );
  add(
    "measures",
    "planted.looked-up",
    {
      label,
      ...kinds,
      clause,
      value: { else: [{ table: ["planted.brackets", { account: "planted.sum" }] }, 0] },
    },
    "unread-value",
  );
  // Only along declared levels is it odd to fall.
  const enums = document["enums"] as Record<string, Json>;
  const declared = enums[level.name] ?? {};
  enums[level.name] = "ordered" in declared ? declared : { ordered: true, values: declared };
  const descending = level.values.map((value, index) => [
    value,
    { value: String(level.values.length - index), clause },
  ]);
  add("tables", "planted.levels", { axes: [level.name], cells: Object.fromEntries(descending) });
  plants.push({
    code: "order-inverted",
    pointer: `/tables/planted.levels/cells/${level.values[1]}`,
  });
  account("planted.leveled", [{ sum: {} }]);
  add("measures", "planted.score", { label, ...kinds, clause, value: { account: "planted.sum" } });
  rule("planted.base", "planted.sum", {});
  add("rankings", "planted.ranking", { label, ...kinds, clause, by: "planted.score" });
  add(
    "outcomes",
    "planted.first",
    { kind: "award", label, ...kinds, clause, when: { "<=": [{ rank: "planted.ranking" }, 1] } },
    "depends-on-rivals",
  );
  add(
    "outcomes",
    "planted.never",
    { kind: "award", label, ...kinds, clause, when: { ">": [{ account: "planted.capped" }, 1] } },
    "unreachable-outcome",
  );

  account("planted.idle", [{ sum: {} }], "uncredited-account");
  add("parameters", "planted.parameter", { value: "3", clause }, "unused-parameter");
  const option = { en: "yes", zh: "是" };
  add(
    "interpretations",
    "planted-question",
    { clause: "PX", question: label, default: "a", options: { a: option, b: option } },
    "idle-interpretation",
  );
  add("clauses", "PX", { place: "植入", title: label }, "clause-without-example");
  add("clauses", "PY", { place: "植入", title: label }, "uncited-clause");
  document["examples"] = [
    // Two are enough: lint runs all of them without each part, and what is planted has its own rules.
    ...((document["examples"] as Json[] | undefined) ?? []).slice(0, 2),
    { it: "植入", events: [], expect: { measures: { "no-such": {} } } },
  ];
  plants.push({
    code: "unknown-expectation",
    pointer: `/examples/${(document["examples"] as Json[]).length - 1}/expect/measures/no-such`,
  });
  add("enums", "plantedEnum", { one: label, two: label });
  plants.push({ code: "unused-enum-value", pointer: "/enums/plantedEnum/one" });
  add(
    "events",
    "planted-event",
    { label, attributes: { what: { type: "plantedEnum", label } } },
    "idle-event-type",
  );
  return { document, plants };
}

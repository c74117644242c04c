import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { checkRuleset, extendRuleset, loadRuleset, RulesetError } from "../../src/index.ts";
import { parseRuleset } from "../../src/ruleset/parse.ts";
import { rulesets } from "../../src/rulesets.ts";
import { holds } from "../properties.ts";
import type { Part } from "./documents.ts";

const base = rulesets["longyang-2019"] as Part & {
  readonly rules: readonly (Part & { readonly id: string })[];
  readonly parameters: Readonly<Record<string, Part>>;
};
const bases = { "longyang-2019": base };
const over = (parts: Part = {}): Part => ({
  format: 1,
  extends: "longyang-2019",
  id: "ours-2024",
  ...parts,
});
const laid = (parts: Part): Part => extendRuleset(base, over(parts)) as Part;

function issuesOf(document: unknown, known: Readonly<Record<string, unknown>> = bases): string[] {
  return checkRuleset(document, { bases: known }).map(
    ({ code, document: where, pointer }) => `${code} ${where} ${pointer}`,
  );
}

function ids(document: Part): string[] {
  return (document["rules"] as readonly { id: string }[]).map(({ id }) => id);
}

describe("an overlay", () => {
  test("that says nothing changes nothing but the id", () => {
    expect(laid({})).toEqual({ ...base, id: "ours-2024" });
    expect(issuesOf(over())).toEqual([]);
  });

  test("changes parameters by key, and keeps the rest of them", () => {
    const merged = laid({ parameters: { "L1.points": { value: "3" } } });
    const { parameters } = loadRuleset(merged).resolved;
    expect(parameters.get("L1.points")).toMatchObject({ value: "3", clauses: ["L1"] });
    expect(parameters.get("L1.max")?.value).toBe("60");
  });

  test("changes a cell's value, and keeps its clause", () => {
    const tables = { adoption: { cells: { province: { value: "25" } } } };
    const cells = loadRuleset(laid({ tables })).resolved.tables.get("adoption")?.cells ?? [];
    const province = cells.find(({ keys }) => keys[0] === "province");
    expect(province).toMatchObject({ clauses: ["L5"], value: { value: "25" } });
    expect(cells).toHaveLength(5);
  });

  test("replaces expressions and steps whole", () => {
    const [first] = base.rules;
    const amount = { "*": [{ param: "L1.points" }, 2] };
    const merged = laid({ rules: [{ id: first?.id, amount }] });
    expect((merged["rules"] as Part[])[0]).toEqual({ ...first, amount });
    const steps = [{ sum: {} }];
    const { accounts } = laid({ accounts: { base: { steps } } }) as { accounts: { base: Part } };
    expect(accounts.base["steps"]).toEqual(steps);
  });

  test("puts new rules at the end, or where they say", () => {
    const [a = "", b = "", ...rest] = ids(base);
    const rule = (id: string, place: Part = {}) => ({ ...base.rules[0], id, ...place });
    expect(ids(laid({ rules: [rule("x")] }))).toEqual([a, b, ...rest, "x"]);
    expect(ids(laid({ rules: [rule("x", { after: a }), rule("y", { after: a })] }))).toEqual([
      a,
      "x",
      "y",
      b,
      ...rest,
    ]);
    expect(ids(laid({ rules: [rule("x", { before: a }), rule("y", { after: "x" })] }))).toEqual([
      "x",
      "y",
      a,
      b,
      ...rest,
    ]);
    expect(ids(laid({ rules: [{ id: b, before: a }] }))).toEqual([b, a, ...rest]);
  });

  test("removes with null, and rules with remove", () => {
    const [a = "", ...rest] = ids(base);
    expect(ids(laid({ rules: [{ id: a, remove: true }] }))).toEqual(rest);
    const merged = laid({ parameters: { "L12.places": null }, outcomes: null });
    expect(Object.keys(merged["parameters"] as Part)).not.toContain("L12.places");
    expect(merged).not.toHaveProperty("outcomes");
  });

  test("that names every value of an enumeration gives their order", () => {
    const misconduct = { false: {}, leak: {}, plagiarism: {}, other: { en: "other", zh: "其他" } };
    const enums = laid({ enums: { misconduct } })["enums"] as Readonly<Record<string, Part>>;
    expect(Object.keys(enums["misconduct"] ?? {})).toEqual(Object.keys(misconduct));
    expect(enums["misconduct"]?.["false"]).toEqual(
      (base["enums"] as Readonly<Record<string, Part>>)["misconduct"]?.["false"],
    );
  });

  test("that names every value, some to take out, puts new ones where they belong", () => {
    const misconduct = { false: {}, late: { en: "late", zh: "迟报" }, leak: null, plagiarism: {} };
    const enums = laid({ enums: { misconduct } })["enums"] as Readonly<Record<string, Part>>;
    expect(Object.keys(enums["misconduct"] ?? {})).toEqual(["false", "late", "plagiarism"]);
  });

  test("changes the default of a reading", () => {
    const merged = laid({ interpretations: { repeatedly: { default: "2" } } });
    expect(loadRuleset(merged).resolved.interpretations.get("repeatedly")?.chosen).toBe("2");
  });

  test("has a hash of the whole", () => {
    const parts = { parameters: { "L1.points": { value: "3" } } };
    const { resolved } = loadRuleset(over(parts), { bases });
    expect(resolved.hash).toBe(parseRuleset(laid(parts)).value?.hash);
    expect(resolved.hash).not.toBe(loadRuleset(over(), { bases }).resolved.hash);
  });
});

describe("laws", () => {
  const names = Object.keys(base.parameters);
  const ruleIds = ids(base);
  const change = fc.record(
    {
      parameters: fc.dictionary(
        fc.constantFrom(...names),
        fc.record({ value: fc.integer().map(String) }),
        { noNullPrototype: true },
      ),
      rules: fc.uniqueArray(
        fc.record(
          {
            id: fc.constantFrom(...ruleIds.slice(0, 4), "new-a", "new-b"),
            after: fc.constantFrom(...ruleIds.slice(4)),
            label: fc.constant({ en: "changed", zh: "改" }),
          },
          { requiredKeys: ["id"] },
        ),
        { selector: ({ id }) => id },
      ),
      title: fc.record({ en: fc.string({ minLength: 1 }) }),
    },
    { requiredKeys: [] },
  );

  test("laid twice is laid once", () => {
    holds(
      fc.property(change, (parts) => {
        const once = laid(parts);
        expect(JSON.stringify(extendRuleset(once, over(parts)))).toBe(JSON.stringify(once));
      }),
    );
  });

  test("neither document is changed", () => {
    const before = JSON.stringify(base);
    holds(
      fc.property(change, (parts) => {
        const text = JSON.stringify(parts);
        laid(parts);
        return JSON.stringify(base) === before && JSON.stringify(parts) === text;
      }),
    );
  });

  test("removed and added back is the base", () => {
    const [a, b] = base.rules;
    const without = extendRuleset(base, {
      ...over(),
      id: base["id"],
      parameters: { "L1.points": null },
      rules: [{ id: a?.id, remove: true }],
    });
    const again = extendRuleset(without, {
      ...over(),
      id: base["id"],
      parameters: { "L1.points": base.parameters["L1.points"] },
      rules: [{ ...a, before: b?.id }],
    });
    expect(again).toEqual(base);
    expect(parseRuleset(again).value?.hash).toBe(parseRuleset(base).value?.hash);
  });
});

describe("chains", () => {
  const middle = over({ id: "middle", parameters: { "L1.points": { value: "3" } } });
  const top = {
    format: 1,
    extends: "middle",
    id: "top",
    parameters: { "L1.max": { value: "70" } },
  };

  test("come together from the bottom", () => {
    const { parameters } = loadRuleset(top, { bases: { ...bases, middle } }).resolved;
    expect([parameters.get("L1.points")?.value, parameters.get("L1.max")?.value]).toEqual([
      "3",
      "70",
    ]);
  });

  test("in a circle are refused, and endless ones", () => {
    const circle = {
      ...bases,
      a: { ...top, id: "a", extends: "b" },
      b: { ...top, id: "b", extends: "a" },
    };
    expect(issuesOf({ ...top, extends: "a" }, circle)).toEqual(["cycle b /extends"]);
    const long = Object.fromEntries(
      Array.from({ length: 20 }, (_, at) => [`r${at}`, { ...top, extends: `r${at + 1}` }]),
    );
    expect(issuesOf({ ...top, extends: "r0" }, long)).toEqual(["too-deep r7 /extends"]);
  });

  test("place an issue in the document that wrote the part", () => {
    const wrong = { ...middle, parameters: { "L1.points": { value: "three" } } };
    expect(issuesOf(top, { ...bases, middle: wrong })).toEqual([
      "bad-number middle /parameters/L1.points",
    ]);
    const [first, second] = base.rules;
    const torn = { ...base, rules: [first, { ...second, clause: "L99" }, ...base.rules.slice(2)] };
    const moved = over({ rules: [{ ...first, id: "x", before: first?.id }] });
    expect(issuesOf(moved, { "longyang-2019": torn })).toEqual([
      "unknown-clause longyang-2019 /rules/1/clause",
    ]);
  });
});

describe("refused is", () => {
  test.each<[string, Part, string]>([
    [
      "to remove what is not there",
      { parameters: { "L1.pints": null } },
      "not-in-base ours-2024 /parameters/L1.pints",
    ],
    [
      "to remove a rule that is not there",
      { rules: [{ id: "nothing", remove: true }] },
      "not-in-base ours-2024 /rules/0",
    ],
    [
      "a place behind what is not there",
      { rules: [{ id: "submission", after: "nothing" }] },
      "not-in-base ours-2024 /rules/0/after",
    ],
    [
      "one rule twice",
      { rules: [{ id: "submission" }, { id: "submission" }] },
      "duplicate-id ours-2024 /rules/1",
    ],
    ["an unknown key", { paramters: {} }, "unknown-key ours-2024 /paramters"],
    ["an unknown base", { extends: "longyang-2091" }, "unknown-name ours-2024 /extends"],
    ["a base that is no text", { extends: ["longyang-2019"] }, "wrong-type ours-2024 /extends"],
    ["another format", { format: 2 }, "wrong-format ours-2024 /format"],
  ])("%s", (_, parts, issue) => {
    expect(issuesOf(over(parts))).toEqual([issue]);
  });

  test("rules that wait for one another, without a hint at what they name already", () => {
    const rules = [
      { id: "submission", after: "adoption" },
      { id: "adoption", after: "submission" },
    ];
    const found = checkRuleset(over({ rules }), { bases });
    expect(found.map(({ code, pointer }) => `${code} ${pointer}`)).toEqual([
      "not-in-base /rules/0/after",
      "not-in-base /rules/1/after",
    ]);
    expect(found.map(({ hint }) => hint?.en ?? "").join()).not.toMatch(/adoption|submission/);
  });

  test("a change of what the base does not have, with a hint", () => {
    const document = over({ parameters: { "L1.pints": { value: "3" } } });
    const [issue] = checkRuleset(document, { bases });
    expect(issue).toMatchObject({
      code: "missing-key",
      document: "ours-2024",
      pointer: "/parameters/L1.pints",
      hint: { en: 'did you mean "L1.points"?' },
    });
  });

  test("a document without its base, and says how to give it", () => {
    expect(() => loadRuleset(over())).toThrow(RulesetError);
    expect(() => loadRuleset(over())).toThrow("bases");
  });

  test("what only the function takes: nothing is removed that is not there", () => {
    expect(() => extendRuleset(base, { format: 1, id: "x", rankings: { none: null } })).toThrow(
      "/rankings/none",
    );
  });
});

import { describe, expect, test } from "vitest";
import { stringify } from "yaml";
import { FileError, RulesetFileError, readRuleset } from "../../src/node.ts";
import { parseRuleset } from "../../src/ruleset/parse.ts";
import { rulesets } from "../../src/rulesets.ts";

async function read(content: string, name = "a.yaml"): Promise<unknown> {
  return (await readRuleset({ name, content })).document;
}

/** The faults of a text: `line:column words`. */
async function faults(content: string): Promise<string[]> {
  try {
    await read(content);
    return [];
  } catch (error) {
    if (!(error instanceof RulesetFileError)) throw error;
    return error.errors.map(({ place, text }) => `${place?.line}:${place?.column} ${text.en}`);
  }
}

describe("a ruleset in YAML", () => {
  test.each(Object.entries(rulesets))("reads as in JSON: %s", async (_id, document) => {
    const text = stringify(document, { aliasDuplicateObjects: false });
    // Where the format takes both, a number may be text.
    const asText = (json: unknown): string =>
      JSON.stringify(json, (_key, value) => (typeof value === "number" ? String(value) : value));
    const found = await read(text);
    expect(asText(found)).toBe(asText(document));
    expect(parseRuleset(found).issues).toEqual([]);
  });

  test("keeps every number as it is written, where the format has text", async () => {
    const text = [
      "format: 1",
      "id: x",
      "rules: []",
      "parameters:",
      "  a: { value: 0.10, clause: A1 }",
      "  b: { value: 007, clause: A1 }",
      "  c: { value: 1e3, clause: A1 }",
      "  d: { value: 0x1F, clause: A1 }",
      "  e: { value: 123456789012345678901234.5, clause: A1 }",
    ].join("\n");
    const { parameters, format } = (await read(text)) as {
      parameters: Readonly<Record<string, { value: unknown }>>;
      format: unknown;
    };
    expect(format).toBe(1);
    expect(Object.values(parameters).map(({ value }) => value)).toEqual([
      "0.10",
      "007",
      "1e3",
      "0x1F",
      "123456789012345678901234.5",
    ]);
  });

  test("has words for words: no, on, dates", async () => {
    const text =
      "format: 1\nid: no\nrules: [{ id: yes, on: off, to: null, fraction: true }]\nsource: { date: 2024-01-05 }";
    expect(await read(text)).toEqual({
      format: 1,
      id: "no",
      rules: [{ id: "yes", on: "off", to: null, fraction: true }],
      source: { date: "2024-01-05" },
    });
  });

  test("has numbers in expressions and text in what events say", async () => {
    const text = [
      "rules:",
      "  - amount: { round: [{ '*': [{ var: event.x }, 2, '3', 0.5, 1.0, -0] }, 1, half-up] }",
      "    when: { reading: [way, { short: 1, long: { '>': [x, 2] } }] }",
      "accounts: { a: { steps: [{ round: [2, half-up] }] } }",
      "examples: [{ it: 1, given: { period: 2024, subjects: [{ id: 1 }] }, events: [{ id: 1, n: 2.50 }] }]",
    ].join("\n");
    expect(await read(text)).toEqual({
      rules: [
        {
          amount: {
            round: [{ "*": [{ var: "event.x" }, 2, "3", "0.5", "1.0", "-0"] }, 1, "half-up"],
          },
          when: { reading: ["way", { short: 1, long: { ">": ["x", 2] } }] },
        },
      ],
      accounts: { a: { steps: [{ round: [2, "half-up"] }] } },
      examples: [
        {
          it: "1",
          given: { period: "2024", subjects: [{ id: "1" }] },
          events: [{ id: "1", n: "2.50" }],
        },
      ],
    });
  });

  test.each([
    [
      "a key twice",
      "rules: []\nid: a\nid: b",
      ['3:1 the key "id" occurs twice in one object, at 2:1 and here'],
    ],
    ["an anchor and its alias", "a: &x 1\nb: *x\nrules: []", ["1:", "2:4 "]],
    ["a tag", "rules: !!set []", ["1:"]],
    ["a tab", "rules:\n\t- 1", ["2:"]],
    ["two documents", "rules: []\n---\nrules: []", ["2:"]],
    ["a key that is a list", "? [a]\n: 1\nrules: []", ["1:"]],
    ["an open bracket", "rules: [", ["1:"]],
    ["an open quote", 'rules: "', ["1:"]],
    ["nothing", "  \n", ["undefined:undefined the file is empty"]],
    ["nesting without end", `rules: ${"[".repeat(300)}${"]".repeat(300)}`, ["1:"]],
  ])("refuses %s, with its place", async (_, text, expected) => {
    const found = await faults(text);
    expect(found.length).toBe(expected.length);
    for (const [index, one] of found.entries())
      expect(one.startsWith(expected[index] ?? "?")).toBe(true);
  });

  test("does not grow: the laugh of a billion is an alias", async () => {
    const text = `rules: []\na: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]`;
    expect((await faults(text)).length).toBeGreaterThan(0);
  });

  test("has the place of every pointer", async () => {
    const { placeOf } = await readRuleset({
      name: "a.yml",
      content: "rules:\n  - id: x\n    amount: 1\n  - id: y\n",
    });
    expect([placeOf("/rules/0/amount"), placeOf("/rules/1/id"), placeOf("/rules/1/none")]).toEqual([
      { line: 3, column: 5 },
      { line: 4, column: 5 },
      { line: 4, column: 5 },
    ]);
  });

  test("a list or a result is called by its name", async () => {
    await expect(read("- a")).rejects.toThrow(FileError);
    await expect(read("type: report\nat: 2024")).rejects.toThrow("an event");
  });
});

describe("a ruleset in JSON with comments", () => {
  test("is read by its name, and keeps its places", async () => {
    const content = '// note\n{ "rules": [], /* more */\n  "id": "http://x" }';
    const { document, placeOf } = await readRuleset({ name: "a.jsonc", content });
    expect(document).toEqual({ rules: [], id: "http://x" });
    expect(placeOf("/id")).toEqual({ line: 3, column: 3 });
    await expect(readRuleset({ name: "a.json", content: content.slice(8) })).rejects.toThrow(
      "comments",
    );
  });
});

test("a full-width sign is called one", async () => {
  expect(await faults("format: 1\nid：x\n")).toEqual([
    expect.stringMatching("^2:1 .*a key is followed by an ASCII colon"),
  ]);
  const json = readRuleset({ name: "a.json", content: '{"id"："x"}' });
  await expect(json).rejects.toThrow(/this character is full-width/);
});

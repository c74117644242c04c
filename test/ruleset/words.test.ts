import { expect, test, vi } from "vitest";
import { checkRuleset } from "../../src/program/load.ts";
import { type Block, baseRuleset, blocksIn, merged, parsed } from "../docs/blocks.ts";
import { label, sound } from "./documents.ts";
import { halfTranslated, latinWords } from "./words.ts";

vi.setConfig({ testTimeout: 60_000 });

type Container = Record<string | number, unknown>;
type Path = readonly (string | number)[];

function* pathsOf(value: unknown, path: Path = []): Generator<Path> {
  if (path.length > 0) yield path;
  if (typeof value !== "object" || value === null) return;
  for (const [key, part] of Object.entries(value))
    yield* pathsOf(part, [...path, Array.isArray(value) ? Number(key) : key]);
}

/** A document with another value at a place; nothing there where none is given. */
function spoiled(document: unknown, path: Path, value?: unknown): unknown {
  const copy = structuredClone(document);
  const holder = path.slice(0, -1).reduce<unknown>((at, key) => (at as Container)[key], copy);
  const last = path.at(-1) ?? "";
  if (value === undefined) delete (holder as Container)[last];
  else (holder as Container)[last] = value;
  return copy;
}

const replacements: readonly unknown[] = [
  undefined,
  null,
  5,
  -1.5,
  true,
  "",
  "zzzz",
  [],
  ["zzzz", 5],
  {},
  { zzzz: 1 },
  { var: "event.zzzz" },
  { var: "event.word" },
  { "+": [true] },
  { account: "zzzz" },
  { account: "total", measure: "score" },
  { if: [true, 1] },
  { range: ["sum", { from: "2024-01-01", to: true, value: { var: "value" } }] },
];

/** Messages are made at each place where something may be wrong: everything is spoilt in every way. */
test("what is said of a faulty ruleset is Chinese in Chinese, and English in English", () => {
  const document = sound();
  const wrong = new Set<string>();
  const codes = new Set<string>();
  for (const [at, path] of [...pathsOf(document)].entries()) {
    for (const [which, replacement] of replacements.entries()) {
      // Every value comes to places of every kind; a sixth of all pairs takes seconds.
      if ((at + which) % 6 !== 0) continue;
      const issues = checkRuleset(spoiled(document, path, replacement));
      for (const { code } of issues) codes.add(code);
      for (const one of halfTranslated(issues)) wrong.add(one);
    }
  }
  expect([...wrong]).toEqual([]);
  expect(codes.size).toBeGreaterThan(20);
});

test("so are the messages of the documented codes", () => {
  const base = baseRuleset();
  const isPart = ({ language, text }: Block): boolean => language === "json" && /^\{/.test(text);
  const blocks = blocksIn("docs/codes.md").filter(isPart);
  expect(blocks.length).toBeGreaterThan(20);
  const wrong = blocks.flatMap((block) =>
    halfTranslated(checkRuleset(merged(base, parsed(block)))),
  );
  expect(wrong).toEqual([]);
});

test.each<[string, unknown]>([
  ["a base that is not given", { extends: "zzzz" }],
  ["an element that is not in it", { extends: "base", rules: [{ id: "zzzz", remove: true }] }],
  ["a place after nothing", { extends: "base", rules: [{ id: "acted", after: "zzzz" }] }],
  ["one element twice", { extends: "base", rules: [{ id: "acted" }, { id: "acted" }] }],
  ["a part that is not in it", { extends: "base", parameters: { zzzz: null } }],
  ["a base that is no name", { extends: 5 }],
])("so are those of a document over another: %s", (_name, overlay) => {
  const bases = { base: sound() };
  const document = { format: 1, id: "over", ...(overlay as object) };
  const issues = checkRuleset(document, { bases });
  expect(issues.length).toBeGreaterThan(0);
  expect(halfTranslated(issues)).toEqual([]);
});

test.each<[string, unknown]>([
  ["a function", () => label("x")],
  ["an instance", new Date(0)],
  ["no number", Number.NaN],
  ["a big whole number", 5n],
  ["a symbol", Symbol("x")],
])("so is what is said of data that is not plain: %s", (_name, value) => {
  const issues = checkRuleset({ ...sound(), notes: value });
  expect(issues.map(({ code }) => code)).toEqual(["not-json-data"]);
  expect(halfTranslated(issues)).toEqual([]);
});

test("an English word in a Chinese sentence is seen", () => {
  expect(latinWords("应为 a number,此处为 a boolean")).toEqual(["number", "boolean"]);
  expect(latinWords("没有名为“x”的 type")).toEqual(["type"]);
  expect(latinWords('此处有 "keep"、“sum”,首次出现在 /rules/0,account:base')).toEqual([]);
});

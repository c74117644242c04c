import { renameSync, writeFileSync } from "node:fs";
import { describe, expect, test, vi } from "vitest";
import longyang from "../../rulesets/longyang-2019.json" with { type: "json" };
import { main } from "../../src/cli/main.ts";
import { folderOf, jifen } from "./tools.ts";

vi.setConfig({ testTimeout: 60_000 });

type Example = Readonly<Record<string, unknown>>;

/** The bundled ruleset with other examples. */
function withExamples(...examples: readonly Example[]): string {
  return JSON.stringify({ ...longyang, examples }, null, 2);
}

const given = { period: "2024", subjects: [{ id: "g01", category: "business" }] };
/** One submission is 2 points. */
const one = {
  it: "one submission",
  given: { ...given, subjects: [{ id: "g01" }] },
  events: [{ type: "submission" }],
  expect: { accounts: { base: { g01: "2" } } },
};
const wrong = { ...one, expect: { accounts: { base: { g01: "3" } } } };

describe("test shows clauses and examples", () => {
  test("a line is enough where every clause is shown", async () => {
    const { code, out } = await jifen(["test", "longyang-2019"]);
    expect(code).toBe(0);
    expect(out.trimEnd().split("\n")).toHaveLength(1);
    expect(out).toContain("examples passed");
  });

  test("a table of clauses where not every one is, or with --verbose", async () => {
    const path = folderOf({ "a.json": withExamples(one) });
    const { code, out } = await jifen(["test", path("a.json")]);
    expect(code).toBe(0);
    expect(out).toMatch(/│ L1 +│[^\n]*│ 1 +│/);
    expect(out).toMatch(/│ L6 +│[^\n]*│ none +│/);
    const verbose = await jifen(["test", "longyang-2019", "--verbose", "--lang", "zh"]);
    expect(verbose.out).toMatch(/✓ 1 /);
    expect(verbose.out).toMatch(/│ 条款 +│/);
    expect(verbose.out).toMatch(/│ L6 +│[^\n]*│ [\d, ]+│/);
  });

  test("a failing example with the derivation of what was found", async () => {
    const path = folderOf({ "a.json": withExamples(wrong) });
    const english = await jifen(["test", path("a.json")]);
    expect(english.code).toBe(1);
    expect(english.out).toContain("accounts base g01: expected 3, found 2");
    expect(english.out).toMatch(/found 2\n +base: 2 points:\n.*\[L1/);
    const chinese = await jifen(["test", path("a.json"), "--lang", "zh"]);
    expect(chinese.out).toContain("accounts base g01: 应为 3, 实为 2");
    expect(chinese.out).toMatch(/实为 2\n.*2.*\n.*L1/);
  });
});

/** `jifen test --watch` under way: what it has written so far, and how to end it. */
function watching(args: readonly string[], isTTY = false) {
  const written = { out: "", err: "" };
  const stop = new AbortController();
  const done = main(["test", "--watch", ...args], {
    stdout: { write: (text) => (written.out += text), isTTY },
    stderr: { write: (text) => (written.err += text) },
    stdin: (async function* () {})(),
    env: {},
    version: "1.2.3",
    interrupted: () => stop.signal,
  });
  const waits = (): number => written.err.split("Ctrl-C stops").length - 1;
  /** Until it waits for the so-manieth time. */
  const waited = (times: number) =>
    vi.waitFor(() => expect(waits()).toBe(times), { timeout: 20_000, interval: 20 });
  return { written, done, waited, end: () => stop.abort() };
}

describe("test --watch", () => {
  test("runs again after a change of the file, however it is written, and ends when interrupted", async () => {
    const path = folderOf({ "a.json": withExamples(one) });
    const run = watching([path("a.json")]);
    await run.waited(1);
    expect(run.written.out).toContain("1 example passed");
    writeFileSync(path("a.json"), withExamples(wrong));
    await run.waited(2);
    expect(run.written.out).toContain("expected 3, found 2");
    writeFileSync(path("b.json"), withExamples(one, { ...one, it: "again" }));
    renameSync(path("b.json"), path("a.json"));
    await run.waited(3);
    expect(run.written.out).toContain("2 examples passed");
    writeFileSync(path("a.json"), withExamples(wrong));
    await run.waited(4);
    run.end();
    expect(await run.done).toBe(1);
    expect(run.written.out).not.toContain("\u001b");
  });

  test("runs again after a change of the code, and with it", async () => {
    const label = { en: "x", zh: "甲" };
    const declared = { label, clause: "L1", takes: ["number"], gives: "number" };
    const called = { call: ["worth", 1] };
    const ruleset = JSON.parse(withExamples(one));
    ruleset.functions = { worth: declared };
    ruleset.rules[0].amount = called;
    const path = folderOf({
      "a.json": JSON.stringify(ruleset),
      "code.mjs": 'export const worth = () => "1";',
    });
    const run = watching([path("a.json"), "--functions", path("code.mjs")]);
    await run.waited(1);
    writeFileSync(path("code.mjs"), 'export const worth = () => "20";');
    await run.waited(2);
    expect(run.written.out).toContain("found 20");
    run.end();
    expect(await run.done).toBe(1);
  });

  test("a file that cannot be read is told of and waited for; so is one that is not there yet", async () => {
    const path = folderOf({});
    const run = watching([path("a.json")]);
    await run.waited(1);
    expect(run.written.err).toContain("neither a bundled ruleset nor a file");
    writeFileSync(path("a.json"), "{");
    await run.waited(2);
    expect(run.written.err).toContain("a.json:1:");
    writeFileSync(path("a.json"), withExamples(one));
    await run.waited(3);
    run.end();
    expect(await run.done).toBe(0);
  });

  test("runs again after a change of what the ruleset extends; clears the screen of a terminal", async () => {
    const path = folderOf({
      "base.json": withExamples(one),
      "a.json": JSON.stringify({ format: 1, extends: "base.json", id: "mine" }),
    });
    const run = watching([path("a.json")], true);
    await run.waited(1);
    writeFileSync(path("base.json"), withExamples(wrong));
    await run.waited(2);
    expect(run.written.out).toContain("expected 3, found 2");
    expect(run.written.out.split("\u001b[2J")).toHaveLength(3);
    run.end();
    expect(await run.done).toBe(1);
  });
});

import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import manifest from "../../package.json" with { type: "json" };
import { score } from "../../src/engine/score.ts";
import { demandVersion } from "../../src/program/compiled.ts";
import { loadRuleset } from "../../src/program/load.ts";
import { moduleOf } from "../../src/program/module.ts";
import { ruleset as longyang } from "../../src/rulesets/longyang-2019.ts";
import { UsageError } from "../../src/values/usage.ts";
import { version } from "../../src/values/version.ts";
import { builtFile } from "../built.ts";
import { build, bytes, documentOf, gain, run, type Short } from "../engine/build.ts";
import { compiledAhead, rulesetIn, withCode } from "./ways.ts";

function thrown(work: () => unknown): UsageError {
  try {
    work();
  } catch (error) {
    if (error instanceof UsageError) return error;
    throw error;
  }
  throw new Error("nothing was thrown");
}

const priced: Short = {
  parameters: { price: "3", open: {} },
  interpretations: { generous: ["no", "yes"] },
  rules: [
    {
      ...{ id: "gain", on: "gain", to: "points" },
      amount: {
        if: [
          { "==": [{ reading: "generous" }, "yes"] },
          "100",
          { "*": [{ var: "event.points" }, { param: "price" }] },
        ],
      },
    },
  ],
};

const twice: Short["rules"] = [
  {
    ...{ id: "gain", on: "gain", to: "points" },
    amount: { "*": [{ var: "event.points" }, { param: "price" }] },
  },
];

describe("a ruleset that was compiled ahead", () => {
  test("belongs to the version of jifen that compiled it", () => {
    expect(version).toBe(manifest.version);
    expect(() => demandVersion(version, "a")).not.toThrow();
    const { code, message } = thrown(() => demandVersion("0.0.9", "a"));
    expect(code).toBe("ruleset-not-loaded");
    expect(message).toContain("0.0.9");
    const module = moduleOf(build().resolved, "cjs");
    const other = module.replaceAll(JSON.stringify(version), '"0.0.9"');
    expect(thrown(() => rulesetIn(other)).message).toBe(
      message.replace('"a"', `"${build().resolved.id}"`),
    );
  });

  test("calls no functions in code: it names those that it would call", () => {
    const document = {
      ...documentOf({}),
      functions: {
        "square-root": {
          label: { en: "r", zh: "r" },
          clause: "C",
          takes: ["number"],
          gives: "number",
        },
      },
    };
    const { resolved } = loadRuleset(document, { functions: { "square-root": () => "1" } });
    const { code, text } = thrown(() => moduleOf(resolved, "esm"));
    expect(code).toBe("bad-argument");
    for (const said of Object.values(text)) expect(said).toContain('"square-root"');
  });

  test("brings along only what its own expressions are evaluated, cited and written with", () => {
    const meansOf = (document: Short): string | undefined =>
      /^const means = .*$/m.exec(moduleOf(build(document).resolved, "cjs"))?.[0];
    const plain = meansOf({});
    expect(plain).toContain("jifen.readField");
    expect(plain).not.toMatch(/Parameter|Operation/);
    const open = meansOf({ ...priced, interpretations: {}, rules: twice });
    expect(open).toContain("jifen.citeParameter");
    expect(open).not.toMatch(/jifen\.(multiply|readTable|readRange)/);
  });

  test("has the id, the hash and the clauses of its document, and not its examples", () => {
    const loaded = loadRuleset(longyang);
    const { resolved } = compiledAhead(loaded);
    expect(resolved.hash).toBe(loaded.resolved.hash);
    expect({ ...resolved, examples: [] }).toEqual({ ...loaded.resolved, examples: [] });
    expect(loaded.resolved.examples).not.toEqual([]);
    expect(resolved.examples).toEqual([]);
  });
});

describe("under other choices", () => {
  const loaded = build(priced);
  const events = [gain("1", "a", "2024-01-05", "2")];

  test.each([
    ["generated code", withCode(loaded)],
    ["a module compiled ahead", compiledAhead(loaded)],
  ])("%s takes other numbers", (_way, ruleset) => {
    const [other, expected] = [ruleset, loaded].map((one) =>
      bytes(run(one.with({ parameters: { price: "5" } }), events)),
    );
    expect(other).toBe(expected);
    expect(other).not.toBe(bytes(run(ruleset, events)));
    expect(bytes(run(ruleset.with({ interpretations: { generous: "no" } }), events))).toBe(
      bytes(run(loaded, events)),
    );
  });

  test.each([
    [{ interpretations: { generous: "yes" } }, '"generous"'],
    [{ parameters: { price: "5", open: "1" } }, '"open"'],
    [{ parameters: { price: "a" } }, '"price"'],
    [{ parameters: { prize: "5" } }, '"prize"'],
  ])("a module compiled ahead refuses %j", (choices, named) => {
    const { code, text } = thrown(() => compiledAhead(loaded).with(choices));
    expect(code).toBe("bad-option");
    for (const said of Object.values(text)) expect(said).toContain(named);
    expect(text.en).not.toContain(named === '"price"' ? '"open"' : '"price"');
  });

  test("loading with codegen keeps it", () => {
    const generated = loadRuleset(documentOf(priced), { codegen: true });
    const other = generated.with({ interpretations: { generous: "yes" } });
    expect(other.program.slots.generated).toBeDefined();
    expect(bytes(run(other, events))).toBe(
      bytes(run(build(priced, { interpretations: { generous: "yes" } }), events)),
    );
    expect(loadRuleset(documentOf(priced)).program.slots.generated).toBeUndefined();
  });
});

/** Texts that end strings, comments, templates, scripts or lines, or that name what objects inherit. */
const hostile = [
  "__proto__",
  "constructor",
  "\"'`\\",
  "$" + "{process.exit(1)}",
  "*/ process.exit(1) /*",
  "</script><!--",
  "a\u2028b\u2029c\nd\r\u0000",
  "\\u0022+process.exit(1)+\\u0022",
  "\ud800",
];

describe("what the author of a ruleset writes stays data", () => {
  const texts = Object.fromEntries(hostile.map((text, at) => [`t${at}`, text]));
  const document = {
    ...documentOf({
      events: {
        gain: {
          attributes: {
            points: { type: "number" },
            word: { type: "text", optional: true },
          },
        },
      },
      rules: hostile.map((text, at) => ({
        ...{ id: `r${at}`, on: "gain", to: "points", label: { en: text, zh: text } },
        when: { "==": [{ else: [{ var: "event.word" }, "none"] }, text] },
        amount: String(10 ** at),
      })),
    }),
    title: { en: hostile.join(), zh: hostile.join() },
    source: { title: hostile.join() },
  };
  const loaded = loadRuleset(document);
  const events = hostile.map((word, at) => ({
    ...gain(`e${at}`, "a", "2024-01-05"),
    word,
  }));
  const plain = run(loaded, events);

  test("in expressions and labels", () => {
    expect(plain.rejections).toEqual([]);
    expect(plain.accounts[0]?.value).toBe("1".repeat(hostile.length));
    for (const way of [withCode(loaded), compiledAhead(loaded)])
      expect(bytes(run(way, events))).toBe(bytes(plain));
    expect(compiledAhead(loaded).resolved.title.en).toBe(hostile.join());
  });

  test("and can stand in a page, on lines of its own", () => {
    const module = moduleOf(loaded.resolved, "esm");
    expect(module).not.toMatch(/<[/!]|[\u2028\u2029\r\0]/);
    expect(Object.keys(texts).length).toBe(hostile.length);
  });

  test("as names of objects", () => {
    const { resolved } = loaded;
    const odd = {
      ...resolved,
      columns: Object.assign(Object.create(null) as object, { ["__proto__"]: resolved.title }),
      notes: [JSON.parse('{"__proto__": {"clauses": []}, "text": {"en": "a", "zh": "b"}}')],
    } as typeof resolved;
    const copy = rulesetIn(moduleOf(odd, "cjs")).resolved;
    expect(Object.getPrototypeOf(copy.columns)).toBe(null);
    expect(Object.keys(copy.columns)).toEqual(["__proto__"]);
    expect(Object.keys(copy.notes[0]!)).toEqual(["__proto__", "text"]);
    expect(Object.getPrototypeOf(copy.notes[0])).toBe(Object.prototype);
  });
});

describe("where code may not be made of text", () => {
  // Beside node_modules, where a package called jifen is found.
  const folder = resolve(import.meta.dirname, "../../.built/apart");
  const events = [{ id: "1", type: "gain", at: "2024-01-05", subject: "a", points: "2" }];
  const options = { subjects: [{ id: "a" }], period: "2024" };
  let place = "";

  beforeAll(() => {
    mkdirSync(folder, { recursive: true });
    place = mkdtempSync(join(folder, "m"));
    const jifen = join(place, "node_modules/jifen");
    mkdirSync(jifen, { recursive: true });
    const entries = { ".": "index", "./runtime": "runtime" };
    const exports = Object.fromEntries(
      Object.entries(entries).map(([name, entry]) => [name, `./${entry}.js`]),
    );
    writeFileSync(join(jifen, "package.json"), JSON.stringify({ type: "module", exports }));
    for (const entry of Object.values(entries))
      writeFileSync(
        join(jifen, `${entry}.js`),
        `export * from ${JSON.stringify(builtFile(entry))};`,
      );
    writeFileSync(join(place, "ruleset.js"), moduleOf(build(priced).resolved, "esm"));
    writeFileSync(join(place, "document.json"), JSON.stringify(documentOf(priced)));
    writeFileSync(join(place, "package.json"), '{ "type": "module" }');
  });
  afterAll(() => rmSync(place, { recursive: true }));

  function runWithout(program: string): string {
    const file = join(place, "main.js");
    writeFileSync(file, program);
    const { stdout, stderr } = spawnSync(
      process.execPath,
      ["--disallow-code-generation-from-strings", file],
      { encoding: "utf8" },
    );
    expect(stderr).toBe("");
    return stdout;
  }

  test("a module compiled ahead scores, imported as it was written", () => {
    const given = [events, options].map((one) => JSON.stringify(one)).join(", ");
    const stdout = runWithout(
      `import { score } from "jifen";
       import ruleset from "./ruleset.js";
       process.stdout.write(JSON.stringify(score(ruleset, ${given})));`,
    );
    expect(stdout).toBe(bytes(score(build(priced), events, options)));
  });

  test("codegen is refused, with a remedy, and nothing else fails", () => {
    const stdout = runWithout(
      `import { readFileSync } from "node:fs";
       import { loadRuleset } from "jifen";
       const document = JSON.parse(readFileSync(new URL("document.json", import.meta.url), "utf8"));
       try { loadRuleset(document, { codegen: true }); }
       catch (error) { console.log(error.name, error.code, error.message); }
       console.log(Object.keys(loadRuleset(document, { codegen: false })).join());`,
    );
    expect(stdout).toMatch(/^UsageError bad-option codegen of .*jifen compile/);
    expect(stdout).toMatch(/\nresolved,program,with\n$/);
  });
});

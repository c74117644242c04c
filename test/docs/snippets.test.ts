import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { runExamples } from "../../src/index.ts";
import { type Block, blocksIn, blocksOf, pages, placeOf, root } from "./blocks.ts";
import { commandsOf, isShown, runCommand, runInShell, runSnippet, typeFaults } from "./snippets.ts";

const pagesWithBlocks = pages().map((page) => ({ page, blocks: blocksIn(page) }));
const blocks = pagesWithBlocks.flatMap((one) => one.blocks);
const snippets = blocks.filter(({ language }) => language === "ts");

/** Pages whose blocks have tests of their own. */
const executedElsewhere = [
  "docs/format.md",
  "docs/codes.md",
  "docs/guide.md",
  "docs/guide.zh-CN.md",
];

const consoles = blocks.filter(
  ({ language, file }) => language === "console" && !executedElsewhere.includes(file),
);

/** The output that a page shows right below a snippet: its next block, if that is marked as text. */
function shownBelow(block: Block): string | undefined {
  const [next] = blocks.filter(({ file, line }) => file === block.file && line > block.line);
  return next?.language === "text" ? next.text : undefined;
}

function named(list: readonly Block[]): [string, Block][] {
  return list.map((block) => [placeOf(block), block]);
}

const slow = 60_000;

describe("the pages", () => {
  test("mark every block as something that is run, or as what cannot be", () => {
    const known = ["ts", "console", "json", "csv", "text", "sh"];
    expect(blocks.filter(({ language }) => !known.includes(language)).map(placeOf)).toEqual([]);
  });

  test("hold snippets that the compiler takes", { timeout: slow }, () => {
    const texts = new Map(snippets.map((block) => [placeOf(block), block.text]));
    expect(typeFaults(texts)).toEqual([]);
  });

  test.concurrent.each(named(snippets))(
    "hold a snippet that runs: %s",
    { timeout: slow },
    (_name, block) => {
      const { output, code } = runSnippet(block.text);
      const shown = shownBelow(block);
      expect({ code, output }).toEqual({ code: 0, output });
      if (shown !== undefined && !isShown(output, shown)) expect(output).toBe(shown);
    },
  );

  test.each(named(consoles))(
    "show what a terminal shows: %s",
    { timeout: slow },
    async (_name, block) => {
      const language = block.file.includes("zh") ? "zh_CN" : "en_US";
      for (const { command, shown } of commandsOf(block.text)) {
        const { output, code } = await runCommand(command, language);
        // 0, 1 and 2 are what the command line ends with; more is a fault, or no such command.
        expect({ command, code, output }).toEqual({
          command,
          code: Math.min(code ?? 3, 2),
          output,
        });
        const text = shown.join("\n");
        if (text.trim() !== "" && !isShown(output, text)) expect(output).toBe(text);
      }
    },
  );

  const rulesets = blocks.filter(
    ({ language, mark, file }) =>
      language === "json" && mark === "ruleset" && !executedElsewhere.includes(file),
  );
  test.each(named(rulesets))("hold a ruleset whose examples come true: %s", (_name, block) => {
    const { examples } = runExamples(JSON.parse(block.text));
    expect(examples.length).toBeGreaterThan(0);
    expect(examples.filter(({ ok }) => !ok)).toEqual([]);
  });

  test("hold JSON that is JSON", () => {
    for (const block of blocks.filter(({ language }) => language === "json"))
      expect(() => JSON.parse(block.text), placeOf(block)).not.toThrow();
  });
});

describe("the reading of pages", () => {
  test("finds blocks with their marks, their place and their heading", () => {
    const page = "# A\n\n```json ruleset\n{}\n```\n\n## B\n````text\n```\n````\n";
    expect(blocksOf(page, "a.md")).toEqual([
      { file: "a.md", line: 3, language: "json", mark: "ruleset", text: "{}", heading: "A" },
      { file: "a.md", line: 8, language: "text", mark: "", text: "```", heading: "B" },
    ]);
    expect(() => blocksOf("```ts\n", "a.md")).toThrow("a.md:1");
  });

  test("finds commands with what is shown below them", () => {
    expect(commandsOf("$ a \\\n  b\nc\n$ d")).toEqual([
      { command: "a \\\n  b", shown: ["c"] },
      { command: "d", shown: [] },
    ]);
    expect(() => commandsOf("c\n$ d")).toThrow();
  });

  test.each([
    ["a\nb\n", "a\nb", true],
    ["a  \nb", "a\nb", true],
    ["a\nb", "a", false],
    ["a\nb", "a\nc", false],
    ["a\nb\nc", "a\n…\nc", true],
    ["a\nc", "a\n…\nc", true],
    ["a\nb\nc", "…\nb\n…", true],
    ["a\nb", "a\n…", true],
    ["a\nb\nc", "a\n…\nb", false],
    ["a\nb\nc\nb", "a\n…\nb", true],
  ])("compares %j with %j: %j", (output, shown, expected) => {
    expect(isShown(output, shown)).toBe(expected);
  });

  test("runs snippets against the source, and sees when they fail", { timeout: slow }, () => {
    const good = 'import { issueCodes } from "jifen";\nconsole.log(issueCodes[0]);';
    const bundled = 'import { rulesets } from "jifen/rulesets";\nconsole.log(typeof rulesets);';
    expect(runSnippet(good)).toEqual({ output: "not-json-data\n", code: 0 });
    expect(runSnippet(bundled)).toEqual({ output: "object\n", code: 0 });
    expect(runSnippet("throw new Error('no');").code).not.toBe(0);
  });

  test("has snippets checked by the compiler", { timeout: slow }, () => {
    const faults = typeFaults(
      new Map([
        [
          "good",
          'import { score } from "jifen";\nimport { readEvents } from "jifen/node";\nconsole.log(score, readEvents);',
        ],
        ["wrong", 'import { score } from "jifen";\nconst n: number = score;\nconsole.log(n);'],
        ["unknown", 'import { scroe } from "jifen";\nconsole.log(scroe);'],
      ]),
    );
    expect(faults.map((fault) => fault.split(":")[0])).toEqual([
      "wrong, line 2",
      "unknown, line 1",
    ]);
  });

  test("runs commands in the repository's root, in the language of the page", {
    timeout: slow,
  }, async () => {
    const lines = await runCommand("head -n 1 LICENSE | wc -l | tr -d ' '", "en_US");
    expect(lines.output.trim()).toBe("1");
    expect((await runCommand('echo "$LANG"', "zh_CN")).output.trim()).toBe("zh_CN.UTF-8");
    expect((await runCommand("no-such-command", "en_US")).code).toBe(127);
  });

  test.runIf(existsSync(resolve(root, "src/cli.ts")))(
    "runs the command line of the source, with and without npx, a process and a shell",
    { timeout: slow },
    async () => {
      const shell = runInShell("jifen --version", "en_US");
      expect(shell.code).toBe(0);
      expect(shell.output).toMatch(/^\d+\.\d+\.\d+/);
      expect(runInShell("true && npx jifen --version | cat", "en_US").output).toBe(shell.output);
      expect(await runCommand("npx jifen --version", "en_US")).toEqual(shell);
      const refused = "jifen check docs/no-such-ruleset.json";
      expect(await runCommand(refused, "zh_CN")).toEqual(runInShell(refused, "zh_CN"));
    },
  );
});

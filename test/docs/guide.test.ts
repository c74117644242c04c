import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import {
  type Block,
  blocksIn,
  blocksOf,
  isObject,
  type Json,
  type JsonObject,
  parsed,
  placeOf,
  root,
} from "./blocks.ts";
import { commandsOf, isShown, runCommand, runInShell } from "./snippets.ts";

const pages = [
  { page: "docs/guide.md", language: "en_US" },
  { page: "docs/guide.zh-CN.md", language: "zh_CN" },
];

/** The lists to whose end the guide says that a block is laid; other lists are replaced. */
const growing = ["rules", "examples"];

function laid(document: Json | undefined, part: Json, key = ""): Json {
  if (Array.isArray(document) && Array.isArray(part))
    return growing.includes(key) ? [...document, ...part] : part;
  if (!isObject(document) || !isObject(part)) return part;
  const keys = [...new Set([...Object.keys(document), ...Object.keys(part)])];
  return Object.fromEntries(
    keys.map((name) => {
      const added = part[name];
      return [
        name,
        added === undefined ? (document[name] ?? null) : laid(document[name], added, name),
      ];
    }),
  );
}

/** Does what a block says, in the folder of its page: writes a file, adds to one, or runs commands. */
async function follow(
  block: Block,
  folder: string,
  language: string,
  files: Map<string, JsonObject>,
) {
  const [what, name] = block.mark.split(" ");
  if (block.language === "console") {
    for (const { command, shown } of commandsOf(block.text)) {
      const { output, code } = await runCommand(command, language, folder);
      expect([0, 1], `${command}\n${output}`).toContain(code);
      const text = shown.join("\n");
      if (!isShown(output, text)) expect(output).toBe(text);
    }
  } else if (what === "file" && name !== undefined) {
    writeFileSync(join(folder, name), `${block.text}\n`);
  } else if (what === "add" && name !== undefined) {
    const whole = laid(files.get(name), parsed(block)) as JsonObject;
    files.set(name, whole);
    writeFileSync(join(folder, name), JSON.stringify(whole, null, 2));
  } else expect.unreachable(`${placeOf(block)} is neither run nor written to a file`);
}

describe.each(pages)("$page", ({ page, language }) => {
  const folder = mkdtempSync(join(tmpdir(), "jifen-guide-"));
  const files = new Map<string, JsonObject>();
  afterAll(() => rmSync(folder, { recursive: true }));

  // The blocks build on one another: vitest runs the tests of a file in their order.
  test.each(blocksIn(page).map((block): [string, Block] => [placeOf(block), block]))(
    "is true, followed from top to bottom: %s",
    { timeout: 60_000 },
    (_place, block) => follow(block, folder, language, files),
  );

  test("ends with a ruleset without faults, all of whose examples come true", {
    timeout: 60_000,
  }, () => {
    const { output, code } = runInShell(
      "jifen check *n*ang*.json && jifen test *n*ang*.json",
      language,
      folder,
    );
    expect({ output, code }).toEqual({ output, code: 0 });
  });

  test("links to headings that there are", () => {
    const text = readFileSync(resolve(root, page), "utf8");
    const links = [...text.matchAll(/\]\(([\w.-]*)#([^)]+)\)/g)];
    const lost = links.filter(([, file, anchor]) => {
      const target = file === "" ? page : `docs/${file}`;
      return !anchorsOf(readFileSync(resolve(root, target), "utf8")).includes(anchor ?? "");
    });
    expect(lost.map(([link]) => link)).toEqual([]);
  });
});

/** The anchors of a page's headings, as GitHub makes them. */
function anchorsOf(markdown: string): string[] {
  return [...markdown.matchAll(/^#{1,6} (.+)$/gm)].map(([, heading = ""]) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, "")
      .replaceAll(" ", "-"),
  );
}

test("the two languages of the guide have the same blocks and commands", () => {
  const essence = (page: string) =>
    blocksOf(readFileSync(resolve(root, page), "utf8"), page).map(({ language, mark, text }) =>
      language === "console"
        ? commandsOf(text).map(({ command }) => command)
        : [language, mark, text],
    );
  expect(essence("docs/guide.zh-CN.md")).toEqual(essence("docs/guide.md"));
});

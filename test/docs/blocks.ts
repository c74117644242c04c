import { readdirSync, readFileSync } from "node:fs";
import { resolve } from "node:path";

export const root = resolve(import.meta.dirname, "../..");

/** A fenced block of a page. */
export interface Block {
  readonly file: string;
  /** The line of its opening fence. */
  readonly line: number;
  /** What stands behind the fence: `json`, and what marks it. */
  readonly language: string;
  readonly mark: string;
  readonly text: string;
  /** The nearest heading above it. */
  readonly heading: string;
}

/** All fenced blocks of a page, in order. */
export function blocksOf(markdown: string, file = "page.md"): Block[] {
  const blocks: Block[] = [];
  let heading = "";
  let open: { fence: string; line: number; info: string; lines: string[] } | undefined;
  for (const [index, line] of markdown.split(/\r?\n/).entries()) {
    const fence = /^(`{3,})(.*)$/.exec(line);
    if (open !== undefined && fence?.[1] === open.fence && fence[2]?.trim() === "") {
      const [language = "", ...marks] = open.info.trim().split(/\s+/);
      const text = open.lines.join("\n");
      blocks.push({ file, line: open.line, language, mark: marks.join(" "), text, heading });
      open = undefined;
    } else if (open !== undefined) open.lines.push(line);
    else if (fence !== null)
      open = { fence: fence[1] ?? "", line: index + 1, info: fence[2] ?? "", lines: [] };
    else heading = /^#{1,6}\s+(.*)$/.exec(line)?.[1] ?? heading;
  }
  if (open !== undefined) throw new Error(`${file}:${open.line}: the block is never closed`);
  return blocks;
}

export function blocksIn(file: string): Block[] {
  return blocksOf(readFileSync(resolve(root, file), "utf8"), file);
}

export function placeOf({ file, line }: Block): string {
  return `${file}:${line}`;
}

/** The pages that people read: the READMEs that are there, and those directly in docs. */
export function pages(): string[] {
  const markdown = (folder: string): string[] =>
    readdirSync(resolve(root, folder))
      .filter((name) => name.endsWith(".md"))
      .sort();
  return [
    ...markdown(".").filter((name) => name.startsWith("README")),
    ...markdown("docs").map((name) => `docs/${name}`),
  ];
}

export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [key: string]: Json;
}

export function isObject(json: Json | undefined): json is JsonObject {
  return typeof json === "object" && json !== null && !Array.isArray(json);
}

/** A part laid into a document: objects by key, lists at their end, all else in place of what was there. */
export function merged(document: Json | undefined, part: Json): Json {
  if (Array.isArray(document) && Array.isArray(part)) return [...document, ...part];
  if (!isObject(document) || !isObject(part)) return part;
  const keys = [...new Set([...Object.keys(document), ...Object.keys(part)])];
  return Object.fromEntries(
    keys.map((key) => {
      const [before, added] = [document[key], part[key]];
      return [key, added === undefined ? (before ?? null) : merged(before, added)];
    }),
  );
}

/** The ruleset that a fragment of a page makes: its examples take the place of those of the base. */
export function withFragment(base: JsonObject, fragment: JsonObject): JsonObject {
  const whole = merged(base, fragment) as JsonObject;
  return fragment["examples"] === undefined ? whole : { ...whole, examples: fragment["examples"] };
}

export function parsed(block: Block): JsonObject {
  const json = JSON.parse(block.text) as Json;
  if (!isObject(json)) throw new Error(`${placeOf(block)}: expected an object`);
  return json;
}

/** The ruleset at the top of docs/format.md, which the blocks of the pages build on. */
export function baseRuleset(): JsonObject {
  const base = blocksIn("docs/format.md").find(({ mark }) => mark === "base");
  if (base === undefined) throw new Error("docs/format.md has no base");
  return parsed(base);
}

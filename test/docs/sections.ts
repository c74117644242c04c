import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { type Block, blocksOf, root } from "./blocks.ts";

/** A part of a page under one heading. */
export interface Section {
  readonly title: string;
  readonly text: string;
  /** Its blocks above the first heading of a lower level. */
  readonly own: readonly Block[];
  /** The sections one level below. */
  readonly inner: readonly Section[];
}

/** The sections of a page under the headings of one level. */
export function sectionsIn(file: string, level: number): Section[] {
  return sectionsOf(readFileSync(resolve(root, file), "utf8"), level, file, 0);
}

function sectionsOf(text: string, level: number, file: string, above: number): Section[] {
  const mark = `${"#".repeat(level)} `;
  const lines = text.split("\n");
  const starts = lines.flatMap((line, index) => (line.startsWith(mark) ? [index] : []));
  return starts.map((start, at) => {
    const body = lines.slice(start + 1, starts[at + 1] ?? lines.length);
    const lower = body.findIndex((line) => line.startsWith(`#${mark}`));
    const own = body.slice(0, lower < 0 ? body.length : lower).join("\n");
    const first = above + start + 1;
    return {
      title: lines[start]?.slice(mark.length).trim() ?? "",
      text: body.join("\n"),
      own: blocksOf(own, file).map((block) => ({ ...block, line: block.line + first })),
      inner: sectionsOf(body.join("\n"), level + 1, file, first),
    };
  });
}

/** The codes that stand first in the rows of tables, table by table. */
export function codesInTables(text: string): string[][] {
  const tables: string[][] = [];
  let before = "";
  for (const line of text.split("\n")) {
    if (/^\|\s*-/.test(line)) tables.push([]);
    const code = /^\|\s*`([^`]+)`\s*\|/.exec(line)?.[1];
    if (code !== undefined && before.startsWith("|")) tables.at(-1)?.push(code);
    before = line;
  }
  return tables;
}

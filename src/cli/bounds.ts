import type { Language } from "../values/text.ts";
import { printable } from "./report.ts";
import { say, sentences } from "./words.ts";

/** How many issues or rejections are printed: each needs a correction. */
export const shownRejections = 100;

/** How many notes, warnings or diagnostics of one code are printed: a few are enough. */
const shownOfCode = 10;

const longestLine = 1000;
const longestQuote = 200;

/** A line that is safe to print: it moves no cursor, and its length is bounded. */
export function printableLine(text: string): string {
  const quoted = text.replace(
    /(["“])([^"“”]+)(["”])/gu,
    (_, open: string, inner: string, close: string) => `${open}${cut(inner, longestQuote)}${close}`,
  );
  return cut(printable(quoted), longestLine);
}

/** A text that others wrote, such as a pointer or an id: its beginning, where it is long. */
export function shortened(text: string): string {
  return cut(text, longestQuote);
}

function cut(text: string, length: number): string {
  if (text.length <= length) return text;
  return `${text.slice(0, length - 1).replace(/[\ud800-\udbff]$/, "")}…`;
}

/** The lines of the first few of each code, and behind them how many more there are. */
export function firstOfEachCode<Item extends { readonly code: string }>(
  items: readonly Item[],
  linesOf: (item: Item) => readonly string[],
  language: Language,
): string[] {
  const found = new Map<string, number>();
  const lines: string[] = [];
  for (const item of items) {
    const count = (found.get(item.code) ?? 0) + 1;
    found.set(item.code, count);
    if (count <= shownOfCode) lines.push(...linesOf(item));
  }
  for (const [code, count] of found) {
    const more = count - shownOfCode;
    if (more > 0) lines.push(say(sentences.moreOfCode(more, code), language));
  }
  return lines;
}

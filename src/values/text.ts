/** A text in both languages of jifen. */
export interface Text {
  readonly en: string;
  readonly zh: string;
}

export const languages = ["en", "zh"] as const;
/** A language of jifen's messages. */
export type Language = (typeof languages)[number];

/** Order by code point: the same on every machine, whatever its locale. */
export function compareText(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let at = 0; at < length; at += 1) {
    const [x, y] = [a.charCodeAt(at), b.charCodeAt(at)];
    if (x === y) continue;
    // A surrogate represents a code point above every single unit.
    const [wideX, wideY] = [x >= 0xd800 && x <= 0xdfff, y >= 0xd800 && y <= 0xdfff];
    return wideX === wideY ? x - y : wideX ? 1 : -1;
  }
  return a.length - b.length;
}

const digits = /^\d$/;

/** The digits from a place on. */
function digitsAt(text: string, at: number): string {
  let end = at;
  while (end < text.length && digits.test(text[end]!)) end += 1;
  return text.slice(at, end);
}

/** Whole numbers without a sign, by their value. */
function compareDigits(a: string, b: string): number {
  const [x, y] = [a.replace(/^0+/, ""), b.replace(/^0+/, "")];
  return x.length - y.length || compareText(x, y);
}

/** Natural order: like {@link compareText}, but runs of digits compare by value, 9 before 10. */
export function compareNaturally(a: string, b: string): number {
  let [i, j] = [0, 0];
  while (i < a.length && j < b.length) {
    const [x, y] = [digitsAt(a, i), digitsAt(b, j)];
    const isNumber = x !== "" && y !== "";
    const order = isNumber ? compareDigits(x, y) : compareText(a[i]!, b[j]!);
    if (order !== 0) return order;
    i += isNumber ? x.length : 1;
    j += isNumber ? y.length : 1;
  }
  // One text is longer, or they differ only in leading zeros.
  return a.length - i - (b.length - j) || a.length - b.length || compareText(a, b);
}

/** The maximum length of a quoted value, in characters. */
const longestQuote = 80;

/** A value for a message: on one line, control characters escaped, at most 80 characters. */
export function quote(value: unknown): string {
  const text = asText(value);
  // A character is at most two units, so the rest of a long text need not be read.
  const safe = [...text.slice(0, 2 * longestQuote + 2)].map((char) =>
    /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u.test(char) ? escapeChar(char) : char,
  );
  return safe.length > longestQuote
    ? `${safe.slice(0, longestQuote - 1).join("")}…`
    : safe.join("");
}

/** Any value as text: text as is, other data as JSON, and values that JSON cannot write by their type. */
export function asText(value: unknown): string {
  if (typeof value === "string") return value;
  try {
    return JSON.stringify(value) ?? String(value);
  } catch {
    return typeof value === "bigint" ? String(value) : `(${typeof value})`;
  }
}

function escapeChar(char: string): string {
  return `\\u{${(char.codePointAt(0) ?? 0).toString(16)}}`;
}

/** Letters to add, drop, change or swap with their neighbour. */
function editDistance(a: string, b: string): number {
  let before: number[] = [];
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const replaced = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      const isSwap = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      const swapped = isSwap ? (before[j - 2] ?? 0) + 1 : replaced;
      next.push(Math.min(replaced, swapped, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    before = row;
    row = next;
  }
  return row[b.length] ?? 0;
}

/** How many edits a misspelt name may be away; undefined if it is too long to be a misspelt name. */
export function mostEdits(name: string): number | undefined {
  return name.length > 60 ? undefined : Math.max(1, Math.floor(name.length / 3));
}

/** The candidate nearest to a misspelt name, the first by code point of several; undefined if none is close. */
export function nearest(name: string, candidates: Iterable<string>): string | undefined {
  let least = mostEdits(name);
  if (least === undefined) return undefined;
  const asked = name.toLowerCase();
  let best: string | undefined;
  for (const candidate of candidates) {
    // Each extra letter is one edit, so the difference in length is a lower bound.
    if (Math.abs(candidate.length - name.length) > least) continue;
    const distance = editDistance(asked, candidate.toLowerCase());
    if (distance > least) continue;
    if (best === undefined || distance < least || compareText(candidate, best) < 0)
      [best, least] = [candidate, distance];
  }
  return best;
}

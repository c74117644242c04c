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
    if (x !== y) return compareUnits(x, y);
  }
  return a.length - b.length;
}

function compareUnits(x: number, y: number): number {
  // A surrogate represents a code point above every single unit.
  const [wideX, wideY] = [x >= 0xd800 && x <= 0xdfff, y >= 0xd800 && y <= 0xdfff];
  return wideX === wideY ? x - y : wideX ? 1 : -1;
}

function isDigit(unit: number): boolean {
  return unit >= 0x30 && unit <= 0x39;
}

/** Where a run of digits ends that begins at a place. */
function endOfDigits(text: string, at: number): number {
  let end = at;
  while (end < text.length && isDigit(text.charCodeAt(end))) end += 1;
  return end;
}

/** The place of the first digit that counts. */
function withoutZeros(text: string, at: number, end: number): number {
  let first = at;
  while (first < end && text.charCodeAt(first) === 0x30) first += 1;
  return first;
}

/** Natural order: like {@link compareText}, but runs of digits compare by value, 9 before 10. */
export function compareNaturally(a: string, b: string): number {
  let [i, j] = [0, 0];
  while (i < a.length && j < b.length) {
    const [x, y] = [a.charCodeAt(i), b.charCodeAt(j)];
    if (!isDigit(x) || !isDigit(y)) {
      if (x !== y) return compareUnits(x, y);
      i += 1;
      j += 1;
      continue;
    }
    const [endA, endB] = [endOfDigits(a, i), endOfDigits(b, j)];
    const [fromA, fromB] = [withoutZeros(a, i, endA), withoutZeros(b, j, endB)];
    if (endA - fromA !== endB - fromB) return endA - fromA - (endB - fromB);
    for (let at = 0; fromA + at < endA; at += 1) {
      const order = a.charCodeAt(fromA + at) - b.charCodeAt(fromB + at);
      if (order !== 0) return order;
    }
    i = endA;
    j = endB;
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

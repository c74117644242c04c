/**
 * Characters that cells and headers must not contain: controls other than tab and line break, half a character, one that
 * marks damage, and invisible ones; a joiner within an emoji is part of it.
 */
const invisible =
  /[^\P{Cc}\t\n\r]|(?!\u200D)\p{Cf}|(?<!(?:\p{Extended_Pictographic}|\uFE0F|[\u{1F3FB}-\u{1F3FF}]))\u200D/u;
const allInvisible = new RegExp(invisible, "gu");
const forbidden = new RegExp(`${invisible.source}|[\\p{Cs}\\uFFFD]`, "u");

const plainAscii = /^[\x21-\x7e]([\x20-\x7e]*[\x21-\x7e])?$/;

/** A normalised text, and the first forbidden character in it, such as U+200B. */
export interface CleanText {
  readonly text: string;
  readonly bad?: string;
}

/**
 * The text of a cell or a header without blanks around it, in the composed form of Unicode. Blanks are those of
 * `String.prototype.trim`: tab, line breaks, U+FEFF and every space of Unicode such as U+00A0 and U+3000.
 */
export function cleanText(raw: string): CleanText {
  if (plainAscii.test(raw)) return { text: raw };
  const text = raw.trim().normalize("NFC");
  const bad = forbidden.exec(text);
  if (bad === null) return { text };
  return { text, bad: codeOf(bad[0]) };
}

/** A normalised header. */
export interface CleanHeader {
  readonly text: string;
  /** The first invisible character that was removed from it. */
  readonly removed?: string;
  /** The first character that marks damage: the original header cannot be known. */
  readonly bad?: string;
}

/** The text of a header: as that of a cell, but without its invisible characters. */
export function cleanHeader(raw: string): CleanHeader {
  const { text, bad } = cleanText(raw);
  if (bad === undefined) return { text };
  const clean = cleanText(text.replace(allInvisible, ""));
  return clean.bad === undefined ? { text: clean.text, removed: bad } : clean;
}

function codeOf(character: string): string {
  const code = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0");
  return `U+${code}`;
}

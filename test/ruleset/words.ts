import type { Text } from "../../src/values/text.ts";

/** Names that Chinese writes as they are. */
const sameInBoth = new Set([
  "JSON",
  "NDJSON",
  "YAML",
  "CSV",
  "MiB",
  "BOM",
  "Excel",
  "Parquet",
  "Arrow",
  "IANA",
  "Schema",
  "JavaScript",
  "jifen",
  "true",
  "false",
  "null",
]);

/** Something that is told with a code. */
interface Told {
  readonly code: string;
  readonly message: Text;
  readonly hint?: Text | undefined;
}

/**
 * The Latin words of two or more letters that stand in a Chinese text outside quotes: names and values are quoted or
 * written with the marks of an id, a path or a call, and all else is Chinese.
 */
export function latinWords(chinese: string): string[] {
  const bare = chinese
    .replace(/“[^”]*”/g, " ")
    .replace(/"(?:[^"\\]|\\.)*(?:"|…|$)/g, " ")
    .replace(/`[^`]*`/g, " ")
    .replace(/--[\w-]+(?: [\w,]+)?/g, " ")
    .replace(/\b\w+\([^)]*\)/g, " ");
  const words = bare.match(/[\w/.:~-]*[A-Za-z]{2,}[\w/.:~-]*/g) ?? [];
  return words.filter((word) => /^[A-Za-z]+$/.test(word) && !sameInBoth.has(word));
}

/** Chinese marks and words in an English text, outside quotes. */
function chineseWords(english: string): string[] {
  return (
    english.replace(/"(?:[^"\\]|\\.)*(?:"|…|$)/g, " ").match(/[“”、。]|[\p{Script=Han}]+/gu) ?? []
  );
}

/** What is told in the wrong language: the code, and the message or hint. */
export function halfTranslated(issues: readonly Told[]): string[] {
  return issues.flatMap(({ code, message, hint }) =>
    [message, hint].flatMap((text: Text | undefined) => {
      if (text === undefined) return [];
      const isMixed = latinWords(text.zh).length > 0 || chineseWords(text.en).length > 0;
      return isMixed ? [`${code}: ${text.zh} | ${text.en}`] : [];
    }),
  );
}

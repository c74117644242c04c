import { readNumeral } from "../files/numerals.ts";
import { readPeriod } from "../values/calendar.ts";
import { CommandError, commandMessages } from "./messages.ts";

/** A period as it was written on the command line. */
export interface StatedPeriod {
  /** The name that jifen knows it by; of one without a year what follows the year: `Q1`, `03`. */
  readonly name: string;
  readonly needsYear: boolean;
}

/** A number of a month or quarter, in either script; undefined for anything else. */
function numberOf(text: string): number | undefined {
  if (/^\d{1,2}$/.test(text)) return Number(text);
  // 一二月 is January and February, not month 12.
  return text.length > 1 && !text.includes("十") ? undefined : readNumeral(text);
}

const two = (text: string): string | undefined => numberOf(text)?.toString().padStart(2, "0");

/** The parts of a year as an office writes them, and what they are called in the name of a period. */
const partForms: readonly (readonly [RegExp, (...texts: string[]) => string | undefined])[] = [
  [/^(?:全年)?$/, () => ""],
  [/^(上|下)半年$/, (half) => (half === "上" ? "H1" : "H2")],
  [/^第?([1-4一二三四])季度?$/, (quarter = "") => `Q${numberOf(quarter)}`],
  [/^第?(\d{1,2})周$/, (week = "") => `W${week.padStart(2, "0")}`],
  [/^([^月]{1,2})月份?$/, (month = "") => two(month)],
  [
    /^([^月]{1,2})月(\d{1,2})[日号]$/,
    (month = "", day = "") => `${two(month)}-${day.padStart(2, "0")}`,
  ],
  [/^([QH]\d)$/i, (part = "") => part.toUpperCase()],
];

/**
 * Reads `2024年`, `2024年一季度`, `2024年3月`, `上半年` and the names that jifen gives periods. Anything else is left
 * as it stands, for the engine to refuse.
 */
export function statedPeriod(text: string): StatedPeriod {
  const plain = text.normalize("NFKC").replace(/\s+/g, "");
  if (readPeriod(plain) !== undefined) return { name: plain, needsYear: false };
  if (plain === "全部") return { name: "all", needsYear: false };
  const digits = plain.replace(/^[〇零一二三四五六七八九]{4}(?=年)/, (year) =>
    String(readNumeral(year) ?? year),
  );
  const [, year, rest = ""] = /^(?:(\d{4})(?:年度?)?-?)?(.*)$/.exec(digits) ?? [];
  if (year === undefined && rest === "") return { name: text, needsYear: false };
  for (const [form, nameOf] of partForms) {
    const found = form.exec(rest);
    if (found === null) continue;
    const part = nameOf(...found.slice(1));
    // 2020 has a leap day and a week 53, which most years do not have.
    const name = part === undefined ? "" : inYear(year ?? "2020", part);
    if (readPeriod(name) === undefined) break;
    return year === undefined ? { name: part ?? "", needsYear: true } : { name, needsYear: false };
  }
  return { name: text, needsYear: false };
}

function inYear(year: string, part: string): string {
  return part === "" ? year : `${year}-${part}`;
}

/** The name of a period that was written without a year: the year is that of all events. */
export function periodInYear(part: string, text: string, span: readonly string[]): string {
  const [first, last] = [span[0]?.slice(0, 4), span.at(-1)?.slice(0, 4)];
  if (first === undefined || first !== last) throw new CommandError(commandMessages.year(text));
  return inYear(first, part);
}

import type { NameDocument } from "../document/ruleset.ts";
import type { ValueType } from "../expression/types.ts";
import type { Attribute, ResolvedRuleset } from "../ruleset/resolved.ts";
import type { Span } from "../values/calendar.ts";
import { dayText, pad } from "../values/day.ts";
import { readDecimal } from "../values/exact.ts";
import { type ByKind, dispatch } from "../values/kinds.ts";
import { Clock } from "../values/time.ts";
import { cleanText } from "./characters.ts";
import { NameIndex, spellings } from "./columns.ts";
import { type DateContext, dateHint } from "./date-hints.ts";
import { invisibleHint, textColumnHint } from "./hints.ts";
import { UnplacedRejection } from "./messages.ts";
import { numberHint } from "./number-hints.ts";
import type { Roster } from "./roster.ts";

/** Reads a non-blank cell: the value for the event, or why it is rejected. */
export type ReadCell = (cell: unknown) => unknown;

/** The normalised cell; undefined if it is blank. */
export function cleanCell(cell: unknown): unknown {
  if (cell === null || cell === "") return undefined;
  if (typeof cell !== "string") return cell;
  const { text, bad } = cleanText(cell);
  if (bad === undefined) return text === "" ? undefined : text;
  return new UnplacedRejection("character", { value: text, expected: bad }, invisibleHint);
}

/** Ids and texts: a whole number of a JSON file is its digits. */
export function readText(cell: unknown): unknown {
  return Number.isSafeInteger(cell) ? String(cell) : cell;
}

/** Ids: a spreadsheet may have shortened one as a number, so that different ids became equal. */
export function readId(cell: unknown): unknown {
  if (typeof cell !== "string" || !/^\d(\.\d+)?E\+?\d+$/i.test(cell)) return readText(cell);
  return new UnplacedRejection("id-shortened", { value: cell }, textColumnHint);
}

const dayPart = /^(\d{4})(?:([-/.])(\d{1,2})\2(\d{1,2})|年(\d{1,2})月(\d{1,2})日?)/;
const timePart = /^(?:\s*T|\s+)(\d{1,2}):(\d{2})(:\d{2}(?:\.\d{1,3})?)?\s*(Z|[+-]\d{2}:\d{2})?$/;

/** The canonical text of a date or date-time: `2024/3/5 9:30` is 2024-03-05T09:30. */
function readMoment(clock: Clock, withTime: boolean, span: Span | undefined): ReadCell {
  const known = new Map<string, unknown>();
  const canonicalOf = (text: string): string | undefined => {
    const day = dayPart.exec(text);
    const rest = text.slice(day?.[0].length ?? 0);
    // A time may follow 日 without a space.
    const time = timePart.exec(day?.[0].endsWith("日") === true ? ` ${rest}` : rest);
    if (day === null || (rest !== "" && time === null)) return undefined;
    const two = (part: string | undefined): string => (part ?? "").padStart(2, "0");
    const date = `${day[1]}-${two(day[3] ?? day[5])}-${two(day[4] ?? day[6])}`;
    const canonical =
      time === null ? date : `${date}T${two(time[1])}:${time[2]}${time[3] ?? ""}${time[4] ?? ""}`;
    return clock.read(canonical) === undefined ? undefined : canonical;
  };
  const context: DateContext = {
    read: canonicalOf,
    dayOfSeconds: (seconds) => dayOfSeconds(clock, seconds),
    withTime,
    span,
  };
  const read = (text: string): unknown => {
    const canonical = canonicalOf(text);
    if (canonical !== undefined && (withTime || canonical.length === 10)) return canonical;
    return new UnplacedRejection("date", { value: text }, dateHint(text, context));
  };
  return (cell) => {
    const text = typeof cell === "number" ? String(cell) : cell;
    if (typeof text !== "string") return cell;
    const before = known.get(text);
    if (before !== undefined) return before;
    const found = read(text);
    if (known.size < 100_000) known.set(text, found);
    return found;
  };
}

/** The day of a number of seconds since 1970, in the zone of a clock. */
function dayOfSeconds(clock: Clock, seconds: number): string | undefined {
  const [day, rest] = [Math.floor(seconds / 86_400), seconds % 86_400];
  const two = (value: number): string => pad(Math.floor(value), 2);
  const time = `${two(rest / 3600)}:${two((rest / 60) % 60)}:${two(rest % 60)}`;
  const found = clock.read(`${dayText(day)}T${time}Z`)?.day;
  return found === undefined ? undefined : dayText(found);
}

function readNumber(cell: unknown): unknown {
  if (typeof cell !== "string" || readDecimal(cell) !== undefined) return cell;
  return new UnplacedRejection("number", { value: cell }, numberHint(cell));
}

/** Names of listed values: by id, label or other spelling. Unknown ones pass unchanged, and scoring rejects them. */
export function readListed(values: Iterable<readonly [string, NameDocument]>): ReadCell {
  const index = new NameIndex([...values].map(([id, name]) => [spellings(id, name), id] as const));
  const known = new Map<string, string>();
  return (cell) => {
    if (typeof cell !== "string") return cell;
    const before = known.get(cell);
    if (before !== undefined) return before;
    const found = index.get(cell) ?? cell;
    if (known.size < 10_000) known.set(cell, found);
    return found;
  };
}

const yesNo = { true: { en: "yes", zh: "是" }, false: { en: "no", zh: "否" } } as const;

function readBoolean(attribute: Attribute): ReadCell {
  const labels = attribute.labels ?? yesNo;
  const index = new NameIndex([
    [spellings("true", labels.true), true] as const,
    [spellings("false", labels.false), false] as const,
  ]);
  const list = (language: "en" | "zh"): string =>
    `${labels.true[language]}, ${labels.false[language]}`;
  return (cell) => {
    const found = typeof cell === "boolean" ? cell : index.get(String(cell));
    return (
      found ??
      new UnplacedRejection("boolean", { value: cell, text: { en: list("en"), zh: list("zh") } })
    );
  };
}

/** The separators of list values in one cell, the stronger first: a text may contain commas. */
const separators = [/[;；\n]/u, /[、,，]/u];

/** The parts of a text; a separator at the end separates nothing. */
function partsOf(cell: unknown): readonly unknown[] {
  if (Array.isArray(cell)) return cell;
  const separator = typeof cell === "string" ? separators.find((one) => one.test(cell)) : undefined;
  if (separator === undefined) return [cell];
  const parts = String(cell).split(separator);
  return cleanCell(parts.at(-1)) === undefined ? parts.slice(0, -1) : parts;
}

/**
 * Reads a cell as a list: the values of an array, or the parts of a text; each is read by itself.
 * @param isOne is the whole text one value, whatever stands in it?
 */
function readList(read: ReadCell, isOne: (text: string) => boolean): ReadCell {
  return (cell) => {
    const values: unknown[] = [];
    const parts = typeof cell === "string" && isOne(cell) ? [cell] : partsOf(cell);
    for (const [index, part] of parts.entries()) {
      const place = { value: cell, count: index + 1 };
      const clean = cleanCell(part);
      if (clean === undefined) return new UnplacedRejection("list-blank", place);
      const value = clean instanceof UnplacedRejection ? clean : read(clean);
      if (value instanceof UnplacedRejection)
        return new UnplacedRejection("list-value", { ...place, text: value.message }, value.hint);
      values.push(value);
    }
    return values;
  };
}

/** Reads cells for the attributes of one ruleset. */
export class CellReaders {
  readonly at: ReadCell;
  private readonly day: ReadCell;

  constructor(
    private readonly ruleset: ResolvedRuleset,
    private readonly roster: Roster,
    span?: Span,
  ) {
    const clock = new Clock(ruleset.timeZone);
    this.at = readMoment(clock, true, span);
    // Other days of an event need not lie in the period.
    this.day = readMoment(clock, false, undefined);
  }

  forAttribute(attribute: Attribute): ReadCell {
    const { type } = attribute;
    if (type.kind !== "list") return this.forValue(attribute, type);
    const { of } = type;
    // A name may contain a separator: "Smith, John".
    const isName = (text: string): boolean =>
      of.kind === "subject" && this.roster.knows(text, of.kinds);
    return readList(this.forValue(attribute, of), isName);
  }

  private forValue(attribute: Attribute, type: ValueType): ReadCell {
    const asText = (): ReadCell => readText;
    const readers: ByKind<ValueType, [], ReadCell> = {
      number: () => readNumber,
      text: asText,
      boolean: () => readBoolean(attribute),
      day: () => this.day,
      calendar: asText,
      enum: ({ name }) => readListed(this.ruleset.enums.get(name) ?? []),
      subject: ({ kinds }) => this.forSubject(kinds),
      list: asText,
      unknown: asText,
    };
    return dispatch(readers, type);
  }

  forSubject(kinds: readonly string[]): ReadCell {
    const known = new Map<string, unknown>();
    return (cell) => {
      const text = readText(cell);
      if (typeof text !== "string") return text;
      const before = known.get(text);
      if (before !== undefined) return before;
      const found = this.roster.idOf(text, kinds);
      if (known.size < 10_000) known.set(text, found);
      return found;
    };
  }
}

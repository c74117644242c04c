import type { Warning } from "../document/result.ts";
import { isRejectionColumn, rejectionColumns } from "../files/columns.ts";
import type { Note, RowRejection } from "../files/messages.ts";
import { spareColumn, sparePlace } from "../files/spare.ts";
import { both } from "../values/phrase.ts";
import type { Language, Text } from "../values/text.ts";
import { firstOfEachCode, printableLine, shortened, shownRejections } from "./bounds.ts";
import { type Cell, csvText, type Section } from "./report.ts";
import type { FileRun } from "./run.ts";
import { say, sentences, words } from "./words.ts";

/** The rejected rows, with file, row, column and remedy. */
export function rejectsSection(rejected: readonly RowRejection[], language: Language): Section[] {
  if (rejected.length === 0) return [];
  const shown = rejected.slice(0, shownRejections);
  const more = rejected.length - shown.length;
  return [
    {
      title: `${say(words.rejections, language)}: ${rejected.length}`,
      ...(more === 0 ? {} : { lines: [say(sentences.moreRejects(more), language)] }),
      table: {
        columns: [words.file, words.row, words.column, words.message, words.code].map(
          (header, index) => ({
            header: say(header, language),
            ...(index === 1 ? { align: "right" as const } : {}),
          }),
        ),
        rows: shown.map((one): Cell[] => [
          one.file,
          { number: String(one.row) },
          one.column ?? "",
          printableLine(reasonOf(one, language)),
          one.code,
        ]),
      },
    },
  ];
}

/** A rejection as data, without the cells of its row: `--rejects` writes those. */
export function withoutFields({ fields: _, ...rejection }: RowRejection): RowRejection {
  return rejection;
}

/** A rejection on one line, with its place. */
export function placedReason(rejection: RowRejection, language: Language): string {
  const { file, row, column } = rejection;
  const at = column === undefined ? "" : ` [${shortened(column)}]`;
  return printableLine(`${file}:${row}${at} ${reasonOf(rejection, language)}`);
}

function reasonOf({ message, hint, events }: RowRejection, language: Language): string {
  const times = events === undefined ? "" : ` (${say(sentences.times(events), language)})`;
  return `${say(message, language)}${hint === undefined ? "" : ` — ${say(hint, language)}`}${times}`;
}

/** The rejected rows as they are in their files, after their place and the reason: to be corrected and read again. */
export function rejectsCsv(
  rejected: readonly RowRejection[],
  language: Language,
  bom: boolean,
): string {
  const cells = rejected.map(({ fields = [] }) => cellsOf(fields));
  const headers = new Map(
    cells.flatMap((fields) => [...fields].map(([key, { header }]) => [key, header] as const)),
  );
  // A filled cell under a spare header rejects its row again until the cell is removed.
  const shown = (header: string): string => {
    const place = sparePlace(header);
    return place === undefined ? header : spareColumn(place, language);
  };
  const { file, row, column, code, message } = rejectionColumns;
  const own = [file, row, column, code, message];
  const columns = [
    ...own.map((header) => say(header, language)),
    ...[...headers.values()].map(shown),
  ];
  const rows = rejected.map((one, index): Cell[] => {
    return [
      one.file,
      { number: String(one.row) },
      one.column ?? "",
      one.code,
      reasonOf(one, language),
      ...[...headers.keys()].map((key) => guarded(cells[index]?.get(key)?.text ?? "")),
    ];
  });
  return csvText([{ table: { columns: columns.map((header) => ({ header })), rows } }], bom);
}

/** The cells of a row by their headers. Several columns may have no header; their position distinguishes them. */
function cellsOf(
  fields: NonNullable<RowRejection["fields"]>,
): ReadonlyMap<string, { readonly header: string; readonly text: string }> {
  const cells = new Map<string, { readonly header: string; readonly text: string }>();
  for (const [header, text] of fields) {
    if (isRejectionColumn(header)) continue;
    if (sparePlace(header) !== undefined && text.trim() === "") continue;
    const key = header === "" ? ` ${cells.size}` : header;
    cells.set(key, { header, text });
  }
  return cells;
}

/** Numbers in the file stay numbers, including `-5`. */
function guarded(text: string): Cell {
  return /^-?\d+(\.\d+)?$/.test(text) ? { number: text } : text;
}

/** How many events were read and what became of them: both sides are always equal. */
export function countsLine({ result, files }: FileRun, language: Language): string {
  const { counts } = result;
  const { rows, blank, totals, rejected, events } = files.counts;
  const read = counts.events + rejected + blank + totals;
  const ignored = counts.ignored + blank + totals;
  const line = sentences.counts(read, counts.accepted, counts.rejected + rejected, ignored);
  const detail = sentences.ignored(
    counts.duplicates,
    counts.revised,
    counts.retracted,
    counts.later,
    blank,
    totals,
  );
  const expanded =
    events > rows - blank - totals - rejected ? sentences.expanded(rows, events) : undefined;
  return [line, detail, ...(expanded === undefined ? [] : [expanded])]
    .map((text) => say(text, language))
    .join("");
}

function noteText({ file, message, hint }: Note, language: Language): string {
  return `${file}: ${say(message, language)}${hint === undefined ? "" : ` — ${say(hint, language)}`}`;
}

/** The notes of the readers and the warnings of the engine: the first few of each code. */
export function noteLines(run: FileRun, language: Language): string[] {
  const { warnings, period, counts } = run.result;
  const yearly = run.ruleset.resolved.periods.some(({ unit }) => unit !== "all");
  const isWide = run.periodNote !== undefined && period.name === "all" && counts.events > 0;
  return [
    ...firstOfEachCode(run.notes, (one) => [noteText(one, language)], language),
    ...duplicateText(run, language),
    ...firstOfEachCode(warnings, (one) => [warningText(one, language)], language),
    ...outsideTexts(run, language),
    ...unscoredText(run, language),
    ...(isWide && yearly ? [say(sentences.wideSpan(), language)] : []),
  ].map(printableLine);
}

const shownDuplicates = 5;

/** The first few rows that repeat an earlier one, and count once with it. */
function duplicateText({ result, files }: FileRun, language: Language): string[] {
  if (result.counts.duplicates === 0) return [];
  const all = files.duplicates(result.rejections);
  const shown = all.slice(0, shownDuplicates).map(({ file, row, first }) => ({
    again: sentences.placed(file, row),
    first: sentences.placed(first.file, first.row),
  }));
  if (shown.length === 0) return [];
  return [say(sentences.duplicateRows(shown, all.length - shown.length), language)];
}

/** The events in the period for which no rule fired, by type. */
function unscoredText({ ruleset, result }: FileRun, language: Language): string[] {
  const { program, resolved } = ruleset;
  // A rule that waits for a parameter might still fire, so its events are not reported.
  const waiting = new Set(program.rules.flatMap(({ rule, idle }) => (idle ? rule.events : [])));
  const types = Object.entries(result.counts.unscoredTypes).flatMap(([id, count]) => {
    const type = resolved.events.get(id);
    return type === undefined || waiting.has(id) ? [] : [{ label: type.label, count }];
  });
  if (types.length === 0) return [];
  const total = types.reduce((sum, { count }) => sum + count, 0);
  const words = types.map(({ label, count }) =>
    both(`${label.en} ${count}`, `${label.zh} ${count}`),
  );
  return [say(sentences.unscored(total, words), language)];
}

function warningText(
  { message, hint, count, event, subject }: Warning,
  language: Language,
): string {
  const who = event ?? subject;
  const about = `${who === undefined ? "" : `${shortened(who)}: `}${say(message, language)}`;
  const times = count > 1 ? ` (${say(sentences.times(count), language)})` : "";
  return `${about}${times}${hint === undefined ? "" : ` — ${say(hint, language)}`}`;
}

/** Events on days that no window includes, with the earliest: its year may be mistyped. */
function outsideTexts({ result, files, reach }: FileRun, language: Language): string[] {
  const { period, counts } = result;
  const total = counts.scored + counts.outside + counts.unscored;
  const inPeriod = (day: string): boolean => day >= period.first && day <= period.last;
  const all = reach?.outside ?? [];
  const beyond = all.filter(({ day }) => !inPeriod(day));
  const [first, last] = [beyond[0], beyond.at(-1)];
  const leftOut = all.length - beyond.length;
  const texts = leftOut === 0 ? [] : [sentences.leftOut(leftOut)];
  if (first !== undefined && last !== undefined) {
    const [place] = files.placesOf(first.event);
    const at = place === undefined ? first.event : `${place.file}:${place.row}`;
    texts.push(
      beyond.length === total
        ? sentences.allOutside(total, period.name, first.day, last.day)
        : sentences.someOutside(beyond.length, total, period.name, `${at} (${first.day})`),
    );
  }
  return texts.map((text) => say(text, language));
}

/** The period that was chosen because none was stated. */
export function periodLine({ result }: FileRun, note: Text, language: Language): string {
  return `${say(words.period, language)} ${result.period.name}: ${say(note, language)}`;
}

/** The lines that accompany data: period, notes, rejected rows, counts. */
export function summary(
  run: FileRun,
  rejected: readonly RowRejection[],
  language: Language,
): string[] {
  const period = run.periodNote === undefined ? [] : [periodLine(run, run.periodNote, language)];
  const shown = rejected
    .slice(0, shownRejections)
    .map((one) => `${placedReason(one, language)} (${one.code})`);
  const more = rejected.length - shown.length;
  const rest = more === 0 ? [] : [say(sentences.moreRejects(more), language)];
  const counts = countsLine(run, language);
  return [...period, ...noteLines(run, language), ...shown, ...rest, counts].map(printableLine);
}

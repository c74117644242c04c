import { CommanderError } from "commander";
import { ReadError } from "../node/messages.ts";
import { RulesetFileError } from "../node/ruleset.ts";
import type { Language, Text } from "../values/text.ts";
import { UsageError } from "../values/usage.ts";
import { CommandError, commandFaults, complaints } from "./complaints.ts";
import { printable } from "./report.ts";
import { placedReason } from "./rows.ts";
import { say, sentences } from "./words.ts";

/** What is said of an error, and the exit code: 2 where the request is at fault, 3 where jifen is. */
export function faultOf(
  error: unknown,
  language: Language,
): { readonly text: string; readonly code: number } {
  const lines = usageLines(error, language);
  if (lines !== undefined) {
    return { text: lines.flatMap((line) => line.split("\n").map(printable)).join("\n"), code: 2 };
  }
  const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return { text: `${say(complaints.internal(), language)}\n${detail}`, code: 3 };
}

function usageLines(error: unknown, language: Language): readonly string[] | undefined {
  const word = (text: Text): string => say(text, language);
  if (error instanceof CommandError) {
    return [word(error.text), ...(error.hint === undefined ? [] : [word(error.hint)])];
  }
  if (error instanceof UsageError) return [word(error.text), ...lackLines(error, language)];
  if (error instanceof RulesetFileError)
    return error.faults.map((fault) => readLine(fault, language));
  if (error instanceof ReadError) {
    const rows = error.rows.slice(0, shownRows);
    const more = error.rows.length - rows.length;
    return [
      readLine(error, language),
      ...rows.map((row) => `  ${placedReason(row, language)}`),
      ...(more === 0 ? [] : [word(sentences.more(more))]),
    ];
  }
  if (error instanceof CommanderError) {
    const named = /'([^']*)'/.exec(error.message)?.[1] ?? "";
    const text = commandFaults[error.code]?.(named);
    const near = /Did you mean (?:one of )?(.+?)\?/.exec(error.message)?.[1];
    return [
      text === undefined ? error.message : word(text),
      ...(near === undefined ? [] : [word(complaints.didYouMean(near))]),
      word(complaints.tryHelp()),
    ];
  }
  return undefined;
}

const shownRows = 100;

function readLine({ file, place, text, code }: ReadError, language: Language): string {
  const at = place === undefined ? file : `${file}:${place.line}:${place.column}`;
  return printable(`${at}: ${say(text, language)} [${code}]`);
}

/** How to give what lacks. */
function lackLines({ code, lacks }: UsageError, language: Language): string[] {
  if (code === "roster-needed") return [say(complaints.giveRoster(), language)];
  if (lacks.length === 0) return [];
  const options = lacks.map(({ parameter }) => `--param ${parameter}=…`).join(" ");
  return [
    say(complaints.giveParameters(options), language),
    say(complaints.onlyTargets(), language),
  ];
}

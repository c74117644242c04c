import { CommanderError } from "commander";
import { FileError } from "../files/messages.ts";
import { RulesetFileError } from "../files/ruleset.ts";
import { systemCodeOf } from "../files/system.ts";
import type { Language, Text } from "../values/text.ts";
import { UsageError } from "../values/usage.ts";
import { firstOfEachCode, printableLine, shownRejections } from "./bounds.ts";
import { CommandError, commandMessages, parserMessages } from "./messages.ts";
import { placedReason } from "./rows.ts";
import { say, sentences } from "./words.ts";

/**
 * What to print for an error, and the exit code: 2 where the request cannot be met, be it the system that refuses it;
 * 3 where jifen is wrong.
 */
export function errorLines(
  error: unknown,
  language: Language,
): { readonly text: string; readonly code: number } {
  const lines = usageLines(error, language);
  if (lines !== undefined) {
    return {
      text: lines.flatMap((line) => line.split("\n").map(printableLine)).join("\n"),
      code: 2,
    };
  }
  const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return { text: `${say(commandMessages.internal(), language)}\n${detail}`, code: 3 };
}

function usageLines(error: unknown, language: Language): readonly string[] | undefined {
  const word = (text: Text): string => say(text, language);
  if (error instanceof CommandError) {
    return [word(error.text), ...(error.hint === undefined ? [] : [word(error.hint)])];
  }
  if (error instanceof UsageError) return [word(error.text), ...missingLines(error, language)];
  if (error instanceof RulesetFileError)
    return firstOfEachCode(error.errors, (one) => [readLine(one, language)], language);
  if (error instanceof FileError) {
    const rows = error.rows.slice(0, shownRejections);
    const more = error.rows.length - rows.length;
    return [
      readLine(error, language),
      ...rows.map((row) => `  ${placedReason(row, language)}`),
      ...(more === 0 ? [] : [word(sentences.more(more))]),
    ];
  }
  const code = systemCodeOf(error);
  if (code !== undefined) {
    const { path } = error as NodeJS.ErrnoException;
    return [word(commandMessages.system(path, code))];
  }
  if (error instanceof CommanderError) {
    const named = /'([^']*)'/.exec(error.message)?.[1] ?? "";
    const text = parserMessages[error.code]?.(named);
    const near = /Did you mean (?:one of )?(.+?)\?/.exec(error.message)?.[1];
    return [
      text === undefined ? error.message : word(text),
      ...(near === undefined ? [] : [word(commandMessages.didYouMean(near))]),
      word(commandMessages.tryHelp()),
    ];
  }
  return undefined;
}

function readLine({ file, place, text, code }: FileError, language: Language): string {
  const at = place === undefined ? file : `${file}:${place.line}:${place.column}`;
  return printableLine(`${at}: ${say(text, language)} [${code}]`);
}

/** How to give what is missing. */
function missingLines({ code, missing }: UsageError, language: Language): string[] {
  if (code === "roster-needed") return [say(commandMessages.giveRoster(), language)];
  if (missing.length === 0) return [];
  const options = missing.map(({ parameter }) => `--param ${parameter}=…`).join(" ");
  return [
    say(commandMessages.giveParameters(options), language),
    say(commandMessages.onlyTargets(), language),
  ];
}

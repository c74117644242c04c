import { type Encoding, encodingNamed, encodings } from "../files/encoding.ts";
import type { Choices } from "../ruleset/resolve.ts";
import type { ResolvedRuleset } from "../ruleset/resolved.ts";
import { didYouMean } from "../values/issue.ts";
import { type Language, languages } from "../values/text.ts";
import { type Endings, formFor } from "./endings.ts";
import { CommandError, commandMessages } from "./messages.ts";
import type { Terminal } from "./terminal.ts";

/** The options that scoring takes, as the user wrote them. */
export interface ScoreFlags {
  readonly subjects?: string;
  readonly period?: string;
  readonly asOf?: string;
  readonly param?: readonly string[];
  readonly interpret?: readonly string[];
  readonly encoding?: string;
  readonly functions?: string;
  readonly allowOutside?: boolean;
}

/** The language asked for, else that of the environment, else English. */
export function languageOf(args: readonly string[], env: Terminal["env"]): Language {
  const at = args.findIndex((arg) => arg === "--lang" || arg.startsWith("--lang="));
  const asked = at < 0 ? undefined : (args[at]?.split("=")[1] ?? args[at + 1] ?? "");
  const known = languages.find((language) => language === asked);
  if (known !== undefined) return known;
  if (asked !== undefined) {
    throw new CommandError(commandMessages.choice("--lang", asked, languages.join(", ")));
  }
  return environmentLanguage(env);
}

/** The language of the environment; English where it names none that jifen speaks. */
export function environmentLanguage(env: Terminal["env"]): Language {
  const locale = env["LC_ALL"] || env["LC_MESSAGES"] || env["LANG"] || "";
  return /^zh/i.test(locale) ? "zh" : "en";
}

export const formats = ["table", "json", "csv", "markdown"] as const;
export type Format = (typeof formats)[number];

/** The formats of files of columns, which hold one table. */
export const columnFormats = ["parquet", "arrow"] as const;
export type ColumnFormat = (typeof columnFormats)[number];

const endings: Endings<Format> = {
  table: [".txt"],
  csv: [".csv", ".txt"],
  json: [".json"],
  markdown: [".md", ".markdown", ".txt"],
};

const scoreEndings: Endings<Format | ColumnFormat> = {
  ...endings,
  parquet: [".parquet"],
  arrow: [".arrow", ".feather"],
};

/** Refuses a name for the rejected rows that does not end as a table of rows does. */
export function checkRejectsEnding(path: string | undefined): void {
  formFor({ csv: endings.csv }, { usual: "csv", path });
}

/** The format asked for, else the one that the output's name ends in, else a table. */
export function formatOf(asked: string | undefined, output: string | undefined): Format {
  const stated = formats.find((format) => format === asked);
  if (asked !== undefined && stated === undefined)
    throw new CommandError(commandMessages.choice("--format", asked, formats.join(", ")));
  return formFor(endings, { usual: "table", stated, path: output });
}

/** The same for a result, of which one table may be written as a file of columns. */
export function scoreFormatOf(
  asked: string | undefined,
  output: string | undefined,
): Format | ColumnFormat {
  const known = [...formats, ...columnFormats];
  const stated = known.find((format) => format === asked);
  if (asked !== undefined && stated === undefined)
    throw new CommandError(commandMessages.choice("--format", asked, known.join(", ")));
  const form = formFor(scoreEndings, { usual: "table", stated, path: output });
  if (isColumnFormat(form) && output === undefined)
    throw new CommandError(commandMessages.needsFile(form, `result.${form}`));
  return form;
}

export function isColumnFormat(format: Format | ColumnFormat): format is ColumnFormat {
  return columnFormats.some((one) => one === format);
}

export function encodingOption(asked: string | undefined): Encoding | undefined {
  if (asked === undefined) return undefined;
  const known = encodingNamed(asked);
  if (known !== undefined) return known;
  throw new CommandError(commandMessages.choice("--encoding", asked, encodings.join(", ")));
}

export function choicesOf(
  flags: Pick<ScoreFlags, "param" | "interpret">,
): Required<Pick<Choices, "parameters" | "interpretations">> {
  return {
    parameters: pairs("--param", flags.param ?? []),
    interpretations: pairs("--interpret", flags.interpret ?? []),
  };
}

function pairs(option: string, texts: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    texts.map((text) => {
      const at = text.indexOf("=");
      if (at < 1) throw new CommandError(commandMessages.pair(option, text));
      return [text.slice(0, at).trim(), text.slice(at + 1).trim()];
    }),
  );
}

/** The parts of a result that can be asked for by name. */
export const parts = [
  "standings",
  "targets",
  "awards",
  "notices",
  "outcomes",
  "measures",
  "accounts",
  "runnings",
  "ledger",
  "unavailable",
  "rejections",
  "warnings",
  "counts",
] as const;
export type PartName = (typeof parts)[number];

/** What `--only` asks for: whole parts, and single rankings, outcomes or values. */
export interface Only {
  readonly parts: ReadonlySet<PartName>;
  readonly ids: ReadonlySet<string>;
}

export function onlyOf(text: string | undefined, ruleset: ResolvedRuleset): Only | undefined {
  if (text === undefined) return undefined;
  const known = new Set(ruleset.nodes.flatMap(({ id, name }) => [id, name as string]));
  const only = { parts: new Set<PartName>(), ids: new Set<string>() };
  for (const name of text.split(",").map((part) => part.trim())) {
    const part = parts.find((one) => one === name);
    if (part !== undefined) only.parts.add(part);
    else if (known.has(name)) only.ids.add(name);
    else
      throw new CommandError(commandMessages.noPart(name), didYouMean(name, [...parts, ...known]));
  }
  return only;
}

const resting: readonly PartName[] = ["standings", "awards", "outcomes", "measures"];

/** The nodes that must be available: the final ranking, unless nothing requested depends on it. */
export function needOf(only: Only | undefined, ruleset: ResolvedRuleset): readonly string[] {
  const final = ruleset.nodes.some(({ name }) => name === "ranking:final") ? ["final"] : [];
  if (only === undefined) return final;
  return [...(resting.some((part) => only.parts.has(part)) ? final : []), ...only.ids];
}

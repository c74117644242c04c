import { stripComments } from "jsonc-parser";
import { demandArgument } from "../values/arguments.ts";
import * as kinds from "../values/option-kinds.ts";
import { both } from "../values/phrase.ts";
import type { Text } from "../values/text.ts";
import { jsonErrors, type Place, pointerPlaces, readJson } from "./json.ts";
import { FileError, type FileErrorCode } from "./messages.ts";
import { loadSource, type Source } from "./source.ts";
import { documentText } from "./table.ts";

/** A ruleset document with its places in the file. */
export interface RulesetFile {
  readonly name: string;
  readonly text: string;
  readonly document: unknown;
  /** The place in the text of the part that a JSON Pointer names. */
  readonly placeOf: (pointer: string) => Place;
}

/** A file that cannot be read as a ruleset: every error of its text, with line and column. */
export class RulesetFileError extends Error {
  override readonly name = "RulesetFileError";

  constructor(readonly errors: readonly FileError[]) {
    super(errors.map(({ message }) => message).join("\n"));
  }
}

/**
 * Reads the file of a ruleset: strict JSON without duplicate keys or, by its name, JSON with comments (`.jsonc`) or
 * YAML (`.yaml`, `.yml`) without anchors, in which numbers are kept as they are written.
 * @throws {FileError} if the file does not exist or is of another kind.
 * @throws {RulesetFileError} with every error of the text.
 */
export async function readRuleset(source: Source): Promise<RulesetFile> {
  demandArgument("source of readRuleset", source, kinds.source);
  const loaded = await loadSource(source);
  const text = documentText(loaded).replace(/^\ufeff/, "");
  const { name } = loaded;
  if (/\.ya?ml$/i.test(name)) {
    // Few files are YAML, and its parser is large.
    const { readYaml } = await import("./yaml.ts");
    const { document, errors, placeOf } = readYaml(text, name);
    if (errors.length > 0) throw new RulesetFileError(errors);
    refuseOther(name, otherJson(document));
    return { name, text, document, placeOf };
  }
  const json = /\.jsonc$/i.test(name) ? stripComments(text, " ") : text;
  refuseOther(name, otherText(json));
  const errors = jsonErrors(json, name);
  if (errors.length > 0) throw new RulesetFileError(errors);
  const document = readJson(json, name);
  refuseOther(name, otherJson(document));
  let places: ((pointer: string) => Place) | undefined;
  const placeOf = (pointer: string): Place => {
    places ??= pointerPlaces(json);
    return places(pointer);
  };
  return { name, text, document, placeOf };
}

/**
 * Reads the file of a ruleset that another one extends. Whoever wrote that other one named the file, which may hold
 * anything: no message quotes it.
 * @throws {FileError} if the file does not exist or is not a ruleset.
 * @throws {RulesetFileError} with the place of every error of the text.
 */
export async function readBase(source: Source): Promise<RulesetFile> {
  const file = await readRuleset(source).catch((error: unknown) => {
    if (error instanceof RulesetFileError) throw new RulesetFileError(error.errors.map(unquoted));
    throw error instanceof FileError && !beforeReading.has(error.code) ? unquoted(error) : error;
  });
  if (!isRuleset(file.document)) throw new FileError("base-content", file.name);
  return file;
}

/** What is known about a file before it is read. */
const beforeReading: ReadonlySet<FileErrorCode> = new Set([
  "file-missing",
  "file-folder",
  "file-locked",
  "file-changed",
  "file-size",
]);

function unquoted({ file, place }: FileError): FileError {
  return new FileError("base-content", file, {}, place);
}

function isRuleset(document: unknown): boolean {
  if (typeof document !== "object" || document === null) return false;
  const has = (key: string): boolean => Object.hasOwn(document, key);
  return has("format") && (has("rules") || has("extends"));
}

function refuseOther(name: string, kind: Text | undefined): void {
  const other = both("a ruleset", "规则集");
  if (kind !== undefined) throw new FileError("file-purpose", name, { text: kind, other });
}

function otherText(text: string): Text | undefined {
  const [line = ""] = text.trimStart().split("\n", 1);
  if (/^[[{]/.test(line) || line === "") return undefined;
  if (/^(---|[\w-]+:(\s|$))/.test(line))
    return both("YAML (name it .yaml)", "YAML(请以 .yaml 为扩展名)");
  return /[,;\t].*[,;\t]/.test(line)
    ? both("a table of events or subjects", "事件表或名单")
    : undefined;
}

function otherJson(document: unknown): Text | undefined {
  if (Array.isArray(document)) return both("a list of events or subjects", "事件或名单的数组");
  if (typeof document !== "object" || document === null) return undefined;
  const has = (key: string): boolean => Object.hasOwn(document, key);
  if (has("rules") || has("extends")) return undefined;
  if (has("$defs") || (has("$schema") && has("properties")))
    return both("a JSON Schema", "JSON Schema");
  if (has("standings") && has("ledger")) return both("a result of scoring", "计分结果");
  return has("type") && has("at") ? both("an event", "事件") : undefined;
}

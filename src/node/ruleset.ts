import type { Text } from "../values/text.ts";
import { jsonFaults, readJson } from "./json.ts";
import { ReadError } from "./messages.ts";
import { loadSource, type Source } from "./source.ts";
import { textOf } from "./table.ts";

/** A ruleset document as it stands in its file. */
export interface RulesetFile {
  readonly name: string;
  readonly text: string;
  readonly document: unknown;
}

/** A file that cannot be read as a ruleset: every fault of its text, with line and column. */
export class RulesetFileError extends Error {
  override readonly name = "RulesetFileError";

  constructor(readonly faults: readonly ReadError[]) {
    super(faults.map(({ message }) => message).join("\n"));
  }
}

/**
 * Reads the file of a ruleset: strict JSON in which no key stands twice.
 * @throws {ReadError} where there is no such file, or it is of another kind.
 * @throws {RulesetFileError} with every fault of the text.
 */
export async function readRuleset(source: Source): Promise<RulesetFile> {
  const loaded = await loadSource(source);
  const text = textOf(loaded).replace(/^\ufeff/, "");
  const { name } = loaded;
  refuseOther(name, otherText(name, text));
  const faults = jsonFaults(text, name);
  if (faults.length > 0) throw new RulesetFileError(faults);
  const document = readJson(text, name);
  refuseOther(name, otherJson(document));
  return { name, text, document };
}

function both(en: string, zh: string): Text {
  return { en, zh };
}

function refuseOther(name: string, kind: Text | undefined): void {
  const other = both("a ruleset", "规则集");
  if (kind !== undefined) throw new ReadError("file-purpose", name, { text: kind, other });
}

function otherText(name: string, text: string): Text | undefined {
  const [line = ""] = text.trimStart().split("\n", 1);
  if (/^[[{]/.test(line) || line === "") return undefined;
  if (/\.ya?ml$/i.test(name) || /^(---|[\w-]+:(\s|$))/.test(line)) return both("YAML", "YAML");
  return /[,;\t].*[,;\t]/.test(line)
    ? both("a table of events or subjects", "事件表或名单")
    : undefined;
}

function otherJson(document: unknown): Text | undefined {
  if (Array.isArray(document)) return both("a list of events or subjects", "事件或名单的数组");
  if (typeof document !== "object" || document === null) return undefined;
  const has = (key: string): boolean => Object.hasOwn(document, key);
  if (has("rules")) return undefined;
  if (has("$defs") || (has("$schema") && has("properties")))
    return both("a JSON Schema", "JSON Schema");
  if (has("standings") && has("ledger")) return both("a result of scoring", "计分结果");
  return has("type") && has("at") ? both("an event", "事件") : undefined;
}

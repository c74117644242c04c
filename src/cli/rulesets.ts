import { dirname, isAbsolute, join } from "node:path";
import type { RulesetDocument } from "../document/ruleset.ts";
import { FileError } from "../files/messages.ts";
import { readRuleset } from "../files/ruleset.ts";
import { type LoadedRuleset, type LoadOptions, loadRuleset, withoutCode } from "../program/load.ts";
import { wholeRuleset } from "../ruleset/extend.ts";
import { writtenAt } from "../ruleset/origin.ts";
import type { ResolvedRuleset } from "../ruleset/resolved.ts";
import { rulesets } from "../rulesets.ts";
import { didYouMean, type Issue, RulesetError } from "../values/issue.ts";
import type { Language } from "../values/text.ts";
import { issueLines, type PlacedRuleset } from "./issues.ts";
import { CommandError, commandMessages } from "./messages.ts";
import type { Section } from "./report.ts";
import { say, words } from "./words.ts";

/** A ruleset that was named on the command line, with what it extends. */
export interface NamedRuleset extends PlacedRuleset {
  /** The id of a bundled one, or the file. */
  readonly name: string;
  readonly document: unknown;
}

/** Loads the ruleset of that id or in that file; its issues are told with their places. */
export async function loadNamed(name: string, choices: LoadOptions = {}): Promise<LoadedRuleset> {
  return loaded(await rulesetNamed(name), choices);
}

/** The same for who only reads what it says: code is not asked for. */
export async function describedNamed(name: string): Promise<ResolvedRuleset> {
  const ruleset = await rulesetNamed(name);
  return loaded(ruleset, withoutCode(ruleset.document)).resolved;
}

function loaded(ruleset: NamedRuleset, choices: LoadOptions): LoadedRuleset {
  try {
    return loadRuleset(ruleset.document, choices);
  } catch (error) {
    if (!(error instanceof RulesetError)) throw error;
    throw new RulesetIssuesError(error.issues, ruleset);
  }
}

/** A ruleset that does not fit together, with its issues and their places. */
export class RulesetIssuesError extends CommandError {
  constructor(
    readonly issues: readonly Issue[],
    readonly ruleset: PlacedRuleset,
  ) {
    const told = (language: Language): string => issueLines(issues, ruleset, language).join("\n");
    super({ en: told("en"), zh: told("zh") });
  }
}

/**
 * The ruleset of that id or in that file, together with what it extends.
 * @throws {RulesetIssuesError} where it does not fit to that.
 */
export async function rulesetNamed(name: string): Promise<NamedRuleset> {
  const documents: Documents = new Map();
  const top = bundledDocument(name) ?? (await documentIn(name));
  documents.set(name, top);
  const document = await gather(top, documents);
  documents.set(name, { ...top, document });
  const bases = Object.fromEntries([...documents].map(([id, one]) => [id, one.document]));
  const whole = wholeRuleset(document, bases, name);
  const locate: PlacedRuleset["locate"] = (one) => {
    const at =
      one.document === undefined && whole.origin !== undefined
        ? writtenAt(whole.origin, one.pointer)
        : { document: one.document ?? name, pointer: one.pointer };
    const place = documents.get(at.document)?.placeOf(at.pointer) ?? "";
    // A bundled ruleset has no lines: below others it is called by its id.
    const id = at.document === name ? "" : at.document;
    return { place: place === "" ? id : place, pointer: at.pointer };
  };
  if (whole.issues.length > 0) throw new RulesetIssuesError(whole.issues, { locate });
  return { name, document: whole.document, locate };
}

/** The files that rulesets are read from: their own and, so far as they can be read, those that they extend. */
export async function filesOf(names: readonly string[]): Promise<string[]> {
  const files = new Set<string>();
  for (const name of names) {
    const documents: Documents = new Map();
    if (bundledDocument(name) === undefined) files.add(name);
    try {
      const top = bundledDocument(name) ?? (await documentIn(name));
      documents.set(name, top);
      await gather(top, documents);
    } catch {
      // Whoever reads it as a ruleset says what is wrong with it.
    }
    for (const { file } of documents.values()) if (file !== undefined) files.add(file);
  }
  return [...files];
}

type Documents = Map<string, PlacedDocument>;

/** A document as it stands somewhere. */
interface PlacedDocument {
  readonly document: unknown;
  /** Undefined for a bundled one. */
  readonly file: string | undefined;
  readonly placeOf: (pointer: string) => string;
}

function bundledDocument(id: string): PlacedDocument | undefined {
  const bundled: Readonly<Record<string, unknown>> = rulesets;
  if (!Object.hasOwn(bundled, id)) return undefined;
  return { document: bundled[id], file: undefined, placeOf: () => "" };
}

/** @param extending the file whose document says that it extends this one. */
async function documentIn(path: string, extending?: string): Promise<PlacedDocument> {
  try {
    const { document, placeOf } = await readRuleset(path);
    return {
      document,
      file: path,
      placeOf: (pointer) => {
        const { line, column } = placeOf(pointer);
        return `${path}:${line}:${column}`;
      },
    };
  } catch (error) {
    if (!(error instanceof FileError && error.code === "file-missing")) throw error;
    const ids = Object.keys(rulesets);
    throw new CommandError(
      commandMessages.noRuleset(path, ids.join(", "), extending),
      didYouMean(path, ids),
    );
  }
}

/** Reads what a document extends, and that again: bundled ones by id, others as files beside the document. */
async function gather({ document, file }: PlacedDocument, documents: Documents): Promise<unknown> {
  const base = extendedBy(document);
  if (base === undefined) return document;
  const bundled = bundledDocument(base);
  const path = bundled === undefined ? beside(file, base) : base;
  const moved = { ...(document as object), extends: path };
  if (documents.has(path)) return moved;
  const found = bundled ?? (await documentIn(path, file));
  documents.set(path, found);
  documents.set(path, { ...found, document: await gather(found, documents) });
  return moved;
}

function beside(file = "", base: string): string {
  return isAbsolute(base) ? base : join(dirname(file), base);
}

function extendedBy(document: unknown): string | undefined {
  if (typeof document !== "object" || document === null || !("extends" in document))
    return undefined;
  return typeof document.extends === "string" ? document.extends : undefined;
}

/** The bundled rulesets. */
export function listSections(language: Language): Section[] {
  const rows = Object.values(rulesets).map((document) => {
    // The bundled documents are sound: their heads need no loading.
    const { id, title, source, clauses, subjects } = document as RulesetDocument;
    const issuer = source.issuer === undefined ? "" : `${source.issuer} `;
    return [
      id,
      say(title, language),
      `${issuer}《${source.title}》${source.date === undefined ? "" : ` ${source.date}`}`,
      { number: String(Object.keys(clauses).length) },
      Object.values(subjects)
        .map(({ label }) => label[language])
        .join(", "),
    ];
  });
  const headers = [words.id, words.title, words.source, words.clauses, words.kinds];
  const columns = headers.map((header) => ({ header: say(header, language) }));
  return [{ table: { columns, rows } }];
}

/** One ruleset: its clauses, the parameters it lacks, its readings. */
export function rulesetSections(ruleset: ResolvedRuleset, language: Language): Section[] {
  const word = (text: { readonly en: string; readonly zh: string }): string => say(text, language);
  const { title, issuer, number, date } = ruleset.source;
  const source = [`《${title}》`, issuer, number, date]
    .filter((part) => part !== undefined)
    .join(" ");
  const clauses = [...ruleset.clauses.values()].map((one) => [one.id, one.place, word(one.title)]);
  const lacking = [...ruleset.parameters.values()]
    .filter(({ value }) => value === undefined)
    .map((one) => [
      one.name,
      one.clauses.join(", "),
      one.label === undefined ? "" : word(one.label),
    ]);
  const readings = [...ruleset.interpretations.values()].flatMap((one) =>
    [...one.options].map(([option, label], index) => [
      index === 0 ? one.id : "",
      index === 0 ? one.clauses.join(", ") : "",
      index === 0 ? word(one.question) : "",
      option === one.default ? `${option} (${word(words.isDefault)})` : option,
      word(label),
    ]),
  );
  const table = (
    texts: readonly (readonly string[])[],
    ...headers: { en: string; zh: string }[]
  ) => ({
    columns: headers.map((header) => ({ header: word(header) })),
    rows: texts,
  });
  return [
    {
      title: `${word(ruleset.title)} (${ruleset.id})`,
      lines: [
        `${word(words.source)}: ${source}`,
        `${word(words.period)}: ${ruleset.periods.map(({ label }) => word(label)).join(", ")}`,
        `${word(words.kinds)}: ${[...ruleset.kinds.values()].map(({ label }) => label[language]).join(", ")}`,
      ],
    },
    { title: word(words.clauses), table: table(clauses, words.id, words.place, words.title) },
    ...(lacking.length === 0
      ? []
      : [
          {
            title: word(words.lacking),
            table: table(lacking, words.name, words.clause, words.title),
          },
        ]),
    ...(readings.length === 0
      ? []
      : [
          {
            title: word(words.questions),
            table: table(readings, words.id, words.clause, words.title, words.options, words.title),
          },
        ]),
  ];
}

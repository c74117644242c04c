import { realpathSync } from "node:fs";
import { dirname, isAbsolute, join, relative, resolve, sep } from "node:path";
import type { RulesetDocument } from "../document/ruleset.ts";
import { FileError } from "../files/messages.ts";
import { nameKey } from "../files/row.ts";
import { readBase, readRuleset } from "../files/ruleset.ts";
import { type LoadedRuleset, type LoadOptions, loadRuleset, withoutCode } from "../program/load.ts";
import { wholeRuleset } from "../ruleset/extend.ts";
import { writtenAt } from "../ruleset/origin.ts";
import type { ResolvedRuleset } from "../ruleset/resolved.ts";
import { type BundledRulesetId, bundled } from "../rulesets/bundled.ts";
import { didYouMean, type Issue, RulesetError } from "../values/issue.ts";
import type { Language } from "../values/text.ts";
import { issueLines, type PlacedRuleset } from "./issues.ts";
import { CommandError, commandMessages } from "./messages.ts";

/** A ruleset named on the command line, with what it extends. */
export interface NamedRuleset extends PlacedRuleset {
  /** The id of a bundled one, or the file. */
  readonly name: string;
  readonly document: unknown;
}

/** Which files a ruleset may extend. */
export interface ExtendFlags {
  /** Whether it may extend files outside its own folder. */
  readonly allowOutside?: boolean;
}

/** Loads the ruleset of that id or in that file; its issues are reported with their places. */
export async function loadNamed(
  name: string,
  flags: ExtendFlags,
  choices: LoadOptions = {},
): Promise<LoadedRuleset> {
  const ruleset = await rulesetNamed(name, flags);
  return loaded(ruleset, choicesFor(ruleset, choices));
}

/** Choices whose parameters may be named by their labels. */
function choicesFor({ document }: NamedRuleset, choices: LoadOptions): LoadOptions {
  return { ...choices, parameters: parametersById(document, choices.parameters ?? {}) };
}

/** Values of parameters by their ids. A label refers to its parameter if no id and no other label is the same. */
function parametersById(
  document: unknown,
  given: NonNullable<LoadOptions["parameters"]>,
): NonNullable<LoadOptions["parameters"]> {
  // The document may still be of any shape.
  const declared = Object.entries(
    (document as Partial<Pick<RulesetDocument, "parameters">> | null)?.parameters ?? {},
  );
  const idOf = (name: string): string => {
    if (declared.some(([id]) => id === name)) return name;
    const labelled = declared.filter(([, one]) =>
      Object.values(one?.label ?? {}).some((label) => nameKey(String(label)) === nameKey(name)),
    );
    const [only] = labelled.length === 1 ? labelled : [];
    return only?.[0] ?? name;
  };
  return Object.fromEntries(Object.entries(given).map(([name, value]) => [idOf(name), value]));
}

/** The ruleset of that id or in that file, for description only: it needs no functions. */
export async function describedNamed(
  name: string,
  flags: ExtendFlags,
  choices: LoadOptions = {},
): Promise<ResolvedRuleset> {
  const ruleset = await rulesetNamed(name, flags);
  return loaded(ruleset, withoutCode(ruleset.document, choicesFor(ruleset, choices))).resolved;
}

function loaded(ruleset: NamedRuleset, choices: LoadOptions): LoadedRuleset {
  try {
    return loadRuleset(ruleset.document, choices);
  } catch (error) {
    if (!(error instanceof RulesetError)) throw error;
    throw new RulesetIssuesError(error.issues, ruleset);
  }
}

/** A ruleset has issues; each has its place. */
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
 * @throws {RulesetIssuesError} if it does not fit what it extends.
 */
export async function rulesetNamed(name: string, flags: ExtendFlags): Promise<NamedRuleset> {
  const { document, documents } = await Gathering.of(name, flags).all();
  const bases = Object.fromEntries([...documents].map(([id, one]) => [id, one.document]));
  const whole = wholeRuleset(document, bases, name);
  const locate: PlacedRuleset["locate"] = (one) => {
    const at =
      one.document === undefined && whole.origin !== undefined
        ? writtenAt(whole.origin, one.pointer)
        : { document: one.document ?? name, pointer: one.pointer };
    const place = documents.get(at.document)?.placeOf(at.pointer) ?? "";
    // A bundled ruleset has no line numbers; among others it is referred to by its id.
    const id = at.document === name ? "" : at.document;
    return { place: place === "" ? id : place, pointer: at.pointer };
  };
  if (whole.issues.length > 0) throw new RulesetIssuesError(whole.issues, { locate });
  return { name, document: whole.document, locate };
}

/** The files of rulesets: their own and, as far as they can be read, those that they extend. */
export async function filesOf(names: readonly string[], flags: ExtendFlags): Promise<string[]> {
  const files = new Set<string>();
  for (const name of names) {
    const gathering = Gathering.of(name, flags);
    if (!isBundled(name)) files.add(name);
    try {
      await gathering.all();
    } catch {
      // The caller that reads it as a ruleset reports what is wrong with it.
    }
    for (const { file } of gathering.documents.values()) if (file !== undefined) files.add(file);
  }
  return [...files];
}

/** A document and where it comes from. */
interface PlacedDocument {
  readonly document: unknown;
  /** Undefined for a bundled one. */
  readonly file: string | undefined;
  readonly placeOf: (pointer: string) => string;
}

function isBundled(id: string): id is BundledRulesetId {
  return Object.hasOwn(bundled, id);
}

async function bundledDocument(id: string): Promise<PlacedDocument | undefined> {
  if (!isBundled(id)) return undefined;
  const { ruleset } = await bundled[id]();
  return { document: ruleset, file: undefined, placeOf: () => "" };
}

/** Reads a document and, in turn, those that it extends: bundled ones by id, others as files. */
class Gathering {
  /** Documents already read, by the id or path that extends them. */
  readonly documents = new Map<string, PlacedDocument>();

  private constructor(
    private readonly name: string,
    /** The folder that must contain all files; undefined if there is no restriction. */
    private readonly folder: string | undefined,
  ) {}

  static of(name: string, { allowOutside }: ExtendFlags): Gathering {
    return new Gathering(name, allowOutside === true ? undefined : dirname(name));
  }

  async all(): Promise<{
    readonly document: unknown;
    readonly documents: ReadonlyMap<string, PlacedDocument>;
  }> {
    const top = (await bundledDocument(this.name)) ?? (await documentIn(this.name, readRuleset));
    this.documents.set(this.name, top);
    const document = await this.withBases(top);
    this.documents.set(this.name, { ...top, document });
    return { document, documents: this.documents };
  }

  /** Reads what a document extends, and returns the document with the path or id of its base. */
  private async withBases({ document, file }: PlacedDocument): Promise<unknown> {
    const base = extendedBy(document);
    if (base === undefined) return document;
    const known = await bundledDocument(base);
    const path = known === undefined ? beside(file, base) : base;
    const moved = { ...(document as object), extends: path };
    if (this.documents.has(path)) return moved;
    const found = known ?? (await this.baseIn(path, base, file));
    this.documents.set(path, found);
    this.documents.set(path, { ...found, document: await this.withBases(found) });
    return moved;
  }

  private async baseIn(path: string, base: string, file: string | undefined) {
    const { folder } = this;
    // The author of a ruleset must not choose which files of this computer are read.
    if (folder !== undefined && !liesIn(folder, path))
      throw new CommandError(
        commandMessages.outside(file ?? this.name, base),
        commandMessages.allowOutside(),
      );
    return documentIn(path, readBase, file);
  }
}

/** Does a path, after all links, lead into a folder or its subfolders? */
function liesIn(folder: string, path: string): boolean {
  const isBelow = (from: string, to: string): boolean => {
    const way = relative(from, to);
    return !isAbsolute(way) && way !== ".." && !way.startsWith(`..${sep}`);
  };
  return isBelow(resolve(folder), resolve(path)) && isBelow(realPath(folder), realPath(path));
}

/** A path with its links resolved; if it does not exist, its nearest existing folder. */
function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    const parent = dirname(resolve(path));
    return parent === resolve(path) ? parent : realPath(parent);
  }
}

/** @param extending the file whose document says that it extends this one. */
async function documentIn(
  path: string,
  read: typeof readRuleset,
  extending?: string,
): Promise<PlacedDocument> {
  try {
    const { document, placeOf } = await read(path);
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
    const ids = Object.keys(bundled);
    throw new CommandError(
      commandMessages.noRuleset(path, ids.join(", "), extending),
      didYouMean(path, ids),
    );
  }
}

function beside(file = "", base: string): string {
  return isAbsolute(base) ? base : join(dirname(file), base);
}

function extendedBy(document: unknown): string | undefined {
  if (typeof document !== "object" || document === null || !Object.hasOwn(document, "extends"))
    return undefined;
  const { extends: base } = document as { readonly extends: unknown };
  return typeof base === "string" ? base : undefined;
}

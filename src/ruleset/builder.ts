import type { RulesetDocument } from "../document/ruleset.ts";
import { parserOf } from "../expression/language.ts";
import type { Parser } from "../expression/parser.ts";
import type {
  EventSignature,
  FunctionSignature,
  KindSignature,
  NodeSignature,
  TableSignature,
} from "../expression/scope.ts";
import type { Literal, NodeName, ParameterRead } from "../expression/tree.ts";
import {
  booleanType,
  dayType,
  numberType,
  textType,
  unknownType,
  type ValueType,
} from "../expression/types.ts";
import { didYouMean, type IssueCode, type IssueDetails, pointerTo } from "../values/issue.ts";
import { both, nouns } from "../values/phrase.ts";
import type { Text } from "../values/text.ts";

/** A vocabulary under construction, in the order in which its parts depend on one another. */
export interface GrowingVocabulary {
  readonly parameters: Set<string>;
  readonly tables: Map<string, TableSignature>;
  readonly functions: Map<string, FunctionSignature>;
  readonly kinds: Map<string, KindSignature>;
  readonly events: Map<string, EventSignature>;
  readonly nodes: Map<NodeName, NodeSignature>;
  rules: string[];
}

const builtInTypes: ReadonlyMap<string, ValueType> = new Map<string, ValueType>([
  ["text", textType],
  ["number", numberType],
  ["integer", numberType],
  ["boolean", booleanType],
  ["day", dayType],
]);

/** The state shared while resolving: the document, the names so far, and the issues. */
export class Builder {
  readonly vocabulary: GrowingVocabulary = {
    parameters: new Set(),
    tables: new Map(),
    functions: new Map(),
    kinds: new Map(),
    events: new Map(),
    nodes: new Map(),
    rules: [],
  };
  readonly enums = new Map<string, readonly string[]>();
  /** Values of parameters, as canonical decimals. */
  readonly values = new Map<string, string>();
  /** Parameters whose values something asked for. */
  readonly consulted = new Set<string>();
  readonly parser: Parser = parserOf(this.vocabulary);

  constructor(readonly document: RulesetDocument) {}

  /** Takes over the names that another builder has found in the same parts of a document. */
  adopt({ vocabulary, enums, values, consulted }: Builder): void {
    const { kinds, events, tables, functions, parameters } = this.vocabulary;
    for (const [name, one] of vocabulary.kinds) kinds.set(name, one);
    for (const [name, one] of vocabulary.events) events.set(name, one);
    for (const [name, one] of vocabulary.tables) tables.set(name, one);
    for (const [name, one] of vocabulary.functions) functions.set(name, one);
    for (const name of vocabulary.parameters) parameters.add(name);
    for (const [name, one] of enums) this.enums.set(name, one);
    for (const [name, one] of values) this.values.set(name, one);
    for (const name of consulted) this.consulted.add(name);
  }

  report(code: IssueCode, pointer: string, details: IssueDetails = {}, hint?: Text): void {
    this.parser.report(code, pointer, details, hint);
  }

  /** The cited clauses as a list; each must be declared. */
  clauses(cited: string | readonly string[] | undefined, pointer: string): readonly string[] {
    const list = cited === undefined ? [] : typeof cited === "string" ? [cited] : cited;
    for (const clause of list) {
      if (!Object.hasOwn(this.document.clauses, clause)) {
        const hint = didYouMean(clause, Object.keys(this.document.clauses));
        this.report("unknown-clause", pointerTo(pointer, "clause"), { name: clause }, hint);
      }
    }
    return list;
  }

  /** A type by its name: built-in, an enumeration, or a kind of subject. */
  type(name: string, pointer: string): ValueType {
    const builtIn = builtInTypes.get(name);
    if (builtIn !== undefined) return builtIn;
    const values = this.enums.get(name);
    if (values !== undefined) return { kind: "enum", name, values };
    if (this.vocabulary.kinds.has(name)) return { kind: "subject", kinds: [name] };
    const names = [...builtInTypes.keys(), ...this.enums.keys(), ...this.vocabulary.kinds.keys()];
    this.report("unknown-name", pointer, { expected: nouns.type, name }, didYouMean(name, names));
    return unknownType;
  }

  /** Reports a name with a dot if it is read by a path (`event.level`), whose parts are separated by dots. */
  pathName(name: string, pointer: string): void {
    if (!name.includes(".")) return;
    const expected = both(
      "a name that is read by a path, such as event.level, must not contain a dot",
      "以“event.level”这类路径读取的名称不能含“.”",
    );
    this.report("bad-value", pointer, { name, expected });
  }

  /** Is it the name of a built-in type or of a kind of subject? */
  isTypeName(name: string): boolean {
    return builtInTypes.has(name) || Object.hasOwn(this.document.subjects, name);
  }

  /** The kinds of subject that are named; by default the principal kind. */
  kinds(named: string | readonly string[] | undefined, pointer: string): readonly string[] {
    const list =
      named === undefined ? [this.principal] : typeof named === "string" ? [named] : named;
    for (const kind of list)
      this.knownName(nouns.kindOfSubject, kind, this.vocabulary.kinds.keys(), pointer);
    return list.filter((kind) => this.vocabulary.kinds.has(kind));
  }

  /** The value of a parameter as chosen or as written; undefined: it has none. */
  parameterValue(name: string): string | undefined {
    this.consulted.add(name);
    return this.values.get(name);
  }

  /** The number that a literal or a parameter is; undefined: it has none. */
  constantValue(constant: Literal | ParameterRead): string | undefined {
    return constant.kind === "literal"
      ? String(constant.value)
      : this.parameterValue(constant.name);
  }

  get principal(): string {
    return Object.keys(this.document.subjects)[0] ?? "";
  }

  knownName(what: Text, name: string, names: Iterable<string>, pointer: string): boolean {
    const all = [...names];
    if (all.includes(name)) return true;
    this.report("unknown-name", pointer, { expected: what, name }, didYouMean(name, all));
    return false;
  }
}

import type { RulesetDocument } from "../document/ruleset.ts";
import type { Builder } from "./builder.ts";

/** The parts of a document that declare names before its rules and nodes. */
const namingParts = [
  "timeZone",
  "clauses",
  "enums",
  "parameters",
  "subjects",
  "tables",
  "functions",
  "attributes",
  "events",
] as const satisfies readonly (keyof RulesetDocument)[];

/**
 * A document is resolved under every option of its readings, and under two of them it differs in few parts. What two have
 * in common is worked out once: the names, if all that declares them is the same, and each rule and node that is the
 * same, if all that it may refer to is. Its issues are those that were reported the first time.
 */
export class Sharing<Names> {
  private readonly named: {
    readonly names: Names;
    readonly parts: readonly unknown[];
    readonly builder: Builder;
  }[] = [];
  private readonly kept = new WeakMap<object, Map<string, unknown>>();
  private readonly texts = new Map<string, number>();
  /** The number of what rules and nodes may refer to: the same number, the same names. */
  private around = 0;

  /** @param isNeeded the document is resolved more than once. */
  constructor(private readonly isNeeded: boolean) {}

  /** The names of a document: those of an earlier one, if both declare the same. */
  names(builder: Builder, declare: () => Names): Names {
    const parts = namingParts.map((key) => builder.document[key]);
    const before = this.named.find((one) => one.parts.every((part, at) => part === parts[at]));
    if (before !== undefined) {
      builder.adopt(before.builder);
      return before.names;
    }
    const names = declare();
    this.named.push({ names, parts, builder });
    return names;
  }

  /**
   * Notes what rules and nodes may refer to, when all of it is known.
   * @param sources where the entries of each rule come from.
   */
  surround({ vocabulary, enums, values, document }: Builder, sources: ReadonlyMap<string, object>) {
    if (!this.isNeeded) return;
    const targets = document.rules.map(({ id, to }) => [id, to]);
    const text = JSON.stringify([vocabulary, enums, values, sources, targets], plain);
    this.around = this.texts.get(text) ?? this.texts.size;
    this.texts.set(text, this.around);
  }

  /**
   * What a rule or a node comes to.
   * @param place distinguishes what it depends on besides its document and what surrounds it.
   */
  part<Value extends object>(part: object, place: string, make: () => Value): Value {
    if (!this.isNeeded) return make();
    const key = `${this.around} ${place}`;
    const all = this.kept.get(part) ?? new Map<string, unknown>();
    this.kept.set(part, all);
    const value = (all.get(key) as Value | undefined) ?? make();
    all.set(key, value);
    return value;
  }
}

/** Maps and sets as lists. The values of an enumeration stand once, beside its name. */
function plain(key: string, value: unknown): unknown {
  if (value instanceof Map || value instanceof Set) return [...value];
  return key === "values" ? undefined : value;
}

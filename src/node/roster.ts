import type { SubjectRecord } from "../document/event.ts";
import type { ResolvedRuleset } from "../ruleset/resolved.ts";
import { didYouMean } from "../values/issue.ts";
import type { Text } from "../values/text.ts";
import { NameIndex, spellings } from "./columns.ts";
import { Fault } from "./messages.ts";
import { nameKey } from "./row.ts";

/** The subjects of one kind. */
class Kind {
  readonly ids = new Set<string>();
  readonly names = new Set<string>();
  private readonly idsByName = new Map<string, string[]>();

  add(id: string, name: string | undefined): void {
    this.ids.add(id);
    if (name === undefined) return;
    this.names.add(name);
    const others = this.named(name);
    if (!others.includes(id)) this.idsByName.set(nameKey(name), [...others, id]);
  }

  named(name: string): readonly string[] {
    return this.idsByName.get(nameKey(name)) ?? [];
  }
}

/** Who is meant by an id or a name. */
export class Roster {
  private readonly kinds = new Map<string, Kind>();
  private readonly singles: NameIndex<string>;

  constructor(ruleset: ResolvedRuleset, subjects: Iterable<SubjectRecord>) {
    const single = [...ruleset.kinds.values()].filter((kind) => kind.who === "single");
    this.singles = new NameIndex(
      single.map(({ id, label }) => [spellings(id, label), id] as const),
    );
    for (const { id, name, kind = ruleset.principal.id } of subjects) {
      const list = this.kinds.get(kind) ?? new Kind();
      this.kinds.set(kind, list);
      list.add(id, typeof name === "string" ? name : undefined);
    }
  }

  /** The id of a subject by its id or, where that is none's, by its name; unknown ones stay as they are. */
  idOf(text: string, kinds: readonly string[]): string | Fault {
    const lists = this.of(kinds);
    if (lists.some(({ ids }) => ids.has(text))) return text;
    const found = [...new Set(lists.flatMap((list) => list.named(text)))];
    if (found.length > 1) {
      return new Fault("name-ambiguous", { value: text, expected: found.join(", ") });
    }
    const single = this.singles.get(text);
    return found[0] ?? (single !== undefined && kinds.includes(single) ? single : text);
  }

  /** The name or id nearest to one that is on no roster. */
  hint(text: string, kinds: readonly string[]): Text | undefined {
    const known = this.of(kinds).flatMap(({ ids, names }) => [...names, ...ids]);
    return known.length > 5000 ? undefined : didYouMean(text, known);
  }

  private of(kinds: readonly string[]): readonly Kind[] {
    return kinds.flatMap((kind) => this.kinds.get(kind) ?? []);
  }
}

import type { SubjectRecord } from "../document/event.ts";
import type { ResolvedRuleset } from "../ruleset/resolved.ts";
import type { Text } from "../values/text.ts";
import { NameIndex, spellings } from "./columns.ts";
import { LikelyNames } from "./likeness.ts";
import { UnplacedRejection } from "./messages.ts";
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

const mostCompared = 5000;

/** What subjects are called. */
class Called {
  private readonly names: LikelyNames;
  private readonly ids: LikelyNames;

  constructor(lists: readonly Kind[]) {
    this.names = new LikelyNames(new Set(lists.flatMap(({ names }) => [...names])));
    this.ids = new LikelyNames(new Set(lists.flatMap(({ ids }) => [...ids])));
  }

  /** Names before ids: a subject with a name is called by it. */
  likely(text: string): readonly string[] {
    const names = this.names.of(text);
    return names.length > 0 ? names : this.ids.of(text);
  }
}

/** The subjects that an id or a name refers to. */
export class Roster {
  private readonly kinds = new Map<string, Kind>();
  private readonly singles: NameIndex<string>;
  /** The subjects of some kinds, for hints. */
  private readonly called = new Map<string, Called>();

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

  /** The id of a subject by its id or else its name; unknown ones stay unchanged. */
  idOf(text: string, kinds: readonly string[]): string | UnplacedRejection {
    const lists = this.of(kinds);
    if (lists.some(({ ids }) => ids.has(text))) return text;
    const found = [...new Set(lists.flatMap((list) => list.named(text)))];
    if (found.length > 1) {
      return new UnplacedRejection("name-ambiguous", { value: text, names: found });
    }
    const single = this.singles.get(text);
    return found[0] ?? (single !== undefined && kinds.includes(single) ? single : text);
  }

  /** Is a text exactly the id or the name of a subject? */
  knows(text: string, kinds: readonly string[]): boolean {
    const id = this.idOf(text, kinds);
    return id !== text || this.of(kinds).some(({ ids }) => ids.has(text));
  }

  /** A hint for a name that is not on the roster: likely candidates, or what to do. */
  hint(text: string, kinds: readonly string[]): Text {
    const lists = this.of(kinds);
    const known = lists.reduce((sum, { ids }) => sum + ids.size, 0);
    const likely = known > mostCompared ? [] : this.calledBy(kinds).likely(text);
    if (likely.length === 0) {
      return { en: "correct the name, or add it to the roster", zh: "请更正名称,或补入名单" };
    }
    return {
      en: `did you mean ${likely.map((name) => `"${name}"`).join(" or ")}?`,
      zh: `是否为${likely.map((name) => `“${name}”`).join("或")}?`,
    };
  }

  private calledBy(kinds: readonly string[]): Called {
    const key = kinds.join("\n");
    const called = this.called.get(key) ?? new Called(this.of(kinds));
    this.called.set(key, called);
    return called;
  }

  private of(kinds: readonly string[]): readonly Kind[] {
    return kinds.flatMap((kind) => this.kinds.get(kind) ?? []);
  }
}

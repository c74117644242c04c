import { lettersOf, missingLetters, NearNames } from "../values/near.ts";
import { nameKey } from "./row.ts";

/** More candidates would be a list, not a suggestion. */
const most = 3;

/** A name: its place among them all, and its letters and digits. */
interface Name {
  readonly at: number;
  readonly name: string;
  readonly key: string;
  readonly letters: ReturnType<typeof lettersOf>;
}

/** Names that misspelt ones may mean. */
export class LikelyNames {
  private readonly byKey = new Map<string, Name[]>();
  private readonly byFirst = new Map<string, Name[]>();
  private readonly near: NearNames;
  /** The length of the longest key. */
  private readonly longest: number;
  private readonly found = new Map<string, readonly string[]>();

  constructor(names: Iterable<string>) {
    let longest = 0;
    for (const [at, name] of [...names].entries()) {
      const key = bare(name);
      if (key === "") continue;
      const one: Name = { at, name, key, letters: lettersOf(key) };
      listUnder(this.byKey, key, one);
      listUnder(this.byFirst, key[0] ?? "", one);
      longest = Math.max(longest, key.length);
    }
    this.near = new NearNames(this.byKey.keys());
    this.longest = longest;
  }

  /**
   * The names that a misspelt one may mean, in this order of likeness: the same but for spaces, width and marks; a
   * letter or two apart; a part of it, as 第一镇 is of 第一镇政府; its full form, as 发展和改革局 is of 发改局. None where
   * many are equally like it: naming one of these at random would mislead.
   */
  of(text: string): readonly string[] {
    const before = this.found.get(text);
    if (before !== undefined) return before;
    const found = this.search(bare(text));
    this.found.set(text, found);
    return found;
  }

  private search(key: string): readonly string[] {
    if (key === "") return [];
    for (const those of [this.equal, this.misspelt, this.parts, this.fullForms]) {
      const found = those.call(this, key);
      if (found.length === 0) continue;
      const names = found.sort((a, b) => a.at - b.at).map(({ name }) => name);
      if (names.length <= most) return names;
    }
    return [];
  }

  private named(keys: Iterable<string>): Name[] {
    return [...keys].flatMap((key) => this.byKey.get(key) ?? []);
  }

  private equal(key: string): Name[] {
    return this.named([key]);
  }

  /** Of two letters, one that differs makes another name. */
  private misspelt(key: string): Name[] {
    return key.length > 2 ? this.named(this.near.within(key, most)) : [];
  }

  private parts(key: string): Name[] {
    const parts = new Set<string>();
    for (let from = 0; from < key.length; from += 1) {
      const last = Math.min(key.length, from + this.longest);
      for (let to = from + 2; to <= last; to += 1) parts.add(key.slice(from, to));
    }
    return this.named(parts);
  }

  private fullForms(key: string): Name[] {
    if (key.length < 2) return [];
    const needed = lettersOf(key);
    return (this.byFirst.get(key[0] ?? "") ?? []).filter(
      ({ key: full, letters }) => missingLetters(needed, letters) === 0 && isWithin(key, full),
    );
  }
}

function listUnder(lists: Map<string, Name[]>, key: string, name: Name): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [name]);
  else list.push(name);
}

/** Letters and digits alone. */
function bare(text: string): string {
  return nameKey(text).replace(/[^\p{L}\p{N}]/gu, "");
}

/** Do the letters of a short form stand in the full one, in their order? */
function isWithin(short: string, full: string): boolean {
  if (short.length > full.length) return false;
  let at = 0;
  for (const char of full) if (char === short[at]) at += 1;
  return at === short.length;
}

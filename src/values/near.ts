import { compareText, mostEdits } from "./text.ts";

/** The letters of texts as 64 bits. */
interface Letters {
  low: number;
  high: number;
}

/** A letter of the names: what may follow it, and bounds on the names that go through it. */
interface Node {
  readonly next: Map<number, Node>;
  /** The first by code point of the names that end here; they differ only in case. */
  name: string | undefined;
  readonly letters: Letters;
  shortest: number;
  longest: number;
}

function newNode(): Node {
  const letters = { low: 0, high: 0 };
  return { next: new Map(), name: undefined, letters, shortest: far, longest: 0 };
}

/** Above every length and number of edits that matters. */
const far = 1000;

/** The letters of a text: it cannot contain a text of which a letter is missing in it. */
export function lettersOf(text: string): Readonly<Letters> {
  const letters = { low: 0, high: 0 };
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if ((code & 32) === 0) letters.low |= 1 << (code & 31);
    else letters.high |= 1 << (code & 31);
  }
  return letters;
}

/** At least how many letters of one text are missing in another. */
export function missingLetters(a: Readonly<Letters>, b: Readonly<Letters>): number {
  return bitCount(a.low & ~b.low) + bitCount(a.high & ~b.high);
}

function bitCount(bits: number): number {
  let count = 0;
  for (let rest = bits; rest !== 0; rest &= rest - 1) count += 1;
  return count;
}

/**
 * Names to which many misspelt ones are compared, as a tree of their letters: what names have in common is compared
 * once, and no more than the edits that can still matter.
 */
export class NearNames {
  private readonly root = newNode();
  private readonly found = new Map<string, string | undefined>();

  constructor(names: Iterable<string>) {
    for (const name of names) this.add(name);
  }

  /** The same name as {@link nearest} finds among them. */
  nearest(name: string): string | undefined {
    if (!this.found.has(name)) this.found.set(name, this.search(name));
    return this.found.get(name);
  }

  /** The names, in lower case, that are near a name; the search ends when it has found more than a number of them. */
  within(name: string, most: number): string[] {
    const edits = mostEdits(name);
    const names: string[] = [];
    if (edits === undefined) return names;
    new Walk(name, edits).from(this.root, (node) => {
      names.push(node.name!);
      return names.length <= most;
    });
    return names;
  }

  private add(name: string): void {
    const key = name.toLowerCase();
    const letters = lettersOf(key);
    let node = this.root;
    for (let at = 0; ; at += 1) {
      node.letters.low |= letters.low;
      node.letters.high |= letters.high;
      node.shortest = Math.min(node.shortest, key.length);
      node.longest = Math.max(node.longest, key.length);
      if (at === key.length) break;
      const letter = key.charCodeAt(at);
      const next = node.next.get(letter) ?? newNode();
      node.next.set(letter, next);
      node = next;
    }
    if (node.name === undefined || compareText(name, node.name) < 0) node.name = name;
  }

  /** Most misspelt names are one edit away, so few edits are tried before many. */
  private search(name: string): string | undefined {
    const most = mostEdits(name) ?? -1;
    for (let edits = 0; edits <= most; edits += 1) {
      let best: string | undefined;
      new Walk(name, edits).from(this.root, (node) => {
        if (best === undefined || compareText(node.name!, best) < 0) best = node.name;
        return true;
      });
      if (best !== undefined) return best;
    }
    return undefined;
  }
}

/** A walk to all names within a number of edits of one. */
class Walk {
  private readonly asked: string;
  private readonly letters: Readonly<Letters>;
  /** For each letter of the names on the way: the edits to each beginning of the name asked for. */
  private readonly rows: number[][];
  private see: (node: Node) => boolean = () => true;

  constructor(
    name: string,
    private readonly edits: number,
  ) {
    this.asked = name.toLowerCase();
    this.letters = lettersOf(this.asked);
    this.rows = [Array.from({ length: this.asked.length + 1 }, (_, at) => at)];
  }

  /** @param see gets each name found; the walk ends if it returns false. */
  from(root: Node, see: (node: Node) => boolean): void {
    this.see = see;
    if (this.canReach(root)) this.visit(root, 0, -1);
  }

  /** Every letter more, and every letter that no name has, is an edit. */
  private canReach({ shortest, longest, letters }: Node): boolean {
    const { edits, asked } = this;
    return (
      shortest - asked.length <= edits &&
      asked.length - longest <= edits &&
      missingLetters(this.letters, letters) <= edits
    );
  }

  /** False if the walk has ended. */
  private visit(node: Node, depth: number, last: number): boolean {
    const { asked, edits } = this;
    if (node.name !== undefined && (this.rows[depth]![asked.length] ?? far) <= edits)
      if (!this.see(node)) return false;
    for (const [letter, next] of node.next) {
      if (!this.canReach(next) || !this.step(depth, letter, last, next)) continue;
      if (!this.visit(next, depth + 1, letter)) return false;
    }
    return true;
  }

  /**
   * Computes the row below a letter, near its diagonal only; false if the name is too far in all of it, with what is
   * left of it and of the names that go on there.
   */
  private step(depth: number, letter: number, last: number, next: Node): boolean {
    const { asked, edits, rows } = this;
    const [before, row] = [rows[depth - 1], rows[depth]!];
    const below = rows[depth + 1] ?? new Array<number>(asked.length + 1).fill(far);
    rows[depth + 1] = below;
    const i = depth + 1;
    const [from, to] = [Math.max(0, i - edits), Math.min(asked.length, i + edits)];
    if (from > 0) below[from - 1] = far;
    const [shortest, longest] = [next.shortest - i, next.longest - i];
    let least = far;
    for (let j = from; j <= to; j += 1) {
      let value = far;
      if (j <= depth + edits) value = row[j]! + 1;
      if (j > 0) {
        const own = asked.charCodeAt(j - 1);
        value = Math.min(value, row[j - 1]! + (own === letter ? 0 : 1), below[j - 1]! + 1);
        if (before !== undefined && j > 1 && own === last && asked.charCodeAt(j - 2) === letter)
          value = Math.min(value, before[j - 2]! + 1);
      }
      below[j] = value;
      const left = asked.length - j;
      least = Math.min(least, value + Math.max(0, left - longest, shortest - left));
    }
    return least <= edits;
  }
}

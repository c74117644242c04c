import { cleanHeader } from "./characters.ts";
import { type Note, note } from "./messages.ts";
import { nameKey } from "./row.ts";

const blanks = /\s+/gu;

/** Finds the known name that a header stands for. */
export type NameOf = (header: string) => string | undefined;

/**
 * Sheets pad short words (数 量): a header that is unknown as it stands is the known name that is left without the
 * blanks inside it. If several known names are left, the header stays unknown.
 */
export function paddedNames(
  knows: (header: string) => boolean,
  names: () => Iterable<string>,
): NameOf {
  let bare: ReadonlyMap<string, ReadonlySet<string>> | undefined;
  return (header) => {
    if (knows(header)) return header;
    const text = header.trim().replace(blanks, "");
    if (text === header.trim()) return undefined;
    bare ??= bareNames(names());
    const found = [...(bare.get(nameKey(text)) ?? [])];
    const [first] = found;
    if (first === undefined || found.length > 1) return undefined;
    return knows(text) ? text : first;
  };
}

function bareNames(names: Iterable<string>): ReadonlyMap<string, ReadonlySet<string>> {
  const found = new Map<string, Set<string>>();
  for (const name of names) {
    const key = nameKey(name);
    const bare = key.replace(blanks, "");
    found.set(bare, (found.get(bare) ?? new Set()).add(key));
  }
  return found;
}

/** The headers of one table, each padded one by its known name, unless another column already has that name. */
export function unpadded(
  headers: readonly string[],
  nameOf: NameOf,
  file: string,
  say: (note: Note) => void,
): string[] {
  const taken = new Set(headers.map(nameKey));
  return headers.map((header) => {
    const name = nameOf(header);
    if (name === undefined || name === header || taken.has(nameKey(name))) return header;
    taken.add(nameKey(name));
    say(note("header-padded", file, { name: header, expected: name }));
    return name;
  });
}

/** How many of a row's cells are names of columns. */
export function knownIn(cells: readonly string[] | undefined, nameOf: NameOf): number {
  return cells?.filter((cell) => nameOf(cleanHeader(cell).text) !== undefined).length ?? 0;
}

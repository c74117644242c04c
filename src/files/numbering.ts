import { both } from "../values/phrase.ts";
import { quote, type Text } from "../values/text.ts";

/** Two files that number their rows separately: how many ids mean different rows in them. */
export interface SharedNumbers {
  readonly files: readonly [string, string];
  readonly conflicts: number;
}

/** Fewer may be slips. */
const fewest = 3;

/**
 * The ids in conflict because two files number their rows separately: most ids that both files have differ in content.
 * In a copy of a file in which some rows are changed, most do not.
 */
export function separateNumbering(
  places: Iterable<readonly [id: string, places: readonly { readonly file: string }[]]>,
  inConflict: ReadonlySet<string>,
): ReadonlyMap<string, SharedNumbers> {
  const pairs = new Map<string, { files: [string, string]; shared: number; ids: string[] }>();
  for (const [id, [first, ...others]] of places) {
    const other = others.find(({ file }) => file !== first?.file);
    if (first === undefined || other === undefined) continue;
    const key = `${first.file}\n${other.file}`;
    const pair = pairs.get(key) ?? { files: [first.file, other.file], shared: 0, ids: [] };
    pairs.set(key, pair);
    pair.shared += 1;
    if (inConflict.has(id)) pair.ids.push(id);
  }
  return new Map(
    [...pairs.values()]
      .filter(({ shared, ids }) => ids.length >= fewest && ids.length * 2 > shared)
      .flatMap(({ files, ids }) =>
        ids.map((id) => [id, { files, conflicts: ids.length }] as const),
      ),
  );
}

export function numberingHint({ files, conflicts }: SharedNumbers, column: string): Text {
  const [first, second] = files.map((file) => quote(file));
  return both(
    `${conflicts} ids mean different events in ${first} and ${second}: both files seem to number their rows from the same start; put a prefix of its own before the ids of each file, or leave the column "${quote(column)}" out`,
    `${first} 与 ${second} 有 ${conflicts} 个编号相同而内容不同,似为两个文件从同一起点各自编号:请为每个文件的编号加上不同的前缀,或不设“${quote(column)}”列`,
  );
}

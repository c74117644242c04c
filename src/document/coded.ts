import type { Column } from "./table.ts";

/** A column with more distinct values is as well off as a list. */
const mostDistinct = 65_536;

/** A column of texts as codes into those that are distinct, unless nearly all of them are. */
export function codedColumn(texts: readonly (string | null | undefined)[]): Column {
  const codes = new Int32Array(texts.length);
  const known = new Map<string, number>();
  for (let row = 0; row < texts.length; row += 1) {
    const text = texts[row] ?? null;
    let code = text === null ? -1 : known.get(text);
    if (text !== null && code === undefined) {
      if (known.size === mostDistinct || (row > 1000 && known.size > row / 2)) return texts;
      code = known.size;
      known.set(text, code);
    }
    codes[row] = code ?? -1;
  }
  return { codes, values: [...known.keys()] };
}

const wide =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|[\u{20000}-\u{3fffd}]/gu;

/** How many columns of a terminal a text takes: a Chinese character takes two. */
export function displayWidth(text: string): number {
  return text.length + (text.match(wide)?.length ?? 0);
}

/** Breaks a text into lines of at most that width, between the parts that the pattern matches. A part is never broken. */
export function broken(text: string, parts: RegExp, width: number): string[] {
  const lines = [""];
  for (const part of text.match(parts) ?? []) {
    if (part === "") continue;
    const last = lines.at(-1) ?? "";
    const together = displayWidth(last) + displayWidth(part.trimEnd());
    if (last !== "" && together > width) lines.push(part);
    else lines[lines.length - 1] = last + part;
  }
  return lines.map((line) => line.trimEnd());
}

const narrowest = 8;

/** Breaks the cells of a table into lines so that it fits a terminal. Numbers stay whole. */
export function fitted(
  rows: readonly (readonly string[])[],
  columns: readonly { readonly align?: "right" }[],
  width: number | undefined,
): readonly (readonly string[])[] {
  if (width === undefined) return rows;
  const natural = columns.map((_, at) =>
    Math.max(
      0,
      ...rows.flatMap((row) => (row[at] ?? "").split("\n").map((line) => displayWidth(line))),
    ),
  );
  // Each column has a border and two spaces; the last border follows.
  const room = width - 3 * columns.length - 1;
  const at = (most: number): readonly number[] =>
    natural.map((one, index) => (columns[index]?.align === "right" ? one : Math.min(one, most)));
  const sum = (widths: readonly number[]): number => widths.reduce((all, one) => all + one, 0);
  let most = Math.max(narrowest, ...natural);
  while (most > narrowest && sum(at(most)) > room) most -= 1;
  const widths = at(most);
  return rows.map((row) => row.map((cell, index) => narrowed(cell, widths[index] ?? most)));
}

/** Breaks a cell after spaces and punctuation and, if that is not enough, within words: Chinese has no spaces. */
function narrowed(cell: string, width: number): string {
  const lines = cell.split("\n").flatMap((line) => {
    if (displayWidth(line) <= width) return [line];
    return broken(line, /.*?(?:[\s,;:/、,;:。)]|$)/gu, width).flatMap((part) =>
      displayWidth(part) <= width ? [part] : broken(part, /./gu, width),
    );
  });
  return lines.join("\n");
}

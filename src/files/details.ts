import { both, listed, plural } from "../values/phrase.ts";
import { quote, type Text } from "../values/text.ts";

/** Details that a message about a file may take. */
export interface Details {
  readonly name?: string | undefined;
  readonly value?: unknown;
  readonly expected?: string | undefined;
  readonly count?: number | undefined;
  readonly row?: number | undefined;
  readonly rows?: readonly number[] | undefined;
  readonly text?: Text | undefined;
  readonly other?: Text | undefined;
  /** Names that the data has. */
  readonly names?: readonly string[] | undefined;
}

export const name = (details: Details): string => quote(details.name ?? "");
export const value = (details: Details): string => quote(details.value);
export const expected = (details: Details): string => quote(details.expected ?? "");
export const count = (details: Details): string => String(details.count ?? 0);
export const many = ({ count = 0 }: Details, noun: string): string => plural(count, noun);
export const row = (details: Details): string => String(details.row ?? 0);
const shownRows = 20;
/** Which rows: the first of them, and how many more. */
export const rows = ({ rows = [] }: Details): Text => {
  const shown = rows.slice(0, shownRows);
  const more = rows.length - shown.length;
  return both(
    `row${rows.length === 1 ? "" : "s"} ${shown.join(", ")}${more > 0 ? ` and ${more} more` : ""}`,
    `第 ${shown.join("、")} 行${more > 0 ? `等 ${rows.length} 行` : ""}`,
  );
};
export const names = (details: Details): Text => listed((details.names ?? []).map(quote));
export const en = (text: Text | undefined): string => text?.en ?? "";
export const zh = (text: Text | undefined): string => text?.zh ?? "";

export type Catalogue = Record<string, (details: Details) => Text>;

import CliTable3 from "cli-table3";
import { broken, displayWidth, fitted } from "./width.ts";

/** A cell: text, or the exact text of a number. */
export type Cell = string | { readonly number: string };

export interface Column {
  readonly header: string;
  readonly align?: "right";
}

/** A line that names many: a long one is broken behind its names. */
export interface NamesLine {
  readonly head: string;
  readonly names: readonly string[];
}

/** A part of a report: a title with lines, a table, or both. */
export interface Section {
  readonly title?: string;
  readonly lines?: readonly (string | NamesLine)[];
  readonly table?: {
    readonly columns: readonly Column[];
    readonly rows: readonly (readonly Cell[])[];
  };
}

/** Text as it may be printed: nothing in it moves the cursor, changes colours or hides. */
export function printable(text: string): string {
  return text.replace(
    /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu,
    (char) => `\\u{${(char.codePointAt(0) ?? 0).toString(16)}}`,
  );
}

function textOf(cell: Cell): string {
  return typeof cell === "string" ? cell : cell.number;
}

/** For terminals: boxes of lines; in colour only where one is there to see it, and as wide as it at most. */
export function tableText(sections: readonly Section[], colour: boolean, width?: number): string {
  const style = colour
    ? { head: ["bold"], border: ["gray"], compact: true }
    : { head: [], border: [], compact: true };
  const parts = sections.map(({ title, lines, table }) => {
    const text = [
      ...(title === undefined ? [] : [printable(title)]),
      ...(lines ?? []).map((line) => brokenLine(line, width)),
    ];
    if (table === undefined) return text.join("\n");
    const [head = [], ...rows] = fitted(
      [
        table.columns.map(({ header }) => printable(header)),
        ...table.rows.map((row) => row.map((cell) => wrapped(printable(textOf(cell))))),
      ],
      table.columns,
      width,
    );
    const colAligns = table.columns.map(({ align }) => align ?? "left");
    const box = new CliTable3({ head: [...head], colAligns, style });
    for (const row of rows) box.push([...row]);
    return [...text, box.toString()].join("\n");
  });
  return `${parts.join("\n\n")}\n`;
}

function lineText(line: string | NamesLine): string {
  return typeof line === "string" ? line : `${line.head}${line.names.join(", ")}`;
}

const widestLine = 100;

/** Lines of names as wide as the terminal at most, the names below their head where they need more than one. */
function brokenLine(line: string | NamesLine, width = widestLine): string {
  const text = printable(lineText(line));
  if (typeof line === "string" || displayWidth(text) <= width) return text;
  const names = line.names.map(printable).join(", ");
  const rows = broken(names, /.*?(?:, |$)/gu, width - 2).map((row) => `  ${row}`);
  return [printable(line.head).trimEnd(), ...rows].join("\n");
}

const widest = 64;

/** A long list on several lines, broken behind its separators. */
function wrapped(text: string): string {
  if (displayWidth(text) <= widest) return text;
  return broken(text, /.*?(?:, |; | · | — |、|;|$)/gu, widest).join("\n");
}

export function markdownText(sections: readonly Section[]): string {
  const parts = sections.map(({ title, lines, table }, index) => {
    const text = [
      ...(title === undefined ? [] : [`${index === 0 ? "#" : "##"} ${inMarkdown(title)}`, ""]),
      ...(lines ?? []).map((line) => `- ${inMarkdown(lineText(line))}`),
    ];
    if (table === undefined) return text.join("\n").trimEnd();
    const row = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
    return [
      ...text,
      ...((lines ?? []).length > 0 ? [""] : []),
      row(table.columns.map(({ header }) => inMarkdown(header))),
      row(table.columns.map(({ align }) => (align === "right" ? "---:" : "---"))),
      ...table.rows.map((cells) => row(cells.map((cell) => inMarkdown(textOf(cell))))),
    ].join("\n");
  });
  return `${parts.join("\n\n")}\n`;
}

/** Text that no renderer takes for markup. */
function inMarkdown(text: string): string {
  return printable(text).replace(/[\\`*_[\]<>|#~]/g, (char) => `\\${char}`);
}

/** The tables, one behind the other; where there are several, each below its title. */
export function csvText(sections: readonly Section[], bom: boolean): string {
  const tables = sections.filter(({ table }) => table !== undefined);
  const parts = tables.map(({ title = "", table }) =>
    [
      ...(tables.length > 1 ? [csvRow([title])] : []),
      csvRow((table?.columns ?? []).map(({ header }) => header)),
      ...(table?.rows ?? []).map(csvRow),
    ].join(""),
  );
  return `${bom ? "\ufeff" : ""}${parts.join("\r\n")}`;
}

/**
 * One row of CSV. Spreadsheets run texts that begin with = + - @ as formulas, so those get a ' before them; numbers
 * stay numbers.
 */
function csvRow(cells: readonly Cell[]): string {
  const texts = cells.map((cell) => {
    if (typeof cell !== "string") return cell.number;
    const text = /^[=+\-@\t\r＝＋－＠]/.test(cell) ? `'${cell}` : cell;
    return /[",;\r\n\t]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  });
  return `${texts.join(",")}\r\n`;
}

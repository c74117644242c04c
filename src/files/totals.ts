import { both } from "../values/phrase.ts";
import type { Text } from "../values/text.ts";
import { type Note, note } from "./messages.ts";
import { type Plan, saysWhich } from "./plan.ts";

/** How a cell marks a row of totals: it is a word for them (合计, Subtotal), or ends in one (本月合计, "March total"). */
export type TotalForm = "whole" | "prefixed";

const chinese = "合计|小计|总计|共计|累计|总和|总数|平均[值数分]?|均值";
const english = "(?:grand |sub[- ]?)?totals?|sum|average|mean";

const whole = new RegExp(`^(?:(?:${chinese})+|${english})$`, "iu");
/** Names and sentences may end in "sum" or "average": in English only totals take a prefix. */
const prefixed = new RegExp(`(?:${chinese})$|\\s(?:sub[- ]?)?totals?$`, "iu");
const hint = /[计总均和]|total|sum|average|mean/iu;
/** Tables pad short words: 小 计. */
const innerBlanks = /(?<=[\p{Script=Han}])\s+(?=[\p{Script=Han}])/gu;

/** How a cell marks a total, if it does. Width, case, blanks within Chinese and a colon at the end do not matter. */
export function totalForm(cell: unknown): TotalForm | undefined {
  if (typeof cell !== "string" || cell.length > 80 || !hint.test(cell)) return undefined;
  const text = cell
    .normalize("NFKC")
    .trim()
    .replace(/\s*:$/u, "")
    .replace(innerBlanks, "")
    .replace(/\s+/gu, " ");
  if (whole.test(text)) return "whole";
  return prefixed.test(text) ? "prefixed" : undefined;
}

/** What to do about a subject that is called like a total. */
const ownerHint: Text = both(
  "if it is a row of totals, delete the row or its id; if somebody is called so, nothing needs to be done",
  "如是合计行,请删去该行或其编号;如确为考核对象名称,无须处理",
);

/** Rows of totals that are ignored, or subjects that are called like one; and the words that mark them. */
export class TotalRows {
  private readonly rows: number[] = [];
  private readonly words = new Set<string>();

  constructor(private readonly code: "total-rows" | "total-names" = "total-rows") {}

  see(row: number, word: string): void {
    this.rows.push(row);
    this.words.add(word.trim());
  }

  *notes(file: string): Iterable<Note> {
    const { rows } = this;
    if (rows.length === 0) return;
    const details = { rows, names: [...this.words].slice(0, 5) };
    yield note(this.code, file, details, this.code === "total-names" ? ownerHint : undefined);
  }
}

/**
 * The word that marks a row of events as one of totals; undefined where the row is an event. A word for totals counts
 * in any cell. A prefixed form counts in the columns of ids, types, dates and subjects. In other columns, where a
 * sentence may end in such a word, it counts only if one of those is blank. Values that the ruleset or the roster
 * declares are never totals.
 */
export function totalIn(cells: readonly unknown[], plan: Plan): string | undefined {
  let prefixed: string | undefined;
  for (const [index, cell] of cells.entries()) {
    const form = totalForm(cell);
    if (form === undefined) continue;
    const text = String(cell).trim();
    const step = plan.steps.find((one) => one.index === index);
    if (step?.knows(text) === true) continue;
    if (form === "whole" || step?.identifies === true) return text;
    prefixed ??= text;
  }
  if (prefixed === undefined) return undefined;
  const isIncomplete = plan.steps.some(
    ({ column, index }) => column !== undefined && saysWhich(column) && isBlank(cells[index]),
  );
  return isIncomplete ? prefixed : undefined;
}

function isBlank(cell: unknown): boolean {
  return cell === null || cell === undefined || String(cell).trim() === "";
}

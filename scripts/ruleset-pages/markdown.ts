import type { Text } from "../../src/values/text.ts";

/** Text of a document as it may stand in a line or a table cell: nothing in it is taken for markup. */
export function plain(text: string): string {
  return text.replace(/[\\`*_[\]<>|~]/g, "\\$&").replace(/\s+/g, " ");
}

/** A name of the ruleset, as the document writes it. */
export function code(name: string): string {
  return `\`${name.replaceAll("|", "\\|")}\``;
}

/** A thing under its English and its Chinese name. */
export function both({ en, zh }: Text): string {
  return en === zh ? `*${plain(en)}*` : `*${plain(en)}* ${plain(zh)}`;
}

/** A value, or a sentence, in both languages. */
export function value({ en, zh }: Text): string {
  return en === zh ? plain(en) : `${plain(en)} ${plain(zh)}`;
}

export function capital(text: string): string {
  const [first = "", ...rest] = text;
  return first.toUpperCase() + rest.join("");
}

/** A table; without rows nothing. */
export function table(
  headers: readonly string[],
  rows: readonly (readonly string[])[],
): readonly string[] {
  if (rows.length === 0) return [];
  const line = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
  return [line(headers), line(headers.map(() => "---")), ...rows.map(line), ""];
}

/** The address of a heading within its page, as GitHub makes it. */
export function anchor(heading: string): string {
  const kept = heading.toLowerCase().replace(/[^\p{L}\p{M}\p{N}\p{Pc}\- ]/gu, "");
  return `#${kept.replaceAll(" ", "-")}`;
}

export function link(text: string, heading: string): string {
  return `[${text}](${anchor(heading)})`;
}

/** `a`, `a and b`, `a, b and c`. */
export function list(parts: readonly string[], word = "and"): string {
  if (parts.length < 2) return parts.join("");
  return `${parts.slice(0, -1).join(", ")} ${word} ${parts.at(-1)}`;
}

/** A decimal as one reads it, with a proper minus. */
export function figure(text: string): string {
  return text.replace(/^-/, "−");
}

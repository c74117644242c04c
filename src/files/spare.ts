import type { Language, Text } from "../values/text.ts";

/** The header of the spare cells of rejected rows: filled cells under it are rejected again. */
const spareCell: Text = { en: "rejected: spare cell", zh: "退回:多余格" };

/** The header of a spare cell, by its place from 1. */
export function spareColumn(place: number, language: Language = "en"): string {
  return `${spareCell[language]} ${place}`;
}

/** The place of the spare cell that a header is for; undefined of any other header. */
export function sparePlace(header: string): number | undefined {
  const start = Object.values(spareCell).find((one) => header.startsWith(`${one} `));
  const place = start === undefined ? "" : header.slice(start.length + 1);
  return /^\d{1,4}$/.test(place) ? Number(place) : undefined;
}

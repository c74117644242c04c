import { nearest } from "../values/text.ts";
import { nameKey } from "./row.ts";

/** More candidates would be a list, not a suggestion. */
const most = 3;

/**
 * The names that a misspelt one may mean, in this order of likeness: the same but for spaces, width and marks; a
 * letter or two apart; a part of it, as 第一镇 is of 第一镇政府; its full form, as 发展和改革局 is of 发改局. None where
 * many are equally like it: naming one of these at random would mislead.
 */
export function alike(text: string, names: readonly string[]): readonly string[] {
  const key = bare(text);
  if (key === "") return [];
  const keys = names.map((name) => [name, bare(name)] as const);
  const those = (fits: (other: string) => boolean): readonly string[] => {
    const found = keys.filter(([, other]) => other !== "" && fits(other)).map(([name]) => name);
    return found.length > most ? [] : found;
  };
  const likenesses = [
    (other: string) => other === key,
    isNear(key),
    (other: string) => other.length > 1 && key.includes(other),
    (other: string) => key.length > 1 && isWithin(key, other),
  ];
  for (const fits of likenesses) {
    const found = those(fits);
    if (found.length > 0) return found;
  }
  return [];
}

/** Letters and digits alone. */
function bare(text: string): string {
  return nameKey(text).replace(/[^\p{L}\p{N}]/gu, "");
}

/** Of two letters, one that differs makes another name. */
function isNear(key: string): (other: string) => boolean {
  return (other) => key.length > 2 && nearest(key, [other]) !== undefined;
}

/** Do the letters of a short form stand in the full one, in their order, from its first on? */
function isWithin(short: string, full: string): boolean {
  if (short[0] !== full[0]) return false;
  let at = 0;
  for (const char of full) if (char === short[at]) at += 1;
  return at === short.length;
}

const digits: ReadonlyMap<string, number> = new Map(
  ["零〇", "一壹", "二贰两", "三叁", "四肆", "五伍", "六陆", "七柒", "八捌", "九玖"].flatMap(
    (spellings, value) => [...spellings].map((one) => [one, value] as const),
  ),
);
const units: ReadonlyMap<string, number> = new Map([
  ...[..."十拾"].map((one) => [one, 10] as const),
  ...[..."百佰"].map((one) => [one, 100] as const),
  ...[..."千仟"].map((one) => [one, 1000] as const),
]);

/** The characters of Chinese numerals, for a class of a regular expression. */
export const numeralCharacters = [...digits.keys(), ...units.keys(), "万"].join("");

/** Reads a Chinese numeral below a hundred million, such as 十二, 一百零五 or 二〇二四; undefined for anything else. */
export function readNumeral(text: string): number | undefined {
  if (text === "" || text.length > 16) return undefined;
  const characters = [...text];
  if (characters.every((one) => digits.has(one)))
    return Number(characters.map((one) => digits.get(one)).join(""));
  const parts = text.split("万");
  const [high, low] = parts.length === 2 ? [parts[0] ?? "", parts[1] ?? ""] : ["", text];
  if (parts.length === 1) return readSection(low);
  const tens = readSection(high);
  // 一万二 is 12,000.
  const rest = low === "" ? 0 : low.length === 1 ? thousands(low) : readSection(low);
  return tens === undefined || rest === undefined ? undefined : tens * 10_000 + rest;
}

function thousands(digit: string): number | undefined {
  const value = digits.get(digit);
  return value === undefined ? undefined : value * 1000;
}

/** A numeral below ten thousand: digits with falling units. */
function readSection(text: string): number | undefined {
  let total = 0;
  let digit: number | undefined;
  let last = 10_000;
  for (const [index, one] of [...text].entries()) {
    const unit = units.get(one);
    if (unit === undefined) {
      const value = digits.get(one);
      // Two digits in a row: only a zero may stand before another.
      if (value === undefined || (digit !== undefined && digit !== 0)) return undefined;
      digit = value;
    } else {
      if (unit >= last || (digit === undefined && index > 0)) return undefined;
      total += (digit ?? 1) * unit;
      [digit, last] = [undefined, unit];
    }
  }
  // 三百五 is 350, 三百零五 is 305.
  const isShort = digit !== undefined && last < 10_000 && last > 10 && !/[零〇].$/u.test(text);
  return total + (digit ?? 0) * (isShort ? last / 10 : 1);
}

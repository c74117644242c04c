/** A local date as the number of days since 1970-01-01. */
export type Day = number;

const dayForm = /^(\d{4})-(\d{2})-(\d{2})$/;
const millisecondsPerDay = 86_400_000;

/** The first and last year of a date; beyond them, time zones and calendars are unreliable. */
export const yearLimits = { first: 1902, last: 2399 } as const;

export function dayOf(year: number, month: number, date: number): Day {
  return Date.UTC(year, month - 1, date) / millisecondsPerDay;
}

/** Year, month (1 to 12) and date of a day. */
export function civil(day: Day): {
  readonly year: number;
  readonly month: number;
  readonly date: number;
} {
  // Days counted from 0000-03-01, so that a leap day ends its year.
  const shifted = day + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  );
  const dayOfYear =
    dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    date: dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1,
  };
}

/** Reads `2024-03-05`; undefined if it is not a calendar day within {@link yearLimits}. */
export function readDay(text: string): Day | undefined {
  const match = dayForm.exec(text);
  if (!match) return undefined;
  const [year, month, date] = [Number(match[1]), Number(match[2]), Number(match[3])];
  return isDate(year, month, date) ? dayOf(year, month, date) : undefined;
}

export function isDate(year: number, month: number, date: number): boolean {
  if (year < yearLimits.first || year > yearLimits.last || month < 1 || month > 12 || date < 1)
    return false;
  return (
    date <=
    dayOf(month === 12 ? year + 1 : year, month === 12 ? 1 : month + 1, 1) - dayOf(year, month, 1)
  );
}

export function dayText(day: Day): string {
  const { year, month, date } = civil(day);
  return `${pad(year, 4)}-${pad(month, 2)}-${pad(date, 2)}`;
}

/** 1 Monday to 7 Sunday. */
export function weekday(day: Day): number {
  return ((((day + 3) % 7) + 7) % 7) + 1;
}

export function pad(value: number, width: number): string {
  return String(value).padStart(width, "0");
}

import { countedUnits, roundedTo, unitNames } from "../terms.ts";
import type { CohortWords, Words } from "../words.ts";

function listed(items: readonly string[], join: string): string {
  return items.length < 2
    ? (items[0] ?? "")
    : `${items.slice(0, -1).join(", ")} ${join} ${items.at(-1) ?? ""}`;
}

/** A unit as it stands behind a number: labels are plural. */
function counted(value: string, unit: string): string {
  if (value !== "1" && value !== "-1") return unit;
  return unit.replace(/ies$/, "y").replace(/([^s])s$/, "$1");
}

/** The ranking, the cohort where it is not everybody, and those tied. */
function amongWhom(
  ranking: string | undefined,
  { text, isAll }: CohortWords,
  ties: readonly string[],
): string {
  const where = [ranking, isAll ? undefined : text].filter((one) => one !== undefined).join(": ");
  const parts = [where, ties.length === 0 ? "" : `tied with ${ties.join(", ")}`];
  const told = parts.filter((part) => part !== "").join("; ");
  return told === "" ? "" : ` (${told})`;
}

const steps = {
  "keep-all": "all count",
  "keep-none": "does not count",
  "keep-first": "only the first counts",
  "keep-last": "only the last counts",
  "keep-highest": "only the highest counts",
  "keep-lowest": "only the lowest counts",
  "keep-best": "only the best count",
  "keep-worst": "the worst",
  "keep-drop": "without the worst",
  "keep-drop-best": "without the best",
  sum: "sum",
  count: "number",
  mean: "mean",
  highest: "highest",
  lowest: "lowest",
  first: "first",
  last: "last",
  cap: "at most",
  floor: "at least",
  round: "rounded",
  value: "computed as",
} as const;

const states = {
  met: "met",
  missed: "missed",
  given: "given",
  "not-given": "not given",
  pending: "not judged yet",
  "not-judged": "not judged in this kind of period",
  "not-applicable": "does not apply",
  unavailable: "cannot be computed",
} as const;

const counts = {
  first: "ties first",
  last: "ties last",
  mean: "ties in the middle",
  dense: "without gaps",
} as const;

/** English. */
export const english: Words = {
  states: { absent: "none", pending: "not known yet", unavailable: "not available" },
  outcomes: {
    given: "given",
    "not-given": "not given",
    met: "met",
    missed: "missed",
    pending: "not judged yet",
    "not-applicable": "does not apply",
  },
  points: "points",
  yes: "yes",
  no: "no",
  and: " and ",
  or: " or ",
  modulo: " modulo ",
  not: (condition) => `not (${condition})`,
  denied: (condition) => `not (${condition})`,
  has: (what) => `there is a value for ${what}`,
  missing: (what) => `there is no value for ${what}`,
  given: (what) => `${what} has a value`,
  in: (what, list) => `${what} is one of ${listed(list, "and")}`,
  if: (condition, value, otherwise) => `${value} if ${condition}, else ${otherwise}`,
  taken: (value, conditions) => `${value} (${conditions.join("; ")})`,
  fails: (condition) => `${condition} does not hold`,
  else: (value, fallback) => `${value}, or ${fallback} if there is none`,
  least: (list) => `the ${list.length === 2 ? "smaller" : "smallest"} of ${listed(list, "and")}`,
  most: (list) => `the ${list.length === 2 ? "larger" : "largest"} of ${listed(list, "and")}`,
  atMost: (value, limit) => `${value}, at most ${limit}`,
  atLeast: (value, limit) => `${value}, at least ${limit}`,
  undivided: (division, fallback) => `${division}, or ${fallback} if the divisor is 0`,
  byZero: (division) => `${division} has a divisor of 0`,
  lookedUp: (value, keys) => `${value} for ${keys}`,
  absolute: (value) => `the absolute value of ${value}`,
  later: (list) => `the ${list.length === 2 ? "later" : "latest"} of ${listed(list, "and")}`,
  earlier: (list) => `the ${list.length === 2 ? "earlier" : "earliest"} of ${listed(list, "and")}`,
  days: (from, to) => `the days from ${from} to ${to}`,
  date: (parts) => `the day ${parts.join("-")}`,
  year: (day) => `the year of ${day}`,
  month: (day) => `the month of ${day}`,
  weekday: (day) => `the weekday of ${day}`,
  round: (value, places, mode) => `${value}, ${roundedTo(places, mode)}`,
  power: (value, exponent) => `${value} to the power ${exponent}`,
  root: (value, degree) =>
    degree === 2 ? `the square root of ${value}` : `the root of degree ${degree} of ${value}`,
  shift: (moved, count, unit) => `${moved} moved by ${countedUnits(count, unit).en}`,
  unitOf: (unit, day) => `the ${unitNames[unit].en} of ${day}`,
  firstDay: (key) => `the first day of ${key}`,
  lastDay: (key) => `the last day of ${key}`,
  range: ({ reduction, value, from, to, condition, days }) => {
    const where = condition === undefined ? "" : `, where ${condition}`;
    const each = `${days ? "days" : "numbers"} (from ${from} to ${to}${where})`;
    return reduction === "count"
      ? `number of ${each}`
      : `${reduction} of ${value} over the ${each}`;
  },
  element: { number: "the number", day: "the day" },
  rated: (value, what, parts) =>
    parts.length === 0 ? `${value} for ${what}` : `${value} for ${what}: ${parts.join(" + ")}`,
  eventTime: "minutes since midnight",
  cohort: (reduction, value, alike, kind) => {
    const of = `${alike ? "in the same group" : "among all"}${kind === undefined ? "" : ` (${kind})`}`;
    return reduction === "count" ? `number ${of}` : `${reduction} of ${value} ${of}`;
  },
  tied: (reduction, label) => {
    const values = { count: `number of ${label}`, sum: label, mean: `mean ${label}` };
    const extremes = { highest: `highest ${label}`, lowest: `lowest ${label}` };
    return `${{ ...values, ...extremes }[reduction]} among those tied`;
  },
  listed: (label, sorted) => {
    const orders = {
      ascending: "the lowest first",
      descending: "the highest first",
      "last-first": "from the last to the first",
    };
    return `${label}, one by one${sorted === undefined ? "" : `, ${orders[sorted]}`}`;
  },
  where: (what, condition) => `${what} (where ${condition})`,
  over: (quantity, unit, condition) =>
    `${condition} in ${{ all: "every", some: "some", none: "no" }[quantity]} ${unit === "other" ? "case" : unitNames[unit].en}`,
  linked: (what) => `linked ${what}`,
  place: (ranking, counted, shown) => {
    const told = counted === undefined ? "" : `, ${counts[counted]}`;
    return `place in the ${ranking}${told}${shown === undefined ? "" : ` (shown as ${shown})`}`;
  },
  value: "value",
  state: "the count so far",
  owner: "the subject",
  reader: "the subject concerned",
  eventType: "type",
  eventId: "id",
  eventDay: "date",
  eventSubject: "subject",
  category: "category",
  name: "name",
  entry: { amount: "amount", day: "day", rule: "rule", subject: "owner", position: "position" },
  each: { value: "value of the list", position: "position", count: "how many" },
  inCode: (label, values) => `${label} (by a function in code, of ${values})`,
  size: (list) => `number of ${list}`,
  period: {
    year: "year of the period",
    first: "first day of the period",
    last: "last day of the period",
  },
  list: (items) => items.join(", "),
  keyed: (label, keys) => `${label} (${keys})`,
  keyParts: (parts) => parts.join(" / "),
  keys: { event: (id) => `event ${id}`, item: (id) => `item ${id}` },
  of: (label, subject) => `${label} of ${subject}`,
  told: {
    amount: (value, unit) => (unit === undefined ? value : `${value} ${counted(value, unit)}`),
    times: (count) => String(count),
    cite: (clauses) => ` [${clauses.join("; ")}]`,
    title: (subject, kind, ruleset, period) =>
      `${subject}${kind.length === 0 ? "" : ` (${kind.join(", ")})`} · ${ruleset} · ${period === "all" ? "all time" : period}`,
    asOf: (day) => ` · as of ${day}`,
    provisional: " · provisional: the period is not over",
    standing: ({ name, ranking, score, rank, cohort, ranked, ties }) =>
      `${name}: ${score === undefined ? "" : `${score}, `}place ${rank} of ${ranked}${amongWhom(ranking, cohort, ties)}`,
    placed: (rank) => `place ${rank}`,
    among: (label, names) => `${label} (${names.join(", ")})`,
    unranked: (name, ranking, why) => `${name}: no place (${ranking}): ${why}`,
    unplaced: (ranking, why) => `${ranking}: no place: ${why}`,
    excluded: (condition) => `it does not take part: ${condition} does not hold`,
    noValue: (what, why) => `there is no ${what}: ${why}`,
    gap: (cause, missing) =>
      ({
        "not-judged": "it is not judged in this kind of period",
        "not-over": "its time is not over",
        "zero-divisor": "a divisor is zero",
        "no-such-day": "a day does not exist",
        "out-of-bounds": "a number is out of bounds",
        "range-too-long": "a range has too many numbers or days",
        "denominator-too-long": "fractions cannot be added: their common denominator is too long",
        parameters: `no value for ${missing}`,
      })[cause],
    missing: (missing) => `these parameters have no value: ${missing}`,
    equals: (label, value, formula) => `${label}: ${value} = ${formula}`,
    is: (label, value) => `${label}: ${value}`,
    after: (value, states) => `${value} [${states.join(", ")}]`,
    at: (key, value) => `${key}: ${value}`,
    made: ":",
    bracketed: (text) => ` (${text})`,
    sentence: (parts) => parts.join("; "),
    headings: {
      outcomes: "What follows:",
      others: "Other values:",
      rejected: "Events that do not count because they were rejected:",
      corrected: "Events that do not count because they were corrected:",
      idle: "Events that count but for which no rule credits anything:",
      unavailable: "Not available:",
      readings: "How open clauses are read:",
    },
    event: (day, id, item) => `${day} event ${id}${item === undefined ? "" : `, item ${item}`}`,
    ofOrigin: (event, subject) => `${event}, of ${subject}`,
    droppedEvent: (event) => `${event}, not counted`,
    eventIds: (ids) => `${ids.length === 1 ? "event" : "events"} ${ids.join(", ")}`,
    more: (count) => `and ${count} more`,
    each: (value) => `${value} each`,
    through: (first, last) => `${first} to ${last}`,
    window: (first, last) => `from ${first} to ${last}`,
    step: (does, label) => label ?? steps[does],
    makes: (formula, value) => `${formula} = ${value}`,
    compares: (value, limit) => `${value} ${limit}`,
    equal: (label, value) => `${label}: ${value} = ${value}`,
    reduced: (does, count) =>
      count === 0 ? "because there are none" : `${steps[does]} of ${count}`,
    reducedEach: (does, per) => `${steps[does]} of each${per === undefined ? "" : ` ${per}`}`,
    entries: (count) => (count === 1 ? "1 entry" : `${count} entries`),
    without: (events) => `without ${events}`,
    byRules: (rules) => `by ${rules}`,
    outcome: (_kind, state, result) =>
      state === "given" && result !== undefined ? result : states[state],
    judgedFor: (units) =>
      `judged for a ${listed(
        units.map((unit) => unitNames[unit].en),
        "or",
      )}`,
    revised: (by) => `revised by event ${by}`,
    retracted: (by) => `retracted by event ${by}`,
    reading: (question, answer) => `${question} – ${answer}`,
  },
  compared: {
    above: (a, b, ranking) => `${a} is above ${b} (${ranking})`,
    below: (a, b, ranking) => `${a} is below ${b}, not above (${ranking})`,
    level: (a, b, ranking) => `${a} and ${b} are tied (${ranking})`,
    apart: (a, b, ranking) => `${a} and ${b} are not ranked against each other (${ranking})`,
    notBoth: (a, b, ranking) => `${a} and ${b} do not both have a place (${ranking})`,
    same: (a) => `${a} is compared with itself`,
    place: (name, rank, cohort, ranked) =>
      `${name}: place ${rank} of ${ranked}${amongWhom(undefined, cohort, [])}`,
    decided: (criterion, isFirst, lower) =>
      `Decided by ${criterion}${lower ? " (the lower is ahead)" : ""}${isFirst ? "" : "; the criteria before it are tied"}`,
    item: (position, key) =>
      `The first difference is at value ${position}${key === undefined ? "" : ` (${key})`}`,
    levelBy: (criterion) => `Tied by ${criterion}`,
    values: (a, valueA, b, valueB) => `${a} ${valueA}, ${b} ${valueB}`,
    difference: (value) => `difference ${value}`,
    made: "What makes the difference:",
    madeThough: "The equal values are made up differently:",
    nothing: "Everything that goes into it is the same.",
  },
};

import { type Day, dayText, pad } from "../../src/values/day.ts";
import {
  type Draft,
  lastDay,
  type Member,
  monthOf,
  officeDay,
  personName,
  type Values,
} from "./draft.ts";
import type { Random } from "./random.ts";

/** What a unit sends in over the year, and what becomes of it. */
export interface UnitPlan extends Member {
  /** Submissions in each of the twelve months. */
  readonly months: readonly number[];
  /**
   * How many items take which way: the names of steps in their order. One that begins with "-" names
   * no author; one that begins with "~" concerns no item that was sent in.
   */
  readonly ways?: Readonly<Record<string, number>>;
  readonly writers?: readonly string[];
}

/** One thing that can become of an item. */
export interface Step {
  readonly type: string;
  readonly values?: Values;
}

export interface Manner {
  readonly random: Random;
  readonly steps: Readonly<Record<string, Step>>;
  /** Attributes of a submission besides item, author and note. */
  readonly submission?: (plan: UnitPlan) => Values;
  /** Submissions of which nothing came are entered together, up to so many in a row. */
  readonly together?: number;
}

const remarks = [
  "电话补报",
  "原稿已退回修改",
  "与兄弟单位联合上报",
  "按专题约稿报送",
  "附照片两张",
  "值班员代录",
  "领导已阅",
];

/** The rows of all units. Two units further apart share a writer, as units do. */
export function articleRows(plans: readonly UnitPlan[], manner: Manner): Draft[] {
  return plans.flatMap((plan, index) => {
    const shared = index % 6 === 5 ? index - 5 : index;
    const writers = plan.writers ?? [personName(index * 2), personName(shared * 2 + 1)];
    return unitRows({ ...plan, writers }, manner);
  });
}

function unitRows(plan: UnitPlan, manner: Manner): Draft[] {
  const { random } = manner;
  const ways = Object.entries(plan.ways ?? {}).flatMap(([way, count]) =>
    Array<string>(count).fill(way),
  );
  const bound = random.shuffled(ways.filter((way) => !way.startsWith("~")));
  const days = plan.months.flatMap((count, index) =>
    Array.from({ length: count }, () => officeDay(random, index + 1)).sort((a, b) => a - b),
  );
  if (bound.length > days.length) throw new Error(`${plan.id} has more ways than submissions`);
  const carriers = random.shuffled(days.map((_, index) => index)).slice(0, bound.length);
  const wayAt = new Map(carriers.map((carrier, index) => [carrier, bound[index] ?? ""]));
  const plain: Day[] = [];
  const rows = days.flatMap((day, index) => {
    const way = wayAt.get(index);
    if (way !== undefined) return wayRows(plan, way, `信${pad(index + 1, 3)}`, day, manner);
    plain.push(day);
    return [];
  });
  const loose = ways.filter((way) => way.startsWith("~"));
  return [
    ...rows,
    ...plainRows(plan, plain, days.length, manner),
    ...loose.flatMap((way) =>
      stepRows(plan, way.slice(1).trim(), {}, officeDay(random, random.between(1, 12)), manner),
    ),
  ];
}

/** A submission and what became of it. */
function wayRows(plan: UnitPlan, way: string, item: string, day: Day, manner: Manner): Draft[] {
  const anonymous = way.startsWith("-");
  const author = anonymous ? {} : { author: manner.random.pick(plan.writers ?? []) };
  const values = { item, ...author };
  const submission = row(
    plan,
    "submission",
    day,
    { ...manner.submission?.(plan), ...values },
    manner.random,
  );
  const steps = anonymous ? way.slice(1).trim() : way;
  return [submission, ...stepRows(plan, steps, values, day, manner)];
}

function stepRows(
  plan: UnitPlan,
  way: string,
  values: Values,
  from: Day,
  { random, steps }: Manner,
): Draft[] {
  let day = from;
  return way.split(" ").map((name) => {
    const step = steps[name];
    if (step === undefined) throw new Error(`${plan.id}: no step "${name}"`);
    day = Math.min(lastDay, day + random.between(1, 12));
    return row(plan, step.type, day, { ...step.values, ...values }, random);
  });
}

/** Submissions of which nothing came: often without an item number, and where it is usual several in a row. */
function plainRows(plan: UnitPlan, plain: readonly Day[], items: number, manner: Manner): Draft[] {
  const { random, together = 1 } = manner;
  const rows: Draft[] = [];
  for (let index = 0; index < plain.length; ) {
    const day = plain[index] ?? 0;
    const inMonth = plain.slice(index).filter((other) => monthOf(other) === monthOf(day)).length;
    const size = Math.min(inMonth, random.between(Math.min(2, together), together));
    const values: Record<string, string | number | boolean> = { ...manner.submission?.(plan) };
    if (size === 1 && random.chance(75)) values["item"] = `信${pad(items + index + 1, 3)}`;
    if (random.chance(60)) values["author"] = random.pick(plan.writers ?? []);
    const draft = row(plan, "submission", day, values, random);
    if (size > 1) draft.count = size;
    rows.push(draft);
    index += size;
  }
  return rows;
}

function row(plan: UnitPlan, type: string, day: Day, values: Values, random: Random): Draft {
  const note = random.chance(7) ? { note: random.pick(remarks) } : {};
  return { type, at: dayText(day), subject: plan.id, values: { ...values, ...note } };
}

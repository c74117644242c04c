import { setTimeout } from "node:timers/promises";
import { numbers } from "./events.ts";
import type { Contender, Run, Scores, Task } from "./task.ts";

/** Microseconds of the processor, in all threads, and by the wall. */
export interface Time {
  readonly processor: number;
  readonly wall: number;
}

/**
 * Times something once, after a collection. Threads of the collector go on behind it for a while, which must not be charged
 * to what is timed.
 */
export async function timed<Value>(
  run: () => Value | Promise<Value>,
): Promise<{ readonly time: Time; readonly value: Value }> {
  if (global.gc === undefined) throw new Error("run with --expose-gc");
  global.gc();
  await setTimeout(50);
  const [start, usage] = [performance.now(), process.cpuUsage()];
  const value = await run();
  const { user, system } = process.cpuUsage(usage);
  const wall = (performance.now() - start) * 1000;
  return { time: { processor: user + system, wall }, value };
}

/** The middle, the lowest and the highest of some numbers. */
export interface Spread {
  readonly median: number;
  readonly lowest: number;
  readonly highest: number;
}

export function spreadOf(values: readonly number[]): Spread {
  const sorted = [...values].sort((a, b) => a - b);
  const [low, high] = [(sorted.length - 1) >> 1, sorted.length >> 1];
  return {
    median: (sorted[low]! + sorted[high]!) / 2,
    lowest: sorted[0]!,
    highest: sorted.at(-1)!,
  };
}

export const rounds = 7;

/** The times of a contender in each round, for one event. */
export interface Measured {
  readonly contender: Contender;
  readonly times: readonly Time[];
}

function shareOf(task: Task, share: number): Task {
  return share === 1
    ? task
    : { ...task, events: task.events.slice(0, Math.ceil(task.events.length / share)) };
}

/** Throws unless two contenders agree on every subject, floats apart by less than a millionth. */
export function demandEqual(name: string, scores: Scores, expected: Scores): void {
  if (scores.size !== expected.size)
    throw new Error(`${name} scores ${scores.size} subjects, not ${expected.size}`);
  for (const [subject, score] of expected) {
    const other = scores.get(subject) ?? Number.NaN;
    if (!(Math.abs(other - score) < 1e-6))
      throw new Error(`${name}: the score of ${subject} is ${other}, not ${score}`);
  }
}

/** A random order, so that no contender always comes behind the same other one and its memory. */
function shuffled<Entrant>(
  entrants: readonly Entrant[],
  random: (below: number) => number,
): Entrant[] {
  const order = [...entrants];
  for (let at = order.length - 1; at > 0; at -= 1) {
    const other = random(at + 1);
    [order[at], order[other]] = [order[other]!, order[at]!];
  }
  return order;
}

/**
 * Times contenders in turn, round by round, each round in another order; a first round warms up. Every result is checked
 * against the judge's.
 */
export async function measure(
  task: Task,
  contenders: readonly Contender[],
  judge: Contender,
): Promise<Measured[]> {
  const expected = new Map<number, Scores>();
  const entrants: { contender: Contender; run: Run; events: number; times: Time[] }[] = [];
  for (const contender of contenders) {
    const own = shareOf(task, contender.share);
    const run = await contender.prepare(own);
    entrants.push({ contender, run, events: own.events.length, times: [] });
    if (expected.has(contender.share)) continue;
    const scores = await (await judge.prepare(own))();
    expected.set(contender.share, scores());
  }
  const random = numbers(1);
  const starts = entrants.flatMap((entrant) =>
    Array.from({ length: entrant.contender.runs }, () => entrant),
  );
  for (let round = -1; round < rounds; round += 1) {
    const taken = new Map(entrants.map((entrant) => [entrant, [] as Time[]]));
    for (const entrant of shuffled(starts, random)) {
      const { contender, run } = entrant;
      const { time, value } = await timed(run);
      demandEqual(contender.name, value(), expected.get(contender.share)!);
      taken.get(entrant)!.push(time);
    }
    if (round < 0) continue;
    for (const [{ events, times }, all] of taken) {
      const middle = (clock: keyof Time) => spreadOf(all.map((time) => time[clock])).median;
      times.push({ processor: middle("processor") / events, wall: middle("wall") / events });
    }
  }
  return entrants;
}

/** How fast a contender is, relative to another in the same round. */
export function ratios(of: Measured, to: Measured, clock: keyof Time): Spread {
  return spreadOf(of.times.map((time, round) => to.times[round]![clock] / time[clock]));
}

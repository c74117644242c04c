import { taskOf } from "./events.ts";
import { measure, ratios, rounds, spreadOf } from "./measure.ts";
import { load, printTable, short, withSpread } from "./print.ts";
import { type Contender, rulesetIds } from "./task.ts";

/** Prints how fast contenders are beside the first of them, for each ruleset, with few and with many subjects. */
export async function race(
  eventCount: number,
  contenders: readonly Contender[],
  judge: Contender,
): Promise<void> {
  for (const ruleset of rulesetIds) {
    for (const subjectCount of [50, 6000]) {
      const measured = await measure(taskOf(ruleset, eventCount, subjectCount), contenders, judge);
      const reference = measured[0]!;
      console.log(
        `${ruleset}, ${eventCount} events, ${subjectCount} subjects, ${rounds} rounds, ${load()}\n`,
      );
      printTable(
        ["", "µs an event", "ratio, processor", "ratio, wall"],
        measured.map((one) => [
          one.contender.name,
          short(spreadOf(one.times.map(({ processor }) => processor)).median),
          withSpread(ratios(one, reference, "processor")),
          withSpread(ratios(one, reference, "wall")),
        ]),
      );
    }
  }
}

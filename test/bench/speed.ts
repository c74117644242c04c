import { taskOf } from "./events.ts";
import { checkedLoop, plainLoop } from "./loops.ts";
import { measure, ratios, rounds, spreadOf } from "./measure.ts";
import { jifenContenders } from "./modes.ts";
import { duckDb } from "./peer-duckdb.ts";
import { jsonLogicEngine, jsonLogicJs } from "./peer-json-logic.ts";
import { jsonRulesEngine } from "./peer-json-rules.ts";
import { zen } from "./peer-zen.ts";
import { contendersOf } from "./peers.ts";
import { load, printTable, short, withSpread } from "./print.ts";
import { type Contender, rulesetIds } from "./task.ts";

const peers = [jsonLogicJs, jsonLogicEngine, jsonRulesEngine, zen, duckDb];

/** Everyone who can score, on the same events. */
export async function speed(eventCount: number): Promise<void> {
  const contenders: readonly Contender[] = [
    plainLoop,
    checkedLoop,
    ...(await contendersOf(peers)),
    ...jifenContenders,
  ];
  for (const ruleset of rulesetIds) {
    for (const subjectCount of [50, 6000]) {
      const measured = await measure(
        taskOf(ruleset, eventCount, subjectCount),
        contenders,
        jifenContenders[0]!,
      );
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
  for (const { name, share, remark } of contenders) {
    const scaled = share === 1 ? [] : [`one event in ${share}, scaled`];
    const remarks = [...scaled, ...(remark === undefined ? [] : [remark])];
    if (remarks.length > 0) console.log(`${name}: ${remarks.join("; ")}`);
  }
}

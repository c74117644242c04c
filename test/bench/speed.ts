import { checkedLoop, plainLoop } from "./loops.ts";
import { jifenContenders } from "./modes.ts";
import { duckDb } from "./peer-duckdb.ts";
import { jsonLogicEngine, jsonLogicJs } from "./peer-json-logic.ts";
import { jsonRulesEngine } from "./peer-json-rules.ts";
import { zen } from "./peer-zen.ts";
import { contendersOf } from "./peers.ts";
import { race } from "./race.ts";
import type { Contender } from "./task.ts";

const peers = [jsonLogicJs, jsonLogicEngine, jsonRulesEngine, zen, duckDb];

/** Everyone who can score, on the same events. */
export async function speed(eventCount: number): Promise<void> {
  const contenders: readonly Contender[] = [
    plainLoop,
    checkedLoop,
    ...(await contendersOf(peers)),
    ...jifenContenders,
  ];
  await race(eventCount, contenders, jifenContenders[0]!);
  for (const { name, share, remark } of contenders) {
    const scaled = share === 1 ? [] : [`one event in ${share}, scaled`];
    const remarks = [...scaled, ...(remark === undefined ? [] : [remark])];
    if (remarks.length > 0) console.log(`${name}: ${remarks.join("; ")}`);
  }
}

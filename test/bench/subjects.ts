import { taskOf } from "./events.ts";
import { rounds, spreadOf, timed } from "./measure.ts";
import { jifenContenders } from "./modes.ts";
import { printTable, short, withSpread } from "./print.ts";

const eventsEach = 15;

/** What becomes dearer with the number of subjects, each with as many events as before. */
export async function subjects(): Promise<void> {
  const jifen = jifenContenders[0]!;
  const [few, many] = [4000, 20_000];
  const runs = [few, many].map((count) =>
    jifen.prepare(taskOf("longyang-2019", count * eventsEach, count)),
  );
  const [runFew, runMany] = await Promise.all(runs);
  const times: { readonly few: number; readonly many: number }[] = [];
  for (let round = -1; round < rounds; round += 1) {
    const [a, b] = [await timed(runFew!), await timed(runMany!)];
    if (round >= 0) times.push({ few: a.time.processor / few, many: b.time.processor / many });
  }
  console.log(`longyang-2019, ${eventsEach} events for each subject, processor\n`);
  printTable(
    ["subjects", "µs a subject", `ratio to ${few}`],
    [
      [String(few), short(spreadOf(times.map((time) => time.few)).median), "1.00"],
      [
        String(many),
        short(spreadOf(times.map((time) => time.many)).median),
        withSpread(spreadOf(times.map((time) => time.many / time.few))),
      ],
    ],
  );
}

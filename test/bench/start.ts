import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import { compiledModule, entryOf } from "./built.ts";
import { taskOf } from "./events.ts";
import { rounds, spreadOf, type Time } from "./measure.ts";
import { longyang } from "./points.ts";
import { printTable, withSpread } from "./print.ts";
import { ruleLists } from "./rule-lists.ts";

const { events, subjects } = taskOf("longyang-2019", 10, 5);

const loading = `
import { loadRuleset, score } from ${JSON.stringify(entryOf("index"))};
import { ruleset as document } from ${JSON.stringify(entryOf("rulesets/longyang-2019"))};
const ruleset = loadRuleset(document);
`;

const compiled = `
import { score } from ${JSON.stringify(entryOf("score"))};
import ruleset from ${JSON.stringify(compiledModule("longyang-2019"))};
`;

const scoring = `
const events = ${JSON.stringify(events)};
const options = { subjects: ${JSON.stringify(subjects)}, period: "2024" };
const { standings } = score(ruleset, events, options);
for (const { subject, score } of standings) if (subject === "s0") console.log(score);`;

function jsonLogic(file: string): string {
  return `
import logic from ${JSON.stringify(file)};
const lists = ${JSON.stringify(ruleLists["longyang-2019"])};
const channels = ${JSON.stringify(longyang.adoption)};
const events = ${JSON.stringify(events)};
logic.add_operation("channel", (channel) => channels[channel]);
const points = new Map();
for (const event of events)
  for (const { when, amount } of lists[event.type])
    if (logic.apply(when, event))
      points.set(event.subject, (points.get(event.subject) ?? 0) + logic.apply(amount, event));
console.log(points.get("s0") ?? 0);`;
}

/** The time of a process that runs a program, with its own account of the processor. */
function timeOf(program: string): { readonly time: Time; readonly output: string } {
  const measured = `${program}
process.on("exit", () => {
  const { user, system } = process.cpuUsage();
  process.stderr.write(String(user + system));
});`;
  const start = performance.now();
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ["--input-type=module", "-e", measured],
    { encoding: "utf8" },
  );
  const wall = (performance.now() - start) * 1000;
  if (status !== 0) throw new Error(stderr);
  return { time: { processor: Number(stderr), wall }, output: stdout };
}

function fileOf(packageName: string): string | undefined {
  try {
    return createRequire(import.meta.url).resolve(packageName);
  } catch {
    return undefined;
  }
}

/** A whole process that scores ten events: what a command or a function in the cloud waits for. */
export function start(): void {
  const file = fileOf("json-logic-js");
  const programs = [
    { name: "node alone", program: "", times: [] as Time[] },
    ...(file === undefined
      ? []
      : [{ name: "json-logic-js, rule list", program: jsonLogic(file), times: [] as Time[] }]),
    { name: "jifen, loading the ruleset", program: loading + scoring, times: [] as Time[] },
    { name: "jifen, compiled ahead", program: compiled + scoring, times: [] as Time[] },
  ];
  const outputs = new Set<string>();
  for (let round = -1; round < rounds; round += 1) {
    for (const { program, times } of programs) {
      const { time, output } = timeOf(program);
      if (program !== "") outputs.add(output);
      if (round >= 0) times.push(time);
    }
  }
  if (outputs.size > 1) throw new Error(`the scores differ: ${[...outputs].join(", ")}`);
  console.log("longyang-2019, 10 events, whole process, milliseconds\n");
  printTable(
    ["", "processor", "wall"],
    programs.map(({ name, times }) => [
      name,
      withSpread(spreadOf(times.map(({ processor }) => processor / 1000))),
      withSpread(spreadOf(times.map(({ wall }) => wall / 1000))),
    ]),
  );
}

import type { Peer } from "./peers.ts";
import { longyang, shangjie } from "./points.ts";
import { Tally } from "./rule-lists.ts";
import type { RulesetId, Task } from "./task.ts";

interface Decision {
  evaluate(context: object): Promise<{
    readonly result: { readonly account?: "points" | "base"; readonly points?: number };
  }>;
}

interface Zen {
  readonly ZenEngine: new () => { createDecision(content: object): Decision };
}

const text = (value: string): string => JSON.stringify(value);

/** A decision table: the first row whose cells hold gives the outputs; an empty cell always holds. */
function table(
  inputs: readonly string[],
  outputs: readonly string[],
  rows: readonly Readonly<Record<string, string>>[],
): object {
  const columns = (names: readonly string[]) =>
    names.map((name) => ({ id: name, name, field: name, type: "expression" }));
  const blank = Object.fromEntries(inputs.map((name) => [name, ""]));
  return {
    hitPolicy: "first",
    inputs: columns(inputs),
    outputs: columns(outputs),
    rules: rows.map((row, index) => ({ _id: `row-${index}`, ...blank, ...row })),
  };
}

/** A graph of nodes one after the other. */
function graph(nodes: readonly { readonly type: string; readonly content?: object }[]): object {
  const all = [{ type: "inputNode" }, ...nodes, { type: "outputNode" }].map((node, index) => ({
    id: `n${index}`,
    name: `n${index}`,
    ...node,
  }));
  const edges = all.slice(1).map(({ id }, index) => ({
    id: `e${index}`,
    sourceId: `n${index}`,
    targetId: id,
    type: "edge",
  }));
  return { nodes: all, edges };
}

const longyangRows = [
  { type: text("submission"), account: text("base"), points: String(longyang.submission) },
  ...Object.entries(longyang.adoption).map(([channel, points]) => ({
    type: text("adoption"),
    channel: text(channel),
    account: text("points"),
    points: String(points),
  })),
  ...Object.entries(longyang.commission).map(([outcome, points]) => ({
    type: text("commission"),
    outcome: text(outcome),
    account: text("points"),
    points: String(points),
  })),
  {
    type: text("reporting-failure"),
    account: text("points"),
    points: String(longyang.reportingFailure),
  },
  { type: text("misconduct"), account: text("points"), points: String(longyang.misconduct) },
];

/** The expression for the level of an adoption: that stated, or that of the outlet. */
function reach(): string {
  const listed = ["national", "province", "city"].map((level) => {
    const names = Object.entries(shangjie.levelOfOutlet).filter(([, other]) => other === level);
    return `outlet in [${names.map(([name]) => text(name)).join(", ")}] ? ${text(level)} : `;
  });
  return `level != null ? level : (${listed.map((each) => `${each}(`).join("")}"district"${")".repeat(listed.length)})`;
}

const derived = {
  passThrough: true,
  expressions: Object.entries({
    reach: reach(),
    form: `form != null ? form : "single"`,
    scope: `scope != null ? scope : "organization"`,
    factor: `(characters != null and characters > ${shangjie.longCharacters}) or (seconds != null and seconds > ${shangjie.longSeconds}) ? ${shangjie.longFactor} : 1`,
  }).map(([key, value]) => ({ id: key, key, value })),
};

const shangjieRows = [
  ...Object.entries(shangjie.adoption).flatMap(([level, forms]) =>
    Object.entries(forms).map(([form, points]) => ({
      type: text("adoption"),
      scope: text("organization"),
      reach: text(level),
      form: text(form),
      account: text("points"),
      points: `${points} * factor`,
    })),
  ),
  ...Object.entries(shangjie.annotation).map(([level, points]) => ({
    type: text("annotation"),
    scope: text("organization"),
    reach: text(level),
    account: text("points"),
    points: String(points),
  })),
];

const outputs = ["account", "points"];

const decisions: Readonly<Record<RulesetId, object>> = {
  "longyang-2019": graph([
    {
      type: "decisionTableNode",
      content: table(["type", "channel", "outcome"], outputs, longyangRows),
    },
  ]),
  "shangjie-201x": graph([
    { type: "expressionNode", content: derived },
    {
      type: "decisionTableNode",
      content: table(["type", "scope", "reach", "form"], outputs, shangjieRows),
    },
  ]),
};

/** How many evaluations are under way at once: one at a time would measure the waiting. */
const batch = 256;

async function scoreBy(task: Task, decision: Decision): Promise<Tally> {
  const tally = new Tally(task);
  for (let start = 0; start < task.events.length; start += batch) {
    const events = task.events.slice(start, start + batch);
    const answers = await Promise.all(events.map((event) => decision.evaluate(event)));
    for (const [index, { result }] of answers.entries())
      if (result?.account !== undefined) tally.add(events[index]!, result.account, result.points!);
  }
  return tally;
}

export const zen: Peer = {
  packageName: "@gorules/zen-engine",
  contenders: ({ ZenEngine }: Zen) => [
    {
      name: "zen (@gorules/zen-engine)",
      share: 10,
      runs: 1,
      prepare: (task) => {
        const decision = new ZenEngine().createDecision(decisions[task.ruleset]);
        return async () => {
          const scores = (await scoreBy(task, decision)).scores();
          return () => scores;
        };
      },
    },
  ],
};

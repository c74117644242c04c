import type { Peer } from "./peers.ts";
import { longyang, shangjie } from "./points.ts";
import { Tally } from "./rule-lists.ts";
import type { BenchEvent, RulesetId, Task } from "./task.ts";

interface Almanac {
  factValue(name: string): Promise<unknown>;
}

interface Engine {
  addRule(rule: object): void;
  addFact(name: string, value: (params: unknown, almanac: Almanac) => unknown): void;
  run(facts: object): Promise<{
    readonly events: readonly { readonly params?: { readonly account: "points" | "base" } }[];
    readonly almanac: Almanac;
  }>;
}

interface JsonRulesEngine {
  readonly Engine: new (rules: readonly object[], options: object) => Engine;
}

const is = (fact: string, value: unknown) => ({ fact, operator: "equal", value });

/** The conditions of the rules by type of event. What a rule credits is the fact `amount`. */
const conditions: Readonly<Record<RulesetId, Readonly<Record<string, readonly object[][]>>>> = {
  "longyang-2019": {
    submission: [[]],
    adoption: [[]],
    commission: Object.keys(longyang.commission).map((outcome) => [is("outcome", outcome)]),
    "reporting-failure": [[]],
    misconduct: [[]],
  },
  "shangjie-201x": {
    adoption: [
      [is("inScope", true), is("long", false)],
      [is("inScope", true), is("long", true)],
    ],
    annotation: [[is("inScope", true)]],
  },
};

/** A fact computed when a condition reads it. */
type Derived = (event: BenchEvent, long: () => Promise<unknown>) => unknown;

const isLong = ({ characters = 0, seconds = 0 }: BenchEvent): boolean =>
  characters > shangjie.longCharacters || seconds > shangjie.longSeconds;

const amounts: Readonly<Record<RulesetId, Derived>> = {
  "longyang-2019": ({ type, channel, outcome }) => {
    if (type === "submission") return longyang.submission;
    if (type === "adoption") return longyang.adoption[channel!];
    if (type === "commission") return longyang.commission[outcome!];
    return type === "misconduct" ? longyang.misconduct : longyang.reportingFailure;
  },
  "shangjie-201x": async ({ type, level, outlet, form }, long) => {
    if (type === "annotation") return shangjie.annotation[level!];
    const reach = level ?? shangjie.levelOfOutlet[outlet!];
    const points = shangjie.adoption[reach!]![form ?? "single"]!;
    return (await long()) === true ? points * shangjie.longFactor : points;
  },
};

/** An engine for each type of event. */
function enginesOf({ Engine }: JsonRulesEngine, ruleset: RulesetId): Map<string, Engine> {
  const engines = new Map<string, Engine>();
  for (const [type, rules] of Object.entries(conditions[ruleset])) {
    const engine = new Engine([], { allowUndefinedFacts: true });
    const derive = (name: string, derived: Derived): void =>
      engine.addFact(name, async (_, almanac) => {
        const event = (await almanac.factValue("event")) as BenchEvent;
        return derived(event, () => almanac.factValue("long"));
      });
    derive("amount", amounts[ruleset]);
    derive("long", isLong);
    derive("outcome", ({ outcome }) => outcome);
    derive("inScope", ({ scope = "organization" }) => scope === "organization");
    const account = ruleset === "longyang-2019" && type === "submission" ? "base" : "points";
    for (const all of rules)
      engine.addRule({ conditions: { all }, event: { type: "credit", params: { account } } });
    engines.set(type, engine);
  }
  return engines;
}

async function scoreBy(task: Task, engines: ReadonlyMap<string, Engine>): Promise<Tally> {
  const tally = new Tally(task);
  for (const event of task.events) {
    const engine = engines.get(event.type);
    if (engine === undefined) continue;
    const { events, almanac } = await engine.run({ event });
    for (const { params } of events)
      tally.add(event, params!.account, (await almanac.factValue("amount")) as number);
  }
  return tally;
}

export const jsonRulesEngine: Peer = {
  packageName: "json-rules-engine",
  contenders: (module: JsonRulesEngine) => [
    {
      name: "json-rules-engine",
      share: 10,
      runs: 1,
      prepare: (task) => {
        const engines = enginesOf(module, task.ruleset);
        return async () => {
          const scores = (await scoreBy(task, engines)).scores();
          return () => scores;
        };
      },
    },
  ],
};

import type { Peer } from "./peers.ts";
import { type Logic, lookups, ruleLists, scoreByLists } from "./rule-lists.ts";
import type { BenchEvent, Contender } from "./task.ts";

type Evaluate = (event: BenchEvent) => unknown;

function contender(
  name: string,
  share: number,
  compile: (logic: Logic) => Evaluate,
  remark?: string,
): Contender {
  return {
    name,
    share,
    runs: 1,
    ...(remark === undefined ? {} : { remark }),
    prepare: (task) => {
      const lists = Object.fromEntries(
        Object.entries(ruleLists[task.ruleset]).map(([type, rules]) => [
          type,
          rules.map(({ account, when, amount }) => ({
            account,
            when: compile(when),
            amount: compile(amount),
          })),
        ]),
      );
      return () => {
        const scores = scoreByLists(task, lists);
        return () => scores;
      };
    },
  };
}

interface JsonLogicJs {
  readonly default: {
    add_operation(name: string, operation: (...keys: string[]) => unknown): void;
    apply(logic: Logic, data: unknown): unknown;
  };
}

interface JsonLogicEngine {
  readonly LogicEngine: new () => {
    addMethod(name: string, method: (args: readonly string[]) => unknown, options: object): void;
    build(logic: Logic): Evaluate;
  };
}

export const jsonLogicJs: Peer = {
  packageName: "json-logic-js",
  contenders: ({ default: logic }: JsonLogicJs) => {
    for (const [name, lookup] of Object.entries(lookups)) logic.add_operation(name, lookup);
    const compile = (rule: Logic) => (event: BenchEvent) => logic.apply(rule, event);
    return [contender("json-logic-js, rule list", 1, compile)];
  },
};

export const jsonLogicEngine: Peer = {
  packageName: "json-logic-engine",
  contenders: ({ LogicEngine }: JsonLogicEngine) => {
    const engine = new LogicEngine();
    for (const [name, lookup] of Object.entries(lookups))
      engine.addMethod(name, (args) => lookup(...args), { sync: true, deterministic: true });
    // Constants come back as they are.
    const compile = (rule: Logic): Evaluate => {
      const built: unknown = engine.build(rule);
      return typeof built === "function" ? (built as Evaluate) : () => built;
    };
    return [contender("json-logic-engine, compiled", 1, compile, "compiles with `new Function`")];
  },
};

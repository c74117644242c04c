import type { Result } from "../../src/document/result.ts";
import type { Column, EventTable } from "../../src/document/table.ts";
import type { ScoreOptions } from "../../src/engine/score.ts";
import type { LoadedRuleset } from "../../src/program/load.ts";
import { loadRuleset, prepare, rulesets, score } from "./built.ts";
import type { BenchEvent, Contender, Scores, Task } from "./task.ts";

/** A way to call jifen: what is done before the clock starts, and what it then times. */
interface Mode {
  readonly name: string;
  readonly remark?: string;
  readonly codegen?: true;
  readonly call: (ruleset: LoadedRuleset, task: Task) => () => Result;
}

/** Events as objects. */
function objects(options: ScoreOptions): Mode["call"] {
  return (ruleset, { events, subjects }) => {
    const all = { ...options, subjects, period: "2024" };
    return () => score(ruleset, events, all);
  };
}

/** Events by column, as data tools hand them over: what repeats as codes, ids as a list. */
function columns(options: ScoreOptions): Mode["call"] {
  return (ruleset, { events, subjects }) => {
    const keys = events.flatMap((event) => Object.keys(event) as (keyof BenchEvent)[]);
    const names = [...new Set(keys)];
    const table: EventTable = {
      length: events.length,
      columns: Object.fromEntries(names.map((name) => [name, columnOf(events, name)])),
    };
    const all = { ...options, subjects, period: "2024" };
    return () => score(ruleset, table, all);
  };
}

function columnOf(events: Task["events"], name: keyof BenchEvent): Column {
  const all = events.map((event) => event[name]);
  if (name === "id") return all;
  const values = [...new Set(all)].filter((value) => value !== undefined);
  const codes = new Map(values.map((value, code) => [value, code] as const));
  return {
    codes: Int32Array.from(all, (value) => (value === undefined ? -1 : (codes.get(value) ?? -1))),
    values,
  };
}

const modes: readonly Mode[] = [
  { name: "jifen, default", call: objects({}) },
  { name: "jifen, trusted", call: objects({ trusted: true }) },
  { name: "jifen, trusted, no ledger", call: objects({ trusted: true, ledger: "none" }) },
  { name: "jifen, columns", call: columns({}) },
  {
    name: "jifen, columns, trusted, no ledger",
    call: columns({ trusted: true, ledger: "none" }),
  },
  { name: "jifen, code generation", codegen: true, call: objects({}) },
  {
    name: "jifen, code generation, trusted, no ledger",
    codegen: true,
    call: objects({ trusted: true, ledger: "none" }),
  },
  {
    name: "jifen, prepared events",
    remark: "reading the events, which several runs share, is not timed",
    call: (ruleset, { events, subjects }) => {
      const prepared = prepare(ruleset, events, { subjects });
      return () => score(ruleset, prepared, { period: "2024" });
    },
  },
];

export const jifenContenders: readonly Contender[] = modes.map(
  ({ name, call, codegen = false, ...rest }) => ({
    name,
    ...rest,
    share: 1,
    runs: 1,
    prepare: (task) => {
      const run = call(loadRuleset(rulesets[task.ruleset], { codegen }), task);
      return () => {
        const result = run();
        if (readAll(result) === 0) throw new Error("nothing was read");
        return () => scoresOf(result);
      };
    },
  }),
);

/** Reads every standing, outcome and rejection, so that a report made when it is read does not stop the clock early. */
export function readAll({ standings, outcomes, rejections }: Result): number {
  let length = 0;
  for (const { ranking, cohort, rank, subject, name, score } of standings)
    length += ranking.length + cohort.length + rank + subject.length + name.length + score.length;
  for (const { id, kind, subject, state, period, value, reason } of outcomes) {
    length += id.length + kind.length + subject.length + state.length + period.length;
    length += value?.length ?? 0;
    for (const fact of reason.facts) length += fact.of.length + fact.value.length;
    length += reason.events.length;
  }
  for (const { code, event, field, value, message } of rejections) {
    length += code.length + message.en.length;
    length += (event?.length ?? 0) + (field?.length ?? 0) + (value?.length ?? 0);
  }
  return length;
}

/** The final score of each subject. */
export function scoresOf({ standings, rejections }: Result): Scores {
  if (rejections.length > 0) throw new Error(`rejected: ${rejections[0]?.message.en}`);
  const final = standings.filter(({ ranking }) => ranking === "final");
  return new Map(final.map(({ subject, score }) => [subject, Number(score)]));
}

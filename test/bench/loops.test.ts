import { expect, test } from "vitest";
import { loadRuleset, score } from "../../src/index.ts";
import { rulesets } from "../../src/rulesets.ts";
import { taskOf } from "./events.ts";
import { checkedLoop, plainLoop } from "./loops.ts";
import { type Contender, rulesetIds, type Scores, type Task } from "./task.ts";

async function scoresOf(contender: Contender, task: Task): Promise<Scores> {
  const run = await contender.prepare(task);
  return (await run())();
}

test.each(rulesetIds)("the loops by hand score %s as jifen does", async (ruleset) => {
  const task = taskOf(ruleset, 3000, 40);
  const { standings, rejections } = score(loadRuleset(rulesets[ruleset]), task.events, {
    subjects: task.subjects,
    period: "2024",
  });
  expect(rejections).toEqual([]);
  const final = standings.filter(({ ranking }) => ranking === "final");
  const expected = new Map(final.map(({ subject, score }) => [subject, Number(score)]));
  expect(expected.size).toBe(40);
  expect(await scoresOf(plainLoop, task)).toEqual(expected);
  expect(await scoresOf(checkedLoop, task)).toEqual(expected);
});

test("the checked loop refuses what comes twice", async () => {
  const task = taskOf("longyang-2019", 1000, 40);
  const twice = { ...task, events: [...task.events, ...task.events] };
  expect(await scoresOf(checkedLoop, twice)).toEqual(await scoresOf(checkedLoop, task));
});

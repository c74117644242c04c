import { expect, test } from "vitest";
import { documentOf } from "../engine/build.ts";
import { folderOf, jifen } from "./tools.ts";

/** A place for each month, by an account that stands in its own column. */
const ruleset = documentOf({
  accounts: { points: { per: ["month"] }, best: { per: ["month"], steps: [{ highest: {} }] } },
  rules: [{ id: "gain", on: "gain", to: ["points", "best"], amount: { var: "event.points" } }],
  measures: { score: { value: 0 } },
  rankings: {
    monthly: {
      per: ["month"],
      by: [{ value: { account: "points" } }, { value: { account: "best" } }],
    },
  },
});
const path = folderOf({
  "rules.json": JSON.stringify(ruleset),
  "events.csv": [
    "编号,时间,单位,类型,points",
    "1,2024-01-05,a,gain,2",
    "2,2024-01-06,a,gain,1",
    "3,2024-01-06,b,gain,3",
    "4,2024-02-06,b,gain,3",
    "",
  ].join("\n"),
});
const given = [path("rules.json"), path("events.csv"), "--period", "2024-Q1"];

test("a ranking with keys has a table for each, in which nothing stands twice", async () => {
  const { out } = await jifen(["score", ...given, "--format", "csv"]);
  const [january] = out.split("\r\n\r\n");
  expect(january?.split("\r\n")).toEqual([
    "monthly · 2024-01 · C C",
    "rank,unit,points,best",
    "1,b,3,3",
    "2,a,3,2",
  ]);
});

test("a key that there is not is wrong use", async () => {
  const explain = ["explain", ...given, "--subject", "a", "--key"];
  expect((await jifen([...explain, "2024-02"])).code).toBe(0);
  const { code, err } = await jifen([...explain, "2024-20"]);
  expect(code).toBe(2);
  expect(err).toContain('there is no key "2024-20"');
});

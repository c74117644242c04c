import { describe, expect, test } from "vitest";
import { sentences } from "../../src/cli/words.ts";
import { demo, label } from "../faults/demo.ts";
import { folderOf, jifen } from "./tools.ts";

const units = Array.from({ length: 40 }, (_, at) => `第${at + 1}镇`);
const highest = { notes: { label: label("points", "分值"), steps: [{ highest: {} }] } };
const path = folderOf({
  "rules.json": JSON.stringify(demo({})),
  "highest.json": JSON.stringify(demo({ accounts: highest })),
  "units.csv": `编号\n${units.join("\n")}\n`,
  "events.csv": [
    "编号,时间,类型,单位",
    "1,2024-01-05,信息,第1镇",
    "2,2024-02-30,信息,第1镇",
    "3,2024-02-31,信息,第2镇",
  ].join("\n"),
});
const files = (rules: string) => [
  path(rules),
  path("events.csv"),
  ...["--subjects", path("units.csv"), "--period", "2024"],
];

describe("explain names the cohort only where it says something", () => {
  test("in English, a ranking of everybody needs no more than its name", async () => {
    const { out } = await jifen(["explain", ...files("rules.json"), "--subject", "第1镇"]);
    expect(out).toContain("第1镇: 3 points, place 1 of 40 (ranking) [A1 1]");
  });

  test("nor does a comparison", async () => {
    const args = ["--subject", "第1镇", "--above", "第2镇"];
    const { out } = await jifen(["explain", ...files("rules.json"), ...args]);
    expect(out).toMatch(/第1镇: place 1 of 40$/m);
  });

  test("in Chinese, the kind is the noun of the number", async () => {
    const args = ["--subject", "第1镇", "--lang", "zh"];
    const { out } = await jifen(["explain", ...files("rules.json"), ...args]);
    expect(out).toContain("第 1 名(排名,单位共 40 个)");
  });
});

describe("explain as JSON has the rejected rows that the text has", () => {
  test.each([
    [["--subject", "第1镇"], [3]],
    [["--subject", "第3镇"], []],
    [
      ["--subject", "第1镇", "--above", "第2镇"],
      [3, 4],
    ],
  ] as const)("%j", async (args, rows) => {
    const json = await jifen(["explain", ...files("rules.json"), ...args, "--format", "json"]);
    const { rejectedRows } = JSON.parse(json.out);
    expect(rejectedRows.map(({ row }: { row: number }) => row)).toEqual(rows);
    for (const one of rejectedRows) expect(Object.keys(one)).not.toContain("fields");
    const { err } = await jifen(["explain", ...files("rules.json"), ...args]);
    for (const row of rows) expect(err).toContain(`events.csv:${row} `);
  });
});

test("many who are not ranked are listed on lines of readable length", async () => {
  const { out } = await jifen(["score", ...files("highest.json"), "--lang", "zh"]);
  const lines = out.split("\n");
  const head = lines.findIndex((line) => line.startsWith("无名次(得分:无):"));
  const names = lines.slice(head + 1).filter((line) => line.startsWith("  第"));
  expect(lines[head]).toBe("无名次(得分:无):");
  expect(names.length).toBeGreaterThan(2);
  for (const line of names) expect(line.length).toBeLessThan(100);
  expect(names.join(" ").match(/第\d+镇/g)).toEqual(units.slice(1));
});

describe("a count of one is told in the singular", () => {
  test.each([
    [sentences.allOutside(1, "2024", "2023-05-01", "2023-05-01"), /^the only event does not count/],
    [sentences.someOutside(1, 2, "2024", "e"), /^1 of 2 events is dated/],
    [sentences.leftOut(1), /^1 event in the period does not count in it: its rule/],
    [sentences.testsPassed("r", 1, 1, 1), /1 example passed, covering 1 of 1 clause$/],
    [sentences.testsFailed("r", 1, 1), /1 of 1 example fails$/],
    [sentences.events(["a"], false), /^event a$/],
    [sentences.events(["a", "b"], true), /^events a, b …$/],
  ])("%j", ({ en }, expected) => {
    expect(en).toMatch(expected);
  });
});

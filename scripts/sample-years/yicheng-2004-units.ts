import { articleRows, type Step, type UnitPlan } from "./articles.ts";
import type { SamplePlan } from "./plan.ts";

const levels = { d: "district", c: "city", p: "province", z: "central" };

/** Adoption by its level, excellence (e) and annotation (a) with it. */
const steps: Record<string, Step> = {};
for (const [key, level] of Object.entries(levels)) {
  steps[key] = { type: "adoption", values: { level } };
  if (level === "central") continue;
  steps[`e${key}`] = { type: "excellence", values: { level } };
  steps[`a${key}`] = { type: "annotation", values: { level } };
}

const town = "town";
const department = "department";

/** The third and the fourth of the year are level, the fifth is one point behind; some months lack reports. */
const units: readonly UnitPlan[] = [
  {
    id: "z1",
    name: "第一镇",
    category: town,
    months: [4, 3, 5, 4, 4, 3, 4, 5, 4, 4, 3, 4],
    ways: { d: 14, "d c": 3, "d c p": 1, "d ed": 2, "d c ac": 1, "d ad": 1 },
  },
  {
    id: "z2",
    name: "第二镇",
    category: town,
    months: [3, 4, 4, 3, 5, 4, 3, 4, 4, 3, 4, 4],
    ways: { d: 12, "d c": 4, "d ed": 1, "d c ec": 1, "d c ac ac": 1 },
  },
  {
    id: "z3",
    name: "第三镇",
    category: town,
    months: [3, 3, 4, 3, 3, 3, 2, 3, 3, 3, 3, 3],
    ways: { d: 9, "d c p": 1, "d c": 4, "c ac": 1, "d ad": 2 },
  },
  {
    id: "z4",
    name: "第四镇",
    category: town,
    months: [3, 0, 2, 3, 2, 3, 3, 2, 4, 3, 2, 3],
    ways: { d: 7, "d c": 1, "d ed ad": 1 },
  },
  {
    id: "z5",
    name: "第五镇",
    category: town,
    months: [2, 2, 3, 0, 0, 3, 2, 2, 3, 2, 0, 2],
    ways: { d: 6, "d ad ad": 1, c: 1 },
  },
  {
    id: "z6",
    name: "第六镇",
    category: town,
    months: [2, 3, 2, 2, 0, 0, 0, 3, 2, 2, 3, 2],
    ways: { d: 5, "d ed ed": 1 },
  },
  {
    id: "z7",
    name: "第七镇",
    category: town,
    months: [0, 0, 0, 2, 3, 2, 2, 3, 2, 0, 0, 0],
    ways: { d: 4, "d c z": 1 },
  },
  {
    id: "z8",
    name: "第八镇",
    category: town,
    months: [3, 3, 2, 3, 3, 2, 3, 3, 3, 2, 3, 3],
    ways: { d: 8, "d c": 1, "d ed": 1 },
  },
  {
    id: "b1",
    name: "甲局",
    category: department,
    months: [4, 4, 3, 4, 4, 4, 3, 4, 4, 4, 4, 4],
    ways: { d: 13, "d c": 3, "d c p ap": 1, "d c p": 1, "d ed": 1 },
  },
  {
    id: "b2",
    name: "乙局",
    category: department,
    months: [3, 3, 3, 3, 3, 3, 4, 3, 3, 3, 3, 3],
    ways: { d: 10, "d c": 4, "d c p ep": 1, "d ad": 1, "~ ad": 1 },
  },
  {
    id: "b3",
    name: "丙局",
    category: department,
    months: [2, 3, 3, 2, 3, 3, 3, 2, 3, 3, 2, 3],
    ways: { d: 8, "d c": 3, "d c ec ac": 1 },
  },
  {
    id: "b4",
    name: "丁局",
    category: department,
    months: [2, 2, 2, 3, 2, 2, 2, 2, 3, 2, 2, 0],
    ways: { d: 6, c: 2, z: 1 },
  },
  {
    id: "b5",
    name: "戊局",
    category: department,
    months: [2, 2, 1, 2, 2, 2, 1, 2, 2, 2, 2, 1],
    ways: { d: 5, "d ad": 1 },
  },
  {
    id: "b6",
    name: "己局",
    category: department,
    months: [1, 1, 0, 1, 1, 1, 0, 1, 0, 1, 1, 1],
    ways: { d: 3, "-d": 1 },
  },
  {
    id: "b7",
    name: "庚局",
    category: department,
    months: [1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0],
    ways: { d: 2 },
  },
  { id: "b8", name: "辛局", category: department, months: [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0] },
];

export const yichengUnits: SamplePlan = {
  ruleset: "yicheng-2004-units",
  roster: units,
  prefix: "YC",
  seed: 20041215,
  rows: (random) => [...articleRows(units, { random, steps })],
  awkward: {
    spare: ["z8", "b5"],
    ordinary: { type: "submission" },
    listed: {
      type: "adoption",
      attribute: "level",
      right: "district",
      mistaken: "province",
      wrong: "县级",
    },
    outOfRange: { type: "submission", cells: { count: "-3" } },
    misspelt: "第一真",
  },
};

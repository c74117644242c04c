import { articleRows, type Step, type UnitPlan } from "./articles.ts";
import type { SamplePlan } from "./plan.ts";

const single = { form: "single" };
const synthesized = { form: "synthesized" };

/** Adoption by its level, synthesized (s) or single, annotation (a) by its level, and excellence. */
const steps: Record<string, Step> = {
  d: { type: "adoption", values: { level: "district" } },
  c: { type: "adoption", values: { level: "city", ...single } },
  p: { type: "adoption", values: { level: "province", ...single } },
  z: { type: "adoption", values: { level: "central" } },
  cs: { type: "adoption", values: { level: "city", ...synthesized } },
  ps: { type: "adoption", values: { level: "province", ...synthesized } },
  zs: { type: "adoption", values: { level: "central", ...synthesized } },
  ac: { type: "annotation", values: { level: "city" } },
  ad: { type: "annotation", values: { level: "district" } },
  e: { type: "excellence", values: { level: "city" } },
};

const town = "town";
const department = "department";

/** The third town and the fourth, the tenth department and the eleventh are level. */
const units: readonly UnitPlan[] = [
  {
    id: "z1",
    name: "第一镇",
    category: town,
    months: [5, 4, 5, 4, 5, 4, 5, 4, 4, 5, 4, 5],
    ways: { d: 15, "d c": 4, "d c p": 1, "d ad": 2, "c e": 1 },
  },
  {
    id: "z2",
    name: "第二镇",
    category: town,
    months: [4, 4, 4, 3, 4, 4, 4, 4, 3, 4, 4, 4],
    ways: { d: 14, "d c": 4, "d ps": 1, "d ad ad": 1, "c e": 1 },
  },
  {
    id: "z3",
    name: "第三镇",
    category: town,
    months: [3, 4, 3, 4, 3, 3, 4, 3, 4, 3, 3, 4],
    ways: { d: 11, "d c": 3, "d ad": 1, "c ac": 1 },
  },
  {
    id: "z4",
    name: "第四镇",
    category: town,
    months: [3, 3, 3, 3, 3, 3, 3, 3, 4, 3, 3, 3],
    ways: { d: 16, "d c": 2, "d c ac": 1 },
  },
  {
    id: "z5",
    name: "第五街道",
    category: town,
    months: [3, 2, 3, 3, 2, 3, 3, 3, 2, 3, 3, 2],
    ways: { d: 15, "d c": 2, "d c z": 1 },
  },
  {
    id: "z6",
    name: "第六镇",
    category: town,
    months: [2, 0, 2, 1, 2, 2, 0, 0, 2, 2, 1, 2],
    ways: { d: 3, "-cs e": 1 },
  },
  {
    id: "b01",
    name: "甲局",
    category: department,
    months: [4, 3, 4, 4, 3, 4, 4, 3, 4, 4, 3, 4],
    ways: { d: 12, "d c": 4, "d c p": 1, "p ac": 1, "c e": 2 },
  },
  {
    id: "b02",
    name: "乙局",
    category: department,
    months: [3, 3, 3, 3, 4, 3, 3, 3, 3, 4, 3, 3],
    ways: { d: 11, "d c": 3, "-d p": 1, "d ad": 1 },
  },
  {
    id: "b03",
    name: "丙局",
    category: department,
    months: [3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3],
    ways: { d: 10, "d c": 3, "d c ps": 1 },
  },
  {
    id: "b04",
    name: "丁局",
    category: department,
    months: [3, 2, 3, 3, 2, 3, 3, 2, 3, 3, 2, 3],
    ways: { d: 9, "d c": 2, "d ad": 1, "~ ad": 1 },
  },
  {
    id: "b05",
    name: "戊局",
    category: department,
    months: [2, 3, 2, 3, 2, 3, 2, 3, 2, 3, 2, 3],
    ways: { d: 8, "d c": 2, "c e": 1 },
  },
  {
    id: "b06",
    name: "己局",
    category: department,
    months: [2, 2, 2, 2, 3, 2, 2, 2, 3, 2, 2, 2],
    ways: { d: 8, cs: 1, "d zs": 1 },
  },
  {
    id: "b07",
    name: "庚局",
    category: department,
    months: [2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2],
    ways: { d: 6, c: 1, "d ad": 1 },
  },
  {
    id: "b08",
    name: "辛局",
    category: department,
    months: [2, 1, 2, 2, 1, 2, 2, 1, 2, 2, 1, 2],
    ways: { d: 5, "d c": 1 },
  },
  {
    id: "b09",
    name: "壬局",
    category: department,
    months: [1, 1, 2, 1, 1, 2, 1, 1, 2, 1, 1, 2],
    ways: { d: 4, c: 1 },
  },
  {
    id: "b10",
    name: "癸局",
    category: department,
    months: [1, 1, 1, 1, 2, 2, 1, 1, 1, 1, 2, 2],
    ways: { d: 3 },
  },
  {
    id: "b11",
    name: "子局",
    category: department,
    months: [1, 1, 1, 1, 2, 1, 1, 1, 2, 1, 1, 1],
    ways: { d: 2, "-c": 1 },
  },
  { id: "b12", name: "丑局", category: department, months: [0, 0, 1, 0, 0, 1, 0, 0, 1, 0, 0, 0] },
];

export const taierzhuangUnits: SamplePlan = {
  ruleset: "taierzhuang-2005-units",
  roster: units,
  prefix: "TEZ",
  spreadsheet: true,
  seed: 20050201,
  rows: (random) => [...articleRows(units, { random, steps })],
  awkward: {
    spare: ["z6", "b03"],
    ordinary: { type: "submission" },
    listed: {
      type: "adoption",
      attribute: "level",
      right: "district",
      mistaken: "central",
      wrong: "县级",
    },
    outOfRange: { type: "submission", cells: { count: "-3" } },
    misspelt: "第一真",
  },
};

import { articleRows, type Step, type UnitPlan } from "./articles.ts";
import { type Draft, personName } from "./draft.ts";
import { type Dated, datedRows, type SamplePlan } from "./plan.ts";
import type { Random } from "./random.ts";

const levels = { p: "prefecture", v: "province", s: "state" };

/** Adoption by its channel and annotation (a) by its level. */
const steps: Record<string, Step> = {};
for (const [key, level] of Object.entries(levels)) {
  steps[key] = { type: "adoption", values: { channel: level } };
  steps[`a${key}`] = { type: "annotation", values: { level } };
}

/** Twelve months of the same number, but for those named. */
function months(usual: number, others: Readonly<Record<number, number>> = {}): number[] {
  return Array.from({ length: 12 }, (_, index) => others[index + 1] ?? usual);
}

const county = "county";
const department = "department";
const township = "direct-township";

/** Counties owe 15 a month, departments 10, townships 3: some have exactly that, some one too few. */
const units: readonly UnitPlan[] = [
  {
    id: "x1",
    name: "第一县",
    category: county,
    months: months(17, { 2: 15, 8: 21, 11: 16 }),
    ways: { p: 24, "p v": 7, "p v s": 1, "p ap": 3, "v av": 1 },
  },
  {
    id: "x2",
    name: "第二县",
    category: county,
    months: months(15),
    ways: { p: 22, "p v": 6, "v s": 1, "p ap": 3, "p ap ap": 1 },
  },
  {
    id: "x3",
    name: "第三县",
    category: county,
    months: months(16, { 2: 14, 3: 20 }),
    ways: { p: 24, "p v": 8, "p ap": 2, s: 1 },
  },
  {
    id: "x4",
    name: "第四县",
    category: county,
    months: months(15, { 5: 13, 6: 0, 7: 14 }),
    ways: { p: 13, v: 2, "p ap": 1 },
  },
  {
    id: "x5",
    name: "第五市",
    category: county,
    months: months(18, { 1: 15, 12: 15 }),
    ways: { p: 20, "p v": 5, "v av": 1 },
  },
  {
    id: "b1",
    name: "甲局",
    category: department,
    months: months(11, { 2: 10 }),
    ways: { p: 14, "p v": 4, "p ap": 2 },
  },
  {
    id: "b2",
    name: "乙局",
    category: department,
    months: months(10),
    ways: { p: 12, "p v": 3, "v s": 1 },
  },
  {
    id: "b3",
    name: "丙局",
    category: department,
    months: months(10, { 9: 9 }),
    ways: { p: 17, v: 4, "p ap": 1 },
  },
  {
    id: "b4",
    name: "丁局",
    category: department,
    months: months(12, { 1: 10, 10: 0 }),
    ways: { p: 9, "p v": 1 },
  },
  {
    id: "b5",
    name: "戊局",
    category: department,
    months: months(8, { 3: 10, 6: 11 }),
    ways: { p: 6, ap: 1 },
  },
  {
    id: "b6",
    name: "己局",
    category: department,
    months: months(10, { 4: 9, 5: 11 }),
    ways: { p: 7, v: 1, "-p": 1 },
  },
  { id: "b7", name: "庚局", category: department, months: months(0) },
  {
    id: "t1",
    name: "第一乡",
    category: township,
    months: months(4, { 2: 3 }),
    ways: { p: 7, "p v": 2 },
  },
  {
    id: "t2",
    name: "第二乡",
    category: township,
    months: months(3),
    ways: { p: 6, "p ap": 1, v: 1 },
  },
  {
    id: "t3",
    name: "第三乡",
    category: township,
    months: months(3, { 12: 2 }),
    ways: { p: 6, v: 2 },
  },
  {
    id: "t4",
    name: "第四乡",
    category: township,
    months: months(2, { 3: 3, 4: 0 }),
    ways: { p: 2 },
  },
];

/** Commissions, all of them in time with some units only, and failures with and without consequences. */
const incidents: readonly Dated[] = [
  ["x1", 3, 20, "commission", { outcome: "on-time" }],
  ["x1", 9, 12, "commission", { outcome: "on-time" }],
  ["x2", 3, 20, "commission", { outcome: "on-time" }],
  ["x2", 6, 18, "commission", { outcome: "late" }],
  ["x2", 9, 12, "commission", { outcome: "on-time" }],
  ["x3", 6, 18, "commission", { outcome: "on-time" }],
  ["x4", 6, 18, "commission", { outcome: "missing" }],
  ["b1", 4, 11, "commission", { outcome: "on-time" }],
  ["b3", 4, 11, "commission", { outcome: "on-time" }],
  ["b4", 10, 24, "commission", { outcome: "missing" }],
  ["t3", 11, 7, "commission", { outcome: "on-time" }],
  ["x4", 7, 3, "reporting-failure", { kind: "omitted", harm: "notable" }],
  ["x5", 8, 15, "reporting-failure", { kind: "late", harm: "none" }],
  [
    "b3",
    10,
    9,
    "reporting-failure",
    { kind: "misreported", harm: "notable", author: personName(14) },
  ],
  ["b5", 12, 5, "reporting-failure", { kind: "concealed", harm: "severe", author: personName(18) }],
  ["t4", 4, 26, "reporting-failure", { kind: "omitted", harm: "none" }],
];

export const gannan: SamplePlan = {
  ruleset: "gannan-2008",
  roster: units,
  prefix: "GN",
  parameters: {
    "adoption.prefecture": "2",
    "adoption.province": "5",
    "adoption.state": "10",
    "annotation.prefecture": "3",
    "annotation.province": "8",
    "annotation.state": "15",
    "advanced-unit.count": "2",
    "excellent-informant.count": "10",
  },
  seed: 20080415,
  rows: (random) => [
    ...withRegistrar(articleRows(units, { random, steps, together: 6 }), random),
    ...datedRows(incidents),
  ],
  awkward: {
    spare: ["x5", "b1"],
    ordinary: { type: "submission" },
    listed: {
      type: "adoption",
      attribute: "channel",
      right: "prefecture",
      mistaken: "state",
      wrong: "县级",
    },
    outOfRange: { type: "submission", cells: { count: "-3" } },
    misspelt: "第一现",
  },
};

/** The clerk keeps a column of their own, which the regulation does not know. */
function withRegistrar(drafts: readonly Draft[], random: Random): Draft[] {
  const cells = { 登记人: "值班室" };
  return drafts.map((draft) => (random.chance(30) ? { ...draft, cells } : draft));
}

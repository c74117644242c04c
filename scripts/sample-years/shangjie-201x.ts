import { dayText } from "../../src/values/day.ts";
import { articleRows, type Step, type UnitPlan } from "./articles.ts";
import { type Draft, on, type Values } from "./draft.ts";
import type { SamplePlan } from "./plan.ts";
import type { Random } from "./random.ts";

const adoptions: Readonly<Record<string, Values>> = {
  d: { level: "district" },
  c: { level: "city" },
  p: { level: "province" },
  n: { level: "national" },
  // Named outlets, in place of a level or with it.
  dw: { outlet: "上街区党建网" },
  co: { outlet: "郑州日报" },
  cz: { outlet: "郑州组织信息" },
  po: { outlet: "河南日报" },
  pz: { outlet: "河南组工信息", level: "province" },
  no: { outlet: "人民日报" },
  nz: { outlet: "组织人事报" },
  cx: { outlet: "某某晚报", level: "city" },
  // Synthesized.
  ds: { level: "district", form: "synthesized" },
  cs: { level: "city", form: "synthesized" },
  ps: { outlet: "河南组工信息", form: "synthesized" },
  ns: { outlet: "新华社", form: "synthesized" },
  // Long and just not long.
  cL: { level: "city", characters: 1500 },
  "d+": { level: "district", characters: 1001 },
  "d=": { level: "district", characters: 1000 },
  "v+": { outlet: "郑州电视台", seconds: 61 },
  "v=": { outlet: "郑州电视台", seconds: 60 },
  "b+": { outlet: "河南电视台", characters: 1200, seconds: 90 },
  csL: { level: "city", form: "synthesized", characters: 2400 },
  // Not about organization work.
  o: { level: "city", scope: "other" },
};

const steps: Record<string, Step> = {
  ac: { type: "annotation", values: { level: "city" } },
  ap: { type: "annotation", values: { level: "province" } },
  an: { type: "annotation", values: { level: "national" } },
  r: { type: "reversal" },
  // The same item, sent in higher up as well.
  up: { type: "submission", values: { to: "city" } },
  top: { type: "submission", values: { to: "province" } },
};
for (const [name, values] of Object.entries(adoptions)) {
  steps[name] = { type: "adoption", values };
  for (const office of ["k1", "k2", "k3", "k4", "k5"]) {
    steps[`${name}@${office}`] = { type: "adoption", values: { ...values, office } };
  }
}

const town = "town";
const committee = "committee";
const office = "office";

/** Targets met by nothing to spare and missed by one; offices that live on their shares; items reversed. */
const units: readonly UnitPlan[] = [
  {
    id: "z1",
    name: "第一镇",
    category: town,
    months: [5, 4, 5, 5, 4, 5, 5, 4, 5, 5, 4, 5],
    ways: {
      d: 10,
      dw: 8,
      "d co": 2,
      "up cz@k3": 3,
      "d po": 1,
      "c@k1 po ac": 1,
      "d+": 2,
      ds: 3,
      "v+": 1,
    },
  },
  {
    id: "z2",
    name: "第一街道",
    category: town,
    months: [3, 2, 3, 3, 2, 3, 3, 3, 2, 3, 3, 2],
    ways: { d: 10, dw: 6, co: 2, "up c@k2": 2, "d=": 2, ds: 2, "v=": 1, "d cx": 1 },
  },
  {
    id: "z3",
    name: "第二街道",
    category: town,
    months: [2, 2, 2, 3, 2, 2, 3, 2, 2, 3, 2, 2],
    ways: { d: 9, dw: 5, ds: 4, "d=": 2, "d co": 2, "c@k3": 3, "d cs": 1 },
  },
  {
    id: "z4",
    name: "第三街道",
    category: town,
    months: [3, 3, 2, 3, 1, 4, 3, 2, 3, 3, 3, 3],
    ways: { d: 8, dw: 6, "cL@k4": 1, "d c@k4": 2, "no an": 1, o: 2, "d+": 1 },
  },
  {
    id: "z5",
    name: "第四街道",
    category: town,
    months: [2, 3, 2, 2, 3, 0, 2, 2, 3, 2, 2, 2],
    ways: { d: 7, dw: 5, ds: 2, "d co": 1, "d po": 3, o: 1 },
  },
  {
    id: "z6",
    name: "第五街道",
    category: town,
    months: [4, 3, 3, 4, 3, 4, 3, 3, 4, 3, 3, 4],
    ways: {
      d: 14,
      dw: 6,
      "d co": 2,
      "d po": 4,
      "cL@k1 po ac r": 1,
      "d r": 1,
      "c r c": 1,
      "co r r": 1,
    },
  },
  {
    id: "w1",
    name: "甲党工委",
    category: committee,
    months: [2, 1, 2, 2, 1, 2, 1, 2, 2, 1, 2, 1],
    ways: { d: 6, dw: 3, co: 1, "c@k5": 1, "d po": 1, ds: 1 },
  },
  {
    id: "w2",
    name: "乙党工委",
    category: committee,
    months: [0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1],
    ways: { d: 4, "d co": 1, "co c": 1 },
  },
  {
    id: "w3",
    name: "丙党工委",
    category: committee,
    months: [1, 1, 1, 1, 1, 1, 1, 1, 1, 0, 0, 0],
    ways: { d: 3, dw: 1, co: 3, ds: 1 },
  },
  {
    id: "w4",
    name: "丁党工委",
    category: committee,
    months: [1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0],
    ways: { "d nz": 1, d: 2 },
  },
  {
    id: "w5",
    name: "戊党工委",
    category: committee,
    months: [0, 0, 2, 1, 0, 2, 1, 0, 1, 0, 2, 1],
    ways: { d: 5, o: 2, "d ps": 1, "csL@k5": 1 },
  },
  {
    id: "w6",
    name: "己党工委",
    category: committee,
    months: [1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 0, 0],
    ways: { d: 1, "d po": 1, "c co": 1 },
  },
  { id: "w7", name: "庚党工委", category: committee, months: [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0] },
  {
    id: "k1",
    name: "组织科",
    category: office,
    months: [4, 3, 4, 4, 3, 4, 4, 3, 4, 4, 3, 4],
    ways: { c: 8, "top p": 2, "c pz": 1, cz: 3, "b+": 1, ns: 1 },
  },
  {
    id: "k2",
    name: "干部科",
    category: office,
    months: [3, 3, 2, 3, 3, 3, 2, 3, 3, 3, 3, 2],
    ways: { c: 6, cz: 2, "c pz": 1, "po ac": 1 },
  },
  {
    id: "k3",
    name: "人才科",
    category: office,
    months: [2, 3, 3, 2, 2, 3, 2, 2, 3, 3, 2, 2],
    ways: { c: 2, "top p": 1, ps: 1, cs: 3 },
  },
  {
    id: "k4",
    name: "党建科",
    category: office,
    months: [3, 2, 3, 3, 1, 3, 2, 3, 3, 2, 2, 3],
    ways: { c: 7, "c p": 2, cz: 1 },
  },
  {
    id: "k5",
    name: "综合科",
    category: office,
    months: [2, 2, 2, 3, 2, 2, 2, 2, 1, 2, 2, 3],
    ways: { c: 3, "pz ap": 1, "c ps": 1, "p r": 1 },
  },
];

/** With a submission of its own less, 党建科 has its two of May by an item of 第一镇 that the city took over. */
const assisted: readonly Draft[] = [
  {
    type: "submission",
    at: dayText(on(5, 6)),
    subject: "z1",
    values: { item: "专001", to: "city", author: "张一" },
  },
  {
    type: "adoption",
    at: dayText(on(5, 14)),
    subject: "z1",
    values: { item: "专001", level: "city", office: "k4", author: "张一" },
  },
];

export const shangjie: SamplePlan = {
  ruleset: "shangjie-201x",
  roster: units,
  prefix: "SJ",
  spreadsheet: true,
  seed: 59,
  rows: (random) => [
    ...articleRows(units, { random, steps, submission: (plan) => submittedTo(plan, random) }),
    ...assisted,
    ...contradictions(),
  ],
  awkward: {
    spare: ["w1", "z1"],
    ordinary: { type: "submission" },
    listed: {
      type: "adoption",
      attribute: "level",
      right: "district",
      mistaken: "national",
      wrong: "县级",
    },
    outOfRange: {
      type: "adoption",
      values: { level: "district" },
      cells: { characters: "-200" },
    },
    misspelt: "第一真",
  },
};

/** Offices report to the city; towns and committees to the district, and mostly do not say so. */
function submittedTo({ id, category }: UnitPlan, random: Random): Values {
  if (category === office) return { to: "city" };
  // Where it costs no target.
  if (["z1", "z6", "w1"].includes(id) && random.chance(6)) return { scope: "other" };
  return random.chance(20) ? { to: random.pick(["district", "city", "city", "province"]) } : {};
}

/** What the regulation excludes: outlets and levels that disagree, and assistance where there can be none. */
function contradictions(): Draft[] {
  const adoption = (month: number, date: number, values: Values): Draft => ({
    type: "adoption",
    at: dayText(on(month, date)),
    subject: "w1",
    values,
  });
  return [
    adoption(4, 16, { outlet: "河南日报", level: "city" }),
    adoption(5, 28, { outlet: "某某晚报" }),
    adoption(6, 11, { outlet: "河南日报", office: "k2" }),
    adoption(7, 16, { level: "city", office: "z2" }),
    { ...adoption(8, 8, { level: "city", office: "k2" }), subject: "k2" },
    adoption(9, 24, {}),
    { ...adoption(9, 26, { level: "city" }), cells: { characters: "１２００" } },
  ];
}

import { dayText } from "../../src/values/day.ts";
import { type Draft, type Member, officeDay, on, personName } from "./draft.ts";
import { type Happening, happeningRows, type SamplePlan } from "./plan.ts";
import type { Random } from "./random.ts";

interface Assessed extends Member {
  /** What each body gave: several reviews by one body are averaged. */
  readonly masses: readonly number[];
  readonly panel: readonly number[];
  readonly directors: readonly number[];
  /** How often each thing happened. */
  readonly events: Readonly<Record<string, number>>;
  /** Hours of overtime, each on end. */
  readonly overtime?: readonly number[];
}

const kinds: Readonly<Record<string, Happening>> = {
  overdue: { type: "task-overdue" },
  absence: { type: "absence" },
  violation50: { type: "violation", values: { points: 50 } },
  violation80: { type: "violation", values: { points: 80 } },
  violation200: { type: "violation", values: { points: 200 } },
  breach120: { type: "procedure-breach", values: { points: 120 } },
  breach200: { type: "procedure-breach", values: { points: 200 } },
  disorder: { type: "disorder" },
  untraceable: { type: "untraceable" },
  misreport: { type: "reporting-error", values: { kind: "misreport" } },
  omission: { type: "reporting-error", values: { kind: "omission" } },
  error: { type: "reporting-error", values: { kind: "error" } },
  delay: { type: "reporting-error", values: { kind: "delay" } },
  mistake: { type: "mistake" },
  loss100: { type: "mistake", values: { loss: true, points: 100 } },
  loss150: { type: "mistake", values: { loss: true, points: 150 } },
  superior: {
    type: "commendation",
    values: { by: "superior" },
    grounds: ["省委办年度表彰", "市委办先进个人"],
  },
  leader: {
    type: "commendation",
    values: { by: "district-leader" },
    grounds: ["区委领导在全区会议上表扬"],
  },
  adopted: {
    type: "adoption",
    values: { level: "province" },
    grounds: ["省委办信息第12期采用", "省委办专报采用", "省委办每日信息采用"],
  },
  annotated: {
    type: "annotation",
    values: { level: "city" },
    grounds: ["市委领导批示,已转办", "市委主要领导批示"],
  },
  honour: { type: "honour", grounds: ["全区义务植树先进", "无偿献血"] },
};

const twentyHalves = [4, 4, 4, 4, 4, 4, 4, 4, 4, 4];

function person(
  index: number,
  reviews: Pick<Assessed, "masses" | "panel" | "directors">,
  events: Assessed["events"],
  overtime?: readonly number[],
): Assessed {
  return {
    id: `r${String(index).padStart(2, "0")}`,
    name: personName(index + 20),
    ...reviews,
    events,
    ...(overtime ? { overtime } : {}),
  };
}

/**
 * The office is one issue of 《信息快报》 and three reports to the province short: 80 points for everyone.
 * Two are level at the top; one has exactly 600 and one a hundredth less; one is incompetent by the fourth
 * overdue task alone; one lacks the review of the directors; one has lost more than the whole common part.
 */
const staff: readonly Assessed[] = [
  person(
    1,
    { masses: [930, 940, 935], panel: [920, 930], directors: [940] },
    { adopted: 4, annotated: 1, superior: 1 },
    [4, 3, 2, 6, 2],
  ),
  person(
    2,
    { masses: [940, 930, 935], panel: [935, 935], directors: [930] },
    { adopted: 4, annotated: 1, leader: 2 },
    [8, 2, 2, 2, 3],
  ),
  person(
    3,
    { masses: [900, 901, 901], panel: [910, 905], directors: [900] },
    { adopted: 1, leader: 1, honour: 1 },
    twentyHalves,
  ),
  person(
    4,
    { masses: [880, 890, 885], panel: [900, 880], directors: [890] },
    { adopted: 3, overdue: 1 },
    [...twentyHalves, 2],
  ),
  person(
    5,
    { masses: [870, 860, 880], panel: [850, 860], directors: [860] },
    { adopted: 2, annotated: 1, misreport: 1 },
    [1.5, 3.5, 2],
  ),
  person(
    6,
    { masses: [850, 855, 845], panel: [860, 850], directors: [] },
    { adopted: 1, honour: 1, violation80: 1 },
    [2, 2],
  ),
  person(
    7,
    { masses: [820, 830, 840], panel: [810, 830], directors: [825] },
    { overdue: 2, mistake: 1, adopted: 1 },
    [3.9],
  ),
  person(
    8,
    { masses: [800, 790, 795], panel: [780, 800], directors: [790] },
    { overdue: 3, delay: 1, error: 1 },
  ),
  person(
    9,
    { masses: [850, 840, 860], panel: [830, 840], directors: [850] },
    { overdue: 4, adopted: 2 },
    [4, 4],
  ),
  person(
    10,
    { masses: [600, 600, 600], panel: [560, 560], directors: [600] },
    { violation200: 1, absence: 1, omission: 1 },
  ),
  person(
    11,
    { masses: [600, 600, 600], panel: [560, 560], directors: [599.95] },
    { violation200: 1, disorder: 1, mistake: 1 },
  ),
  person(
    12,
    { masses: [520, 540, 530], panel: [500, 510], directors: [520] },
    { breach200: 2, breach120: 1, untraceable: 1, violation50: 1, loss150: 1, loss100: 1 },
    [2],
  ),
];

export const yichengStaff: SamplePlan = {
  ruleset: "yicheng-2004-staff",
  roster: staff.map(({ id, name }) => ({ id, name })),
  prefix: "YR",
  seed: 20041216,
  rows: (random) => [
    ...staff.flatMap((one) => [
      ...happeningRows(one.id, one.events, kinds, random),
      ...overtime(one, random),
      ...reviews(one),
    ]),
    ...publications(random),
    ...reports("province", 297, random),
    ...reports("city", 622, random),
    ...withoutGrounds(),
  ],
  awkward: {
    spare: ["r08", "r05"],
    ordinary: { type: "report", values: { level: "city" } },
    listed: {
      type: "report",
      attribute: "level",
      right: "city",
      mistaken: "province",
      wrong: "县级",
    },
    outOfRange: { type: "violation", cells: { points: "300" } },
    misspelt: "徐怡",
  },
  more: [
    {
      type: "review",
      subject: "r08",
      at: dayText(on(12, 20)),
      values: { by: "masses" },
      cells: { score: "1050" },
    },
    { type: "mistake", subject: "r08", at: dayText(on(9, 12)), values: { loss: true } },
  ],
};

function overtime({ id, overtime = [] }: Assessed, random: Random): Draft[] {
  return overtime.map((hours): Draft => {
    const note = random.pick(["赶写汇报材料", "区两会值班", "防汛值班", "编发专刊"]);
    return {
      type: "overtime",
      subject: id,
      at: dayText(officeDay(random, random.between(1, 12))),
      values: { hours, note },
    };
  });
}

function reviews({ id, masses, panel, directors }: Assessed): Draft[] {
  const by =
    (body: string, date: number) =>
    (score: number): Draft => ({
      type: "review",
      subject: id,
      at: dayText(on(12, date)),
      values: { by: body, score },
    });
  return [
    ...masses.map(by("masses", 18)),
    ...panel.map(by("panel", 20)),
    ...directors.map(by("directors", 25)),
  ];
}

/** 19 of the 20 issues of 《信息快报》, all 30 of 《峄城信息》. */
function publications(random: Random): Draft[] {
  const issue = (title: string, month: number, count = 1): Draft => ({
    type: "publication",
    subject: random.pick(staff).id,
    at: dayText(officeDay(random, month)),
    values: count > 1 ? { title, count } : { title },
  });
  const express = Array.from({ length: 19 }, (_, index) =>
    issue("kuaibao", 1 + Math.floor((index * 12) / 19)),
  );
  const news = Array.from({ length: 28 }, (_, index) =>
    issue("yicheng-xinxi", 1 + Math.floor((index * 12) / 28)),
  );
  return [...express, ...news, issue("yicheng-xinxi", 10, 2)];
}

/** So many reports over the year, one to four in a row. */
function reports(level: string, total: number, random: Random): Draft[] {
  const rows: Draft[] = [];
  for (let left = total; left > 0; ) {
    const count = Math.min(left, random.between(1, level === "province" ? 2 : 4));
    const month = 1 + Math.floor(((total - left) * 12) / total);
    const values = count > 1 ? { level, count } : { level };
    rows.push({
      type: "report",
      subject: random.pick(staff).id,
      at: dayText(officeDay(random, month)),
      values,
    });
    left -= count;
  }
  return rows;
}

/** Bonuses without written grounds, one of them with a blank note, and overtime that need not have been. */
function withoutGrounds(): Draft[] {
  return [
    {
      type: "commendation",
      subject: "r07",
      at: dayText(on(7, 1)),
      values: { by: "district-leader" },
    },
    {
      type: "adoption",
      subject: "r05",
      at: dayText(on(4, 25)),
      values: { level: "province" },
      cells: { note: "  " },
    },
    {
      type: "overtime",
      subject: "r08",
      at: dayText(on(10, 30)),
      values: { hours: 6, avoidable: true },
    },
    {
      type: "overtime",
      subject: "r09",
      at: dayText(on(11, 13)),
      values: { hours: 5, avoidable: false, note: "赶写汇报材料" },
    },
  ];
}

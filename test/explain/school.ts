import { type LoadedRuleset, loadRuleset } from "../../src/program/load.ts";

function label(en: string, zh: string) {
  return { en, zh };
}

/** A ruleset with what the bundled ones do without: tie-breaks, the best few, look-ups, means, shares of the best. */
const document = {
  format: 1,
  id: "school",
  title: label("School sports", "学校运动会"),
  source: { title: "规程", issuer: "学校" },
  timeZone: "Asia/Shanghai",
  clauses: {
    C1: { place: "一", title: label("points", "得分") },
    C2: { place: "二", title: label("ranking", "排名") },
    C3: { place: "三", title: label("grades", "等次") },
  },
  periods: [{ unit: "year", clause: "C2", label: label("year", "年度") }],
  enums: {},
  subjects: {
    pupil: {
      label: label("pupil", "学生"),
      who: "roster",
      attributes: {
        guest: { type: "boolean", default: false, label: label("guest", "外校") },
      },
    },
  },
  attributes: {},
  events: {
    race: {
      label: label("race", "比赛"),
      attributes: { points: { type: "number", label: label("points won", "名次分") } },
    },
    fault: { label: label("fault", "犯规"), attributes: {} },
    mark: {
      label: label("mark", "评分"),
      attributes: { points: { type: "number", label: label("mark given", "评分值") } },
    },
  },
  parameters: {
    "C1.best": { value: "2", clause: "C1", label: label("races that count", "计入的场次") },
    "C1.fault": { value: "-1", clause: "C1", label: label("for a fault", "犯规扣分") },
    "C3.bronze": { value: "10", clause: "C3", label: label("least for bronze", "铜牌线") },
    "C3.gold": { value: "20", clause: "C3", label: label("least for gold", "金牌线") },
    "C3.good": { value: "1", clause: "C3", label: label("least share", "最低比例") },
  },
  tables: {
    bonus: {
      axes: [{ brackets: "from" }],
      cells: {
        "0": { value: "0", clause: "C1" },
        "10": { value: "3", clause: "C1" },
      },
      default: { value: "0", clause: "C1" },
    },
  },
  interpretations: {},
  rules: [
    {
      id: "race",
      clause: "C1",
      label: label("race run", "参赛"),
      on: "race",
      to: "races",
      amount: { var: "event.points" },
    },
    {
      id: "fault",
      clause: "C1",
      label: label("fault made", "犯规"),
      on: "fault",
      to: "faults",
      amount: { param: "C1.fault" },
    },
    {
      id: "mark",
      clause: "C1",
      label: label("mark", "评分"),
      on: "mark",
      to: "marks",
      amount: { var: "event.points" },
    },
  ],
  accounts: {
    races: {
      label: label("best races", "最好场次"),
      steps: [
        { keep: { best: { param: "C1.best" } }, clause: "C1", label: label("the best", "取最好") },
        { sum: {} },
        {
          value: { "+": [{ var: "value" }, { table: ["bonus", { var: "value" }] }] },
          clause: "C1",
          label: label("with bonus", "加奖励"),
        },
      ],
    },
    faults: { label: label("faults", "犯规"), steps: [{ sum: {} }] },
    marks: {
      label: label("mean mark", "平均评分"),
      steps: [{ mean: { none: "0" } }, { round: [2, "half-up"], clause: "C1" }],
    },
  },
  measures: {
    net: {
      label: label("races less marks", "场次减评分"),
      clause: "C2",
      value: { "-": [{ account: "races" }, { account: "marks" }] },
    },
    score: {
      label: label("score", "总分"),
      clause: "C2",
      value: { "+": [{ account: "races" }, { account: "faults" }] },
    },
    share: {
      label: label("share of the best", "与最好者之比"),
      clause: "C3",
      value: {
        round: [
          { "/": [{ measure: "score" }, { cohort: ["highest", { value: { measure: "score" } }] }] },
          2,
          "half-up",
        ],
      },
    },
  },
  runnings: {},
  rankings: {
    net: { label: label("net", "净分"), clause: "C2", by: "net", published: false },
    final: {
      label: label("results", "成绩"),
      clause: "C2",
      among: { "!": { var: "subject.guest" } },
      by: [
        { value: { measure: "score" } },
        { value: { account: "marks" } },
        { value: { "-": [{ account: "faults" }] }, order: "ascending" },
      ],
    },
  },
  outcomes: {
    medal: {
      kind: "award",
      clause: "C3",
      label: label("medal", "奖牌"),
      when: {
        or: [
          { ">=": [{ measure: "score" }, { param: "C3.bronze" }] },
          { ">=": [{ measure: "score" }, { param: "C3.gold" }] },
        ],
      },
    },
    prize: {
      kind: "award",
      clause: "C3",
      label: label("prize", "奖"),
      when: { ">=": [{ measure: "share" }, { param: "C3.good" }] },
    },
  },
  notes: [],
  examples: [],
};

export function school(): LoadedRuleset {
  return loadRuleset(document);
}

import { label } from "./demo.ts";

/** A report earns its points, a visit earns nothing; a unit's score is the sum of its points. */
export const reports = {
  format: 1,
  id: "demo",
  title: label("demo", "演示"),
  source: { title: "演示" },
  timeZone: "Asia/Shanghai",
  clauses: { A1: { place: "一", title: label("points", "得分") } },
  periods: [{ unit: "year", clause: "A1", label: label("year", "年度") }],
  subjects: { unit: { label: label("unit", "单位"), who: "roster" } },
  events: {
    report: {
      label: label("report", "报送"),
      attributes: { points: { type: "number", label: label("points", "分值") } },
    },
    visit: { label: label("visit", "来访") },
  },
  rules: [
    {
      ...{ id: "report", clause: "A1", label: label("report", "报送"), on: "report", to: "base" },
      amount: { var: "event.points" },
    },
  ],
  accounts: { base: { label: label("base", "基本分"), steps: [{ sum: {} }] } },
  measures: {
    score: { label: label("score", "总分"), clause: "A1", value: { account: "base" } },
  },
  rankings: { final: { label: label("ranking", "排名"), clause: "A1", by: "score" } },
};

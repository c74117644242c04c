import { describe, expect, test } from "vitest";
import { explain } from "../../src/explain/explain.ts";
import { explanationText } from "../../src/explain/prose/text.ts";
import { bundled, scored, times } from "./cases.ts";

describe("the worked example of Yicheng", () => {
  const events = [
    { type: "submission", item: "x" },
    { type: "submission", item: "y" },
    { type: "submission", item: "z" },
    { type: "adoption", item: "x", level: "district" },
    { type: "excellence", item: "x", level: "district" },
    { type: "adoption", item: "x", level: "city" },
    { type: "annotation", item: "x", level: "city" },
  ];
  const subjects = ["第一镇", "第二镇"].map((id) => ({ id, category: "town" }));
  const result = scored(bundled("yicheng-2004-units"), events, { subjects, period: "2024" });
  const explanation = explain(result, "第一镇");

  test("is told in Chinese", () => {
    const lines = explanationText(explanation, "zh").split("\n");
    expect(lines.slice(0, 15)).toEqual([
      "第一镇(单位,镇街) · 峄城区2004:信息报送单位 · 考核期 2024",
      "第一镇 118 分,第 1 名(通报排名,单位共 2 个)〔Y6 二(一)5 一是①;Y9 二(一)5 三是〕",
      "  总分 118 分〔Y6 二(一)5 一是①〕,其中:",
      "    报送信息 3 条 × 1 分 = 3 分(每条报送信息的分值)〔Y1 二(一)5 二是①〕",
      "      2024-01-01 事件 1(信息 x);2024-01-01 事件 2(信息 y);2024-01-01 事件 3(信息 z)",
      "    信息被采用 55 分,其中:",
      "      区级 5 分〔Y2 二(一)5 二是①〕",
      "        2024-01-01 事件 4(信息 x)",
      "      市级 50 分〔Y4 二(一)5 二是②〕",
      "        2024-01-01 事件 6(信息 x)",
      "    被评为优秀信息 10 分(区级)〔Y3 二(一)5 二是①〕",
      "      2024-01-01 事件 5(信息 x)",
      "    信息获领导批示 50 分(市级)〔Y4 二(一)5 二是②〕",
      "      2024-01-01 事件 7(信息 x)",
      "结果:",
    ]);
    expect(lines).toContain(
      "  先进单位:以下参数没有值:advanced-unit.count(先进单位名额)〔Y9 二(一)5 三是〕",
    );
    expect(lines).toContain(
      "  同一信息被多级采用,各级分值累加,还是只计最高一级?取“各级累加”〔Y2 二(一)5 二是①;Y4 二(一)5 二是②;Y5 二(一)5 二是③〕",
    );
  });

  test("is told in English", () => {
    const lines = explanationText(explanation, "en").split("\n");
    expect(lines.slice(0, 15)).toEqual([
      "第一镇 (unit, town or sub-district) · Yicheng District 2004: reporting units · 2024",
      "第一镇: 118 points, place 1 of 2 (ranking in the circular) [Y6 二(一)5 一是①; Y9 二(一)5 三是]",
      "  score: 118 points [Y6 二(一)5 一是①]:",
      "    item sent in: 3 × 1 point = 3 points (points for an item sent in) [Y1 二(一)5 二是①]",
      "      2024-01-01 event 1, item x; 2024-01-01 event 2, item y; 2024-01-01 event 3, item z",
      "    item adopted: 55 points:",
      "      district: 5 points [Y2 二(一)5 二是①]",
      "        2024-01-01 event 4, item x",
      "      city: 50 points [Y4 二(一)5 二是②]",
      "        2024-01-01 event 6, item x",
      "    item rated excellent: 10 points (district) [Y3 二(一)5 二是①]",
      "      2024-01-01 event 5, item x",
      "    item annotated by a leader: 50 points (city) [Y4 二(一)5 二是②]",
      "      2024-01-01 event 7, item x",
      "What follows:",
    ]);
  });
});

describe("a text", () => {
  const longyang = bundled("longyang-2019");
  const section = { subjects: [{ id: "a" }], period: "2019" };
  const many = explain(scored(longyang, times(34, { type: "submission" }), section), "a");

  test("sums up a long list of equal amounts, and shows it where all is asked for", () => {
    const short = explanationText(many, "en").split("\n");
    expect(short).toContain(
      "      item sent in: 34 × 2 points = 68 points (points per submission) [L1 六(一)1]",
    );
    expect(short).toContain(
      "        2019-01-01 event 1; 2019-01-01 event 2; 2019-01-01 event 3; and 31 more",
    );
    expect(short).toContain(
      "      beyond the limit of the base (most base points 60): -8 points [L1 六(一)1]",
    );
    const full = explanationText(many, "en", { full: true }).split("\n");
    expect(full.filter((line) => /^ {8}2019-01-01 event \d+$/.test(line))).toHaveLength(34);
  });

  test("names in one line what a quarter is too short for, of what concerns the subject", () => {
    const subjects = [{ id: "a", category: "committee" }];
    const quarter = scored(bundled("shangjie-201x"), [], { subjects, period: "2024-Q1" });
    expect(explanationText(explain(quarter, "a"), "zh").split("\n")).toContain(
      "  本期不评定(按年评定):其他党工委全年积分任务〔S12 五2〕、其他党工委全年报送任务〔S12 五2〕、不得参加评先评优〔S15 六5〕",
    );
  });

  test("tells a comparison that does not hold by the one that does", () => {
    const text = explanationText(explain(scored(longyang, [], section), "a"), "zh");
    expect(text).toContain("年度信息工作先进股室 未获得(最终得分 0,不超过 0)〔L10 七(一)〕");
  });

  test("puts equal months together, without those between that differ", () => {
    const gannan = bundled("gannan-2008");
    const events = [
      ...times(15, { type: "submission", at: "2024-03-05" }),
      ...times(3, { type: "submission", at: "2024-08-05" }),
    ];
    const options = { subjects: [{ id: "a", category: "county" }], period: "2024" };
    const lines = explanationText(explain(scored(gannan, events, options), "a"), "en").split("\n");
    expect(lines).toContain(
      "    missed: 2024-01 to 2024-02 (submissions in the month: 0 < items a month, county or city 15); 2024-04 to 2024-07 (submissions in the month: 0 < items a month, county or city 15); 2024-08 (submissions in the month: 3 < items a month, county or city 15); 2024-09 to 2024-12 (submissions in the month: 0 < items a month, county or city 15)",
    );
  });

  test("says so far of what may still change, and pending of what is not judged yet", () => {
    const subjects = [{ id: "a", submissionsTarget: "3" }];
    const running = scored(longyang, times(2, { type: "submission" }), {
      subjects,
      period: "2019",
      asOf: "2019-03-31",
    });
    const text = explanationText(explain(running, "a"), "zh");
    expect(text).toContain(" · 截至 2019-03-31 · 考核期未满,为目前情况");
    expect(text).toContain("年度信息工作先进股室 获得 · 考核期未满,为目前情况(");
    expect(text).toContain("年度条数任务 尚未评定〔L13 三(三)〕");
  });
});

import { describe, expect, test } from "vitest";
import { score } from "../../src/index.ts";
import { readEvents } from "../../src/node.ts";
import { build } from "../engine/build.ts";

const label = (en: string, zh: string) => ({ en, zh });

/** Works with lists of everything that a cell can hold. */
const ruleset = build({
  enums: { field: ["law", "economy"] },
  subjects: { unit: { who: "roster" }, person: { who: "open" } },
  events: {
    work: {
      label: label("work", "作品"),
      attributes: {
        authors: { type: "person", list: true, label: label("authors", "作者") },
        units: { type: "unit", list: true, optional: true, label: label("units", "协作单位") },
        fields: { type: "field", list: true, optional: true, label: label("fields", "领域") },
        marks: { type: "number", list: true, optional: true, label: label("marks", "评分") },
        days: { type: "day", list: true, optional: true, label: label("days", "日期表") },
        open: { type: "boolean", list: true, optional: true, label: label("open", "公开") },
      },
      checks: [
        {
          id: "open",
          each: { var: "event.marks" },
          require: { "<=": [{ var: "each.value" }, 100] },
          else: "reject",
          label: label("Marks go up to 100.", "评分至多 100。"),
        },
      ],
    },
  },
  rules: [],
  measures: { score: { value: 0 } },
});
const subjects = [
  { id: "u1", name: "综合股" },
  { id: "u2", name: "运行股" },
  { id: "u3", name: "水、电股" },
];

async function read(text: string, name = "events.csv") {
  const content = new TextEncoder().encode(text);
  const files = readEvents({ name, content }, ruleset, { subjects });
  const events: unknown[] = [];
  for await (const event of files) events.push(event);
  const result = score(ruleset, events, { subjects, period: "2024" });
  return { events, files, result, rejections: files.allRejected(result.rejections) };
}

/** One row with a cell of one column. */
function cell(column: string, value: string) {
  const authors = column === "作者" ? [] : [["作者", "张三"] as const];
  const columns = [["编号", "1"], ["日期", "2024-03-05"], ["单位", "u1"], ...authors];
  const quoted = `"${value.replaceAll('"', '""')}"`;
  const headers = [...columns.map(([header]) => header), column];
  return read(`${headers}\n${[...columns.map(([, text]) => text), quoted]}\n`);
}

describe("a cell with a list", () => {
  test.each([
    ["张三;李四", ["张三", "李四"]],
    ["张三；李四；", ["张三", "李四"]],
    ["张三、李四", ["张三", "李四"]],
    ["张三， 李四,王五", ["张三", "李四", "王五"]],
    ["张三、李四，王五", ["张三", "李四", "王五"]],
    ["Smith, J.; Lee, K.", ["Smith, J.", "Lee, K."]],
    ["张三\n李四", ["张三", "李四"]],
    ["张三", ["张三"]],
  ])("%j holds %j", async (text, authors) => {
    const { events, rejections } = await cell("作者", text);
    expect(rejections).toEqual([]);
    expect(events).toMatchObject([{ authors }]);
  });

  test.each([
    ["协作单位", "综合股、u2", { units: ["u1", "u2"] }],
    ["评分", "80;90.5", { marks: ["80", "90.5"] }],
    ["日期表", "2024/3/5、2024年4月6日", { days: ["2024-03-05", "2024-04-06"] }],
    ["公开", "是;否;是", { open: [true, false, true] }],
  ])("%s is read value by value", async (column, text, event) => {
    const { events, rejections } = await cell(column, text);
    expect(rejections).toEqual([]);
    expect(events).toMatchObject([event]);
  });

  test.each([
    ["作者", "张三;;李四", "list-blank", "“张三;;李四”第 2 项为空"],
    ["作者", "；", "list-blank", "“；”第 1 项为空"],
    ["评分", "80;九十", "list-value", "第 2 项:“九十”不是数字"],
    ["日期表", "2024-03-05;2024-02-30", "list-value", "第 2 项:“2024-02-30”不是日期"],
    ["公开", "是;也许", "list-value", "第 2 项:“也许”应为 是, 否 之一"],
    ["协作单位", "综合股;运行科", "subject-unknown", "协作单位第 2 项“运行科”不在名单中"],
    ["领域", "law;sport", "attribute-value", "领域第 2 项为“sport”,应为 law、economy 之一"],
    ["作者", "张三;李四;张三", "value-repeated", "作者中“张三”重复(第 3 项)"],
  ])("%s %j is rejected with its place", async (column, text, code, zh) => {
    const { rejections } = await cell(column, text);
    expect(rejections).toMatchObject([{ code, row: 2, column, message: { zh } }]);
  });

  test("may be an array in JSON, and is cleaned value by value", async () => {
    const event = { 编号: "1", 日期: "2024-03-05", 单位: "u1", 作者: [" 张三 ", "李四"], 评分: [] };
    const { events, rejections } = await read(JSON.stringify([event]), "events.json");
    expect(rejections).toEqual([]);
    expect(events).toMatchObject([{ authors: ["张三", "李四"] }]);
    const blank = await read(JSON.stringify([{ ...event, 作者: ["张三", null] }]), "events.json");
    expect(blank.rejections).toMatchObject([{ code: "list-blank" }]);
  });

  test("may stand in two columns that agree", async () => {
    const head = "编号,日期,单位,作者,authors\n1,2024-03-05,u1";
    const same = await read(`${head},张三;李四,张三、李四\n`);
    expect(same.rejections).toEqual([]);
    const other = await read(`${head},张三;李四,李四、张三\n`);
    expect(other.rejections).toMatchObject([{ code: "two-columns" }]);
  });
});

test("a check of each value names the column and the place", async () => {
  const { rejections } = await cell("评分", "99;100;101");
  expect(rejections).toMatchObject([
    {
      code: "check-failed",
      column: "评分",
      message: { en: "Marks go up to 100. (position 3)", zh: "评分至多 100。(第 3 项)" },
    },
  ]);
});

test.each([
  ["水、电股", ["u3"]],
  ["水、电股；综合股", ["u3", "u1"]],
  ["综合股、运行股", ["u1", "u2"]],
])("a name of the roster that holds a separator is one: %s", async (text, units) => {
  const { events, rejections } = await cell("协作单位", text);
  expect(rejections).toEqual([]);
  expect(events).toMatchObject([{ units }]);
});

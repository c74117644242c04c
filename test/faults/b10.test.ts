import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { loadRuleset, type Result, score } from "../../src/index.ts";
import { demo, label, told } from "./demo.ts";

// The score is the highest mark: who has no mark has none. Closed units take no part.
const rules = demo({
  subjects: {
    unit: {
      label: label("unit", "单位"),
      who: "roster",
      attributes: { open: { type: "boolean", label: label("open", "参评") } },
      categories: { town: label("town", "乡镇"), office: label("office", "科室") },
    },
  },
  accounts: { notes: { label: label("points", "分值"), steps: [{ highest: {} }] } },
  rankings: {
    final: {
      label: label("ranking", "排名"),
      clause: "A1",
      by: "score",
      among: { var: "subject.open" },
      within: ["category"],
    },
  },
});

const units = `编号,类别,参评
第一镇,乡镇,是
第二镇,乡镇,是
第三镇,乡镇,否
综合科,科室,是
`;
const events = "编号,时间,类型,单位\n1,2024-01-05,信息,第一镇\n";

describe("B10 subjects without a place are listed, with the reason", () => {
  test.each([
    [
      "en",
      ["- Not ranked (does not take part): 第三镇", "- Not ranked (score: none): 第二镇"],
      "- Not ranked (score: none): 综合科",
    ],
    ["zh", ["- 无名次(不参加排名):第三镇", "- 无名次(得分:无):第二镇"], "- 无名次(得分:无):综合科"],
  ] as const)("below the table of the cohort: %s", async (lang, towns, office) => {
    const out = await told("score", { rules, events, units }, lang);
    const lines = out.split("\n");
    const table = lines.findIndex((line) => line.includes("| 1 | 第一镇 | 3 |"));
    expect(lines.slice(table + 2, table + 4)).toEqual(towns);
    // Nobody of the other cohort has a place: its title is there all the same.
    const title = lines.findIndex((line) => line.startsWith("## ") && /office|科室/.test(line));
    expect(lines[title + 2]).toBe(office);
  });

  test("in the result", () => {
    const result = score(loadRuleset(rules), [], {
      period: "2024",
      subjects: [{ id: "第一镇", category: "town", open: true }],
    });
    expect(result.notRanked).toEqual([
      {
        ranking: "final",
        cohort: "town",
        subject: "第一镇",
        subjectKind: "unit",
        name: "第一镇",
        reason: "no-value",
        criterion: 0,
        state: "absent",
      },
    ]);
  });

  test("everybody of a roster is either in a table or listed", () => {
    const bools = fc.array(fc.tuple(fc.boolean(), fc.boolean(), fc.boolean()), { maxLength: 12 });
    fc.assert(
      fc.property(bools, (list) => {
        const subjects = list.map(([open, isTown], at) => ({
          id: `单位${at}`,
          category: isTown ? "town" : "office",
          open,
        }));
        const notes = list.flatMap(([, , isMarked], at) =>
          isMarked ? [{ id: `${at}`, type: "note", at: "2024-02-01", subject: `单位${at}` }] : [],
        );
        const result: Result = score(loadRuleset(rules), notes, { period: "2024", subjects });
        const ranked = result.standings.map(({ subject }) => subject);
        const others = result.notRanked.map(({ subject }) => subject);
        expect([...ranked, ...others].sort()).toEqual(subjects.map(({ id }) => id).sort());
        expect(ranked).toHaveLength(list.filter(([open, , isMarked]) => open && isMarked).length);
      }),
    );
  });
});

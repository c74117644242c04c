import { dayText } from "../../src/values/day.ts";
import { articleRows, type Step, type UnitPlan } from "./articles.ts";
import { on } from "./draft.ts";
import { happeningRows, type SamplePlan } from "./plan.ts";

const steps: Record<string, Step> = {
  general: { type: "adoption", values: { channel: "district-general" } },
  special: { type: "adoption", values: { channel: "district-special" } },
  province: { type: "adoption", values: { channel: "province" } },
  state: { type: "adoption", values: { channel: "state-council" } },
};

/** What happens to a section besides its submissions. */
const incidents: Record<string, Step> = {
  adopted: { type: "commission", values: { outcome: "adopted" } },
  completed: { type: "commission", values: { outcome: "completed" } },
  failed: { type: "commission", values: { outcome: "failed" } },
  late: { type: "reporting-failure", values: { kind: "late" } },
  omitted: { type: "reporting-failure", values: { kind: "omitted" } },
  concealed: { type: "reporting-failure", values: { kind: "concealed" } },
  leak: { type: "misconduct", values: { kind: "leak" } },
  plagiarism: { type: "misconduct", values: { kind: "plagiarism" } },
  false: { type: "misconduct", values: { kind: "false", harm: false } },
  interview: { type: "interview" },
};

interface SectionPlan extends UnitPlan {
  readonly incidents?: Readonly<Record<string, number>>;
}

function section(
  id: string,
  name: string,
  submissions: number,
  rest: Pick<SectionPlan, "ways" | "incidents" | "values">,
): SectionPlan {
  const months = Array.from(
    { length: 12 },
    (_, month) =>
      Math.floor(((month + 1) * submissions) / 12) - Math.floor((month * submissions) / 12),
  );
  return { id, name, category: "section", months, ...rest };
}

/**
 * The best is disqualified by three failed commissions, the second has two; two are level on the third
 * place and one is two points behind, for want of one submission. Two are level at 0, at the edge of the last three.
 */
const sections: readonly SectionPlan[] = [
  section("g01", "综合股", 64, {
    ways: { general: 12, special: 4, "general special": 1, "special province": 1, state: 1 },
    incidents: { adopted: 3, failed: 2 },
    values: { pointsTarget: 200, submissionsTarget: 60 },
  }),
  section("g02", "发展股", 71, {
    ways: {
      general: 8,
      special: 4,
      "general special": 1,
      "special province": 1,
      province: 1,
      state: 1,
    },
    incidents: { adopted: 2, failed: 1, late: 1 },
    values: { pointsTarget: 225, submissionsTarget: 71 },
  }),
  section("g03", "运行股", 75, {
    ways: { general: 13, special: 5, "general special": 1, "special province": 1, province: 1 },
    incidents: { adopted: 5, failed: 3 },
    values: { pointsTarget: 271, submissionsTarget: 76 },
  }),
  section("g04", "投资股", 33, {
    ways: { general: 9, special: 4, "general special province": 1 },
    incidents: { adopted: 3 },
    values: { pointsTarget: 220, submissionsTarget: 36 },
  }),
  section("g05", "企业股", 29, {
    ways: { general: 12, special: 3, "special province": 1 },
    incidents: { adopted: 3 },
    values: { pointsTarget: 223, submissionsTarget: 30 },
  }),
  section("g06", "信息股", 30, {
    ways: { general: 6, special: 2 },
    incidents: { adopted: 1, completed: 1 },
    values: { pointsTarget: 125.5 },
  }),
  section("g07", "电力股", 31, {
    ways: { general: 5, special: 3 },
    incidents: { adopted: 1, completed: 1 },
  }),
  section("g08", "节能股", 24, {
    ways: { general: 4, special: 1 },
    incidents: { adopted: 1, failed: 1, omitted: 1 },
  }),
  section("g09", "园区股", 52, {
    ways: { general: 2 },
    incidents: { completed: 3 },
    values: { submissionsTarget: 50 },
  }),
  section("g10", "法规股", 18, { ways: { general: 3, special: 1 }, incidents: { plagiarism: 1 } }),
  section("g11", "财务股", 5, {
    ways: { general: 1 },
    incidents: { concealed: 1 },
    values: { submissionsTarget: 6 },
  }),
  section("g12", "人事股", 6, { incidents: { leak: 1, interview: 1 } }),
  section("g13", "安全股", 13, { incidents: { failed: 1, false: 1, interview: 1 } }),
  section("g14", "协调股", 0, {}),
];

export const longyang: SamplePlan = {
  ruleset: "longyang-2019",
  roster: sections,
  prefix: "LY",
  seed: 20190311,
  rows: (random) => [
    ...articleRows(sections, { random, steps }),
    ...sections.flatMap((plan) => happeningRows(plan.id, plan.incidents ?? {}, incidents, random)),
  ],
  awkward: {
    spare: ["g09", "g07"],
    ordinary: { type: "submission" },
    listed: {
      type: "adoption",
      attribute: "channel",
      right: "district-general",
      mistaken: "state-council",
      wrong: "县政府办",
    },
    outOfRange: { type: "submission", cells: { count: "-3" } },
    misspelt: "综和股",
  },
  more: [
    {
      type: "adoption",
      subject: "g06",
      at: dayText(on(12, 31)),
      values: { channel: "city" },
    },
  ],
};

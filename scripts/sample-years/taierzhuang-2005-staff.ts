import { type Day, dayText, weekday } from "../../src/values/day.ts";
import { type Draft, lastDay, type Member, officeDay, on, personName } from "./draft.ts";
import { type Dated, datedRows, type SamplePlan } from "./plan.ts";
import type { Random } from "./random.ts";

interface Appraised extends Member {
  /** Votes in the half-year and in the year-end round: excellent, competent, incompetent. */
  readonly halfYear: readonly [number, number, number];
  readonly yearEnd: readonly [number, number, number];
}

function person(
  index: number,
  halfYear: Appraised["halfYear"],
  yearEnd: Appraised["yearEnd"],
): Appraised {
  return {
    id: `y${String(index).padStart(2, "0")}`,
    name: personName(index - 1),
    category: "staff",
    halfYear,
    yearEnd,
  };
}

function section(
  index: number,
  name: string,
  halfYear: Appraised["halfYear"],
  yearEnd: Appraised["yearEnd"],
): Appraised {
  return { id: `k${index}`, name, category: "section", halfYear, yearEnd };
}

/** 30 % of 12 people is 3.6, of 7 sections 2.1. The best is barred; two are level on the last place among the rest. */
const appraised: readonly Appraised[] = [
  person(1, [13, 2, 0], [14, 1, 0]),
  person(2, [11, 4, 0], [13, 2, 0]),
  person(3, [12, 3, 0], [12, 2, 1]),
  person(4, [10, 5, 0], [10, 4, 1]),
  person(5, [10, 4, 1], [10, 5, 0]),
  person(6, [9, 6, 0], [9, 6, 0]),
  person(7, [9, 5, 1], [8, 7, 0]),
  person(8, [7, 7, 1], [7, 7, 1]),
  person(9, [6, 8, 1], [6, 9, 0]),
  person(10, [5, 8, 2], [4, 8, 3]),
  person(11, [2, 6, 7], [2, 6, 7]),
  person(12, [0, 7, 8], [0, 8, 7]),
  section(1, "综合科", [9, 3, 0], [10, 2, 0]),
  section(2, "信息科", [8, 4, 0], [9, 3, 0]),
  section(3, "督查科", [9, 2, 1], [8, 4, 0]),
  section(4, "秘书科", [7, 5, 0], [8, 3, 1]),
  section(5, "文档科", [6, 5, 1], [6, 6, 0]),
  section(6, "机要科", [5, 6, 1], [5, 5, 2]),
  section(7, "后勤科", [3, 7, 2], [3, 6, 3]),
];

const votes = ["excellent", "competent", "incompetent"] as const;

/** Three days in all bar, two and a half do not; 90 sick days bar, 89.5 do not; kinds of leave do not add up. */
const incidents: readonly Dated[] = [
  ["y01", 3, 14, "absence", { days: 1 }],
  ["y01", 6, 19, "absence", { days: 1.5 }],
  ["y01", 11, 6, "absence", { days: 0.5 }],
  ["y04", 4, 3, "absence", { days: 1 }],
  ["y04", 9, 11, "absence", { days: 1.5 }],
  ["y06", 2, 26, "leave", { kind: "sick", days: 45 }],
  ["y06", 5, 13, "leave", { kind: "sick", days: 44.5 }],
  ["y06", 10, 10, "leave", { kind: "sick", days: 0.5 }],
  ["y05", 3, 4, "leave", { kind: "sick", days: 60 }],
  ["y05", 7, 1, "leave", { kind: "sick", days: 29.5 }],
  ["y05", 10, 14, "leave", { kind: "personal", days: 29.5 }],
  ["y08", 4, 15, "leave", { kind: "personal", days: 18 }],
  ["y08", 8, 5, "leave", { kind: "personal", days: 12 }],
  ["y09", 5, 29, "accident"],
  ["y11", 9, 4, "discipline", { note: "党内警告" }],
  ["y12", 10, 23, "violation", { note: "泄露内部材料,未造成后果" }],
  ["k2", 8, 21, "violation", { note: "值班无人" }],
];

export const taierzhuangStaff: SamplePlan = {
  ruleset: "taierzhuang-2005-staff",
  roster: appraised.map(member),
  prefix: "TK",
  seed: 20050202,
  rows: (random) => [
    ...appraised.flatMap((one) => ballots(one)),
    ...strayBallots(),
    ...datedRows(incidents),
    ...shortLeaves(random),
    ...publications(random),
  ],
  awkward: {
    spare: ["y07", "y10"],
    ordinary: { type: "leave", values: { kind: "personal", days: 0.5 } },
    listed: {
      type: "leave",
      values: { days: 1 },
      attribute: "kind",
      right: "sick",
      mistaken: "personal",
      wrong: "产假",
    },
    outOfRange: { type: "absence", cells: { days: "-1" } },
    dozen: { type: "ballot", values: { vote: "competent", round: "half-year" } },
    misspelt: "张伊",
  },
  more: [{ type: "absence", subject: "y10", at: dayText(on(5, 16)), cells: { days: "１" } }],
};

function member({ id, name, category }: Appraised): Member {
  return { id, name, ...(category === undefined ? {} : { category }) };
}

/** The half-year round in tallies; the year-end round slip by slip for people and, in January, in tallies for sections. */
function ballots({ id, category, halfYear, yearEnd }: Appraised): Draft[] {
  const people = category === "staff";
  return votes.flatMap((vote, index) => {
    const [first, last] = [halfYear[index] ?? 0, yearEnd[index] ?? 0];
    const initial: Draft = {
      type: "ballot",
      subject: id,
      at: dayText(on(6, 28)),
      count: first,
      values: { vote, round: "half-year" },
    };
    const final = { vote, round: "year-end" };
    const slip = (): Draft => ({
      type: "ballot",
      subject: id,
      at: dayText(on(12, 27)),
      values: final,
    });
    const tally: Draft = {
      type: "ballot",
      subject: id,
      at: "2025-01-08",
      count: last,
      values: { ...final, year: 2024 },
    };
    return [
      ...(first > 0 ? [initial] : []),
      ...(people ? Array.from({ length: last }, slip) : last > 0 ? [tally] : []),
    ];
  });
}

/** Slips of another year: the last one's, handed in in January, and one whose year is a slip of the pen. */
function strayBallots(): Draft[] {
  const values = { vote: "excellent", round: "year-end" };
  return [
    {
      type: "ballot",
      subject: "y11",
      at: dayText(on(1, 9)),
      count: 9,
      values: { ...values, year: 2023 },
    },
    {
      type: "ballot",
      subject: "y12",
      at: dayText(on(1, 9)),
      count: 6,
      values: { ...values, year: 2023 },
    },
    { type: "ballot", subject: "y10", at: dayText(on(12, 27)), values: { ...values, year: 2014 } },
  ];
}

function shortLeaves(random: Random): Draft[] {
  return Array.from({ length: 24 }, (): Draft => {
    const subject = random.pick(["y02", "y03", "y07", "y10"]);
    const days = random.pick([0.5, 1, 1, 1.5, 2]);
    const at = dayText(officeDay(random, random.between(1, 12)));
    return {
      type: "leave",
      subject,
      at,
      values: { kind: random.pick(["sick", "personal"]), days },
    };
  });
}

/** The bulletins of the office: daily on weekdays only, one week and one month left out and made up for. */
function publications(random: Random): Draft[] {
  const rows: Draft[] = [];
  const publish = (title: string, day: Day, subject: string, count = 1): void => {
    rows.push({
      type: "publication",
      subject,
      at: dayText(day),
      values: { title },
      ...(count > 1 ? { count } : {}),
    });
  };
  for (let day = on(1, 1); day <= lastDay; day += 1) {
    if (weekday(day) > 5) continue;
    const count = random.between(3, 5);
    publish("jinri-xinxi", day, random.pick(["k2", "k2", "y02", "y03"]), count);
  }
  for (let monday = on(1, 1); monday + 6 <= lastDay; monday += 7) {
    publish("taierzhuang-xinxi", monday + random.between(0, 4), "k2");
    const skipped = monday === on(2, 12);
    const doubled = monday === on(2, 19);
    if (!skipped) publish("juece-cankao", monday + random.between(0, 4), "k1", doubled ? 2 : 1);
  }
  for (let month = 1; month <= 12; month += 1) {
    publish("dashiji", officeDay(random, month), "k5");
    if (month !== 7)
      publish(
        "tongbao",
        officeDay(random, month),
        month === 5 ? "office" : "k4",
        month === 8 ? 2 : 1,
      );
    publish("ducha", officeDay(random, month), "k3");
    // Four a month, but for one in November.
    for (let issue = month === 11 ? 2 : 1; issue <= 4; issue += 1)
      publish("ducha-zhuanbao", officeDay(random, month), "k3");
  }
  return rows;
}

import { loadRuleset } from "../../src/index.ts";
import { readEvents } from "../../src/node.ts";

const label = (en: string, zh: string) => ({ en, zh });

/** A ruleset of one kind of event, with a number and a note; the points of an event are its number. */
export const document = {
  format: 1,
  id: "invented-points",
  title: label("Points", "积分"),
  source: { title: "积分办法" },
  timeZone: "Asia/Shanghai",
  clauses: {
    A1: { place: "一", title: label("points", "计分") },
    A2: { place: "二", title: label("ranking", "排名") },
  },
  periods: [{ unit: "year", clause: "A2", label: label("year", "年度") }],
  subjects: { unit: { label: label("unit", "单位"), who: "roster" } },
  events: {
    gain: {
      label: label("gain", "加分"),
      attributes: {
        points: { type: "number", label: label("points", "分值") },
        note: { type: "text", optional: true, label: label("note", "备注") },
      },
    },
  },
  rules: [
    {
      id: "gain",
      clause: "A1",
      label: label("points", "得分"),
      on: "gain",
      to: "points",
      amount: { var: "event.points" },
    },
  ],
  accounts: { points: { label: label("points", "得分"), steps: [{ sum: {} }] } },
  measures: {
    score: { label: label("score", "总分"), clause: "A2", value: { account: "points" } },
  },
  rankings: { final: { label: label("final", "排名"), clause: "A2", by: "score" } },
};

const ruleset = loadRuleset(document);

/** What event files of the ruleset above come to: the events, and what the reader says of the rest. */
export async function readGains(
  sources: Parameters<typeof readEvents>[0],
  options: Parameters<typeof readEvents>[2] = {},
) {
  const files = readEvents(sources, ruleset, options);
  const events: Record<string, unknown>[] = [];
  for await (const event of files) events.push({ ...event });
  const note = (code: string) => files.notes.find((one) => one.code === code)?.message;
  return {
    files,
    events,
    /** What each unit has gained, by the name in its rows. */
    sums: sumsOf(events),
    rejected: files.rejected.map(({ row, code }) => `${row} ${code}`),
    notes: files.notes.map(({ code }) => code),
    note,
  };
}

function sumsOf(events: readonly Record<string, unknown>[]): Record<string, number> {
  const sums: Record<string, number> = {};
  for (const { subject, points } of events)
    sums[String(subject)] = (sums[String(subject)] ?? 0) + Number(points);
  return sums;
}

/** A source with that text. */
export const csv = (content: string, name = "gains.csv") => ({ name, content });

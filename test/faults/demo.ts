import { folderOf, jifen } from "../cli/tools.ts";

export const label = (en: string, zh = en) => ({ en, zh });

/** A ruleset of 3 points for each note of a roster of units; with other parts where they are given. */
export function demo(parts: object): object {
  return {
    format: 1,
    id: "demo",
    title: label("demo", "示例"),
    source: { title: "demo" },
    timeZone: "Asia/Shanghai",
    clauses: {
      A1: { place: "1", title: label("points", "计分") },
      A2: { place: "2", title: label("limit", "上限") },
      A3: { place: "3", title: label("first limit", "第一上限") },
      A4: { place: "4", title: label("second limit", "第二上限") },
    },
    periods: [{ unit: "year", clause: "A1", label: label("year", "年度") }],
    subjects: { unit: { label: label("unit", "单位"), who: "roster" } },
    events: { note: { label: label("note", "信息") } },
    rules: [
      {
        id: "note",
        clause: "A1",
        label: label("note", "信息"),
        on: "note",
        to: "notes",
        amount: "3",
      },
    ],
    accounts: { notes: { label: label("points", "分值"), steps: [{ sum: {} }] } },
    measures: {
      score: { label: label("score", "得分"), clause: "A1", value: { account: "notes" } },
    },
    rankings: { final: { label: label("ranking", "排名"), clause: "A1", by: "score" } },
    ...parts,
  };
}

/** The output of a command on a ruleset, a file of events and one of units, for the year 2024. */
export async function told(
  command: "score" | "explain",
  files: { readonly rules: object; readonly events: string; readonly units: string },
  lang: "en" | "zh",
  more: readonly string[] = [],
): Promise<string> {
  const path = folderOf({
    "rules.json": JSON.stringify(files.rules),
    "units.csv": files.units,
    "events.csv": files.events,
  });
  const { out, err } = await jifen([
    command,
    path("rules.json"),
    path("events.csv"),
    ...["--subjects", path("units.csv"), "--period", "2024", "--lang", lang],
    ...(command === "score" ? ["--format", "markdown"] : []),
    ...more,
  ]);
  return `${out}${err}`;
}

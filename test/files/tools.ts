import { loadRuleset } from "../../src/index.ts";
import {
  type EventFiles,
  type ReadEventsOptions,
  readEvents,
  type Source,
} from "../../src/node.ts";

const label = (en: string, zh: string, ...also: string[]) => ({ en, zh, also });
const plain = (en: string, zh: string) => ({ en, zh });

/** A ruleset with one of everything that columns can hold. */
const document = {
  format: 1,
  id: "reading",
  title: plain("Reading", "读取"),
  source: { title: "读取" },
  timeZone: "Asia/Shanghai",
  clauses: { R1: { place: "一", title: plain("all", "全部") } },
  periods: [{ unit: "year", clause: "R1", label: plain("year", "年度") }],
  enums: {
    level: { city: label("city", "市级", "市"), province: label("province", "省级", "省") },
    leader: { mayor: label("mayor", "市长", "市级") },
  },
  subjects: {
    unit: {
      label: label("unit", "单位"),
      who: "roster",
      categories: { town: label("town", "镇(街)", "镇"), office: label("office", "科室") },
      attributes: { target: { type: "number", optional: true, label: label("target", "任务") } },
    },
    author: { label: label("author", "作者"), who: "open" },
    bureau: { label: label("the bureau", "本局"), who: "single" },
  },
  columns: { subject: label("unit", "单位", "报送单位") },
  attributes: {
    item: { type: "text", optional: true, label: label("item", "信息编号") },
    note: { type: "text", optional: true, label: label("note", "备注") },
  },
  events: {
    adoption: {
      label: label("adoption", "采用", "录用"),
      attributes: {
        level: { type: "level", label: label("level", "级别") },
        words: { type: "number", optional: true, label: label("words", "字数(字)") },
        long: { type: "boolean", default: false, label: label("long", "长稿") },
        seen: { type: "day", optional: true, label: label("seen", "阅示日期") },
        office: { type: "unit", optional: true, label: label("office", "协办") },
        author: { type: "author", optional: true, label: label("author", "作者") },
      },
    },
    annotation: {
      label: label("annotation", "批示"),
      attributes: { leader: { type: "leader", label: label("leader", "级别") } },
    },
    issue: {
      label: label("issue", "编发"),
      subjects: ["unit", "bureau"],
      attributes: { count: { type: "integer", default: 1, label: label("count", "数量") } },
    },
  },
  rules: [
    {
      id: "r",
      clause: "R1",
      label: plain("points", "得分"),
      on: ["adoption", "annotation"],
      to: "points",
      amount: 1,
    },
  ],
  accounts: { points: { label: plain("points", "得分"), steps: [{ sum: {} }] } },
  measures: {
    score: { label: plain("score", "总分"), clause: "R1", value: { account: "points" } },
  },
  rankings: { final: { label: plain("final", "排名"), clause: "R1", by: "score" } },
};

export const ruleset = loadRuleset(document);

export const subjects = [
  { id: "001", name: "第一镇", category: "town" },
  { id: "002", name: "综合科", category: "office" },
];

export function source(content: string | Uint8Array, name = "events.csv"): Source {
  return { name, content };
}

/** What a file comes to. */
export interface FileRead {
  readonly events: readonly Record<string, unknown>[];
  readonly files: EventFiles;
  /** `row column code` of each rejected row. */
  readonly rejected: readonly string[];
  readonly notes: readonly string[];
}

export async function readAll(
  sources: Source | readonly Source[],
  options: ReadEventsOptions = {},
): Promise<FileRead> {
  const files = readEvents(sources, ruleset, { subjects, ...options });
  const events: Record<string, unknown>[] = [];
  for await (const event of files) events.push({ ...event });
  const rejected = files.rejected.map(({ row, column, code }) => `${row} ${column ?? "-"} ${code}`);
  return { events, files, rejected, notes: files.notes.map(({ code }) => code) };
}

/** The rows of a CSV text with the usual header. */
export function rows(...lines: readonly string[]): string {
  return ["编号,类型,时间,单位,级别,字数(字)", ...lines].join("\n");
}

/** A text in GB18030: found by trying its decoder, since the platform has no encoder. */
export function gb18030(text: string): Uint8Array {
  const decoder = new TextDecoder("gb18030");
  const bytes = new Map<string, readonly number[]>();
  for (let lead = 0x81; lead <= 0xfe; lead += 1) {
    for (let trail = 0x40; trail <= 0xfe; trail += 1) {
      const char = decoder.decode(new Uint8Array([lead, trail]));
      if ([...char].length === 1 && !bytes.has(char)) bytes.set(char, [lead, trail]);
    }
  }
  return new Uint8Array(
    [...text].flatMap((char) =>
      char <= "\u007f" ? [char.charCodeAt(0)] : (bytes.get(char) ?? []),
    ),
  );
}

export function utf16(text: string, order: "le" | "be"): Uint8Array {
  const bytes = Buffer.from(`\ufeff${text}`, "utf16le");
  return order === "le" ? bytes : bytes.swap16();
}

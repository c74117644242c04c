import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import { describe, expect, test } from "vitest";
import { sampleFiles } from "../scripts/samples.ts";

const root = join(import.meta.dirname, "..");
const read = (path: string): string => readFileSync(join(root, path), "utf8");

type Cells = Readonly<Record<string, string>>;

/** A row under the names that its built-in columns have in every ruleset. */
interface Row {
  readonly id: string;
  readonly at: string;
  readonly type: string;
  readonly subject: string;
  readonly revises: string;
  readonly retracts: string;
  readonly cells: Cells;
}

interface Sample {
  readonly rows: readonly Row[];
  /** The row that first bears an id. */
  readonly byId: ReadonlyMap<string, Row>;
  readonly ids: ReadonlySet<string>;
  readonly names: ReadonlySet<string>;
  /** Other words for event types. */
  readonly otherTypes: ReadonlySet<string>;
}

interface Label {
  readonly zh: string;
  readonly also?: readonly string[];
}

interface RulesetJson {
  readonly columns?: Readonly<Record<string, Label>>;
  readonly subjects: Readonly<Record<string, { readonly label: Label }>>;
  readonly events: Readonly<Record<string, { readonly label: Label }>>;
  readonly parameters: Readonly<Record<string, { readonly value?: unknown }>>;
}

const rulesets = readdirSync(join(root, "rulesets"))
  .filter((name) => name.endsWith(".json"))
  .map((name) => name.replace(/\.json$/, ""));

function rulesetOf(id: string): RulesetJson {
  return JSON.parse(read(`rulesets/${id}.json`)) as RulesetJson;
}

function tableOf(path: string): Cells[] {
  return parse(read(path), { bom: true, columns: true, record_delimiter: ["\r\n", "\n"] });
}

function sampleOf(id: string): Sample {
  const ruleset = rulesetOf(id);
  const principal = Object.values(ruleset.subjects)[0]?.label.zh ?? "";
  const header = (key: string, usual: string): string => ruleset.columns?.[key]?.zh ?? usual;
  const rows = tableOf(`samples/${id}/events.csv`).map((cells): Row => {
    const cell = (key: string, usual: string): string => {
      const text = cells[header(key, usual)];
      if (text === undefined) throw new Error(`${id} has no column "${header(key, usual)}"`);
      return text;
    };
    return {
      id: cell("id", "编号"),
      at: cell("at", "时间"),
      type: cell("type", "类型"),
      subject: cell("subject", principal),
      revises: cell("revises", "更正"),
      retracts: cell("retracts", "撤销"),
      cells,
    };
  });
  const roster = tableOf(`samples/${id}/subjects.csv`);
  const [idHeader, nameHeader] = [header("id", "编号"), header("name", "名称")];
  return {
    rows,
    byId: new Map([...rows].reverse().map((row) => [row.id, row])),
    ids: new Set(roster.map((cells) => cells[idHeader] ?? "")),
    names: new Set(roster.map((cells) => cells[nameHeader] ?? "")),
    otherTypes: new Set(Object.values(ruleset.events).flatMap(({ label }) => label.also ?? [])),
  };
}

const same = (a: Row, b: Row): boolean => JSON.stringify(a.cells) === JSON.stringify(b.cells);
const known = (sample: Sample, text: string): boolean =>
  sample.ids.has(text) || sample.names.has(text);
const isRetraction = (row: Row | undefined): boolean => (row?.retracts ?? "") !== "";
const anyCell = (form: RegExp) => (row: Row) =>
  Object.values(row.cells).some((text) => form.test(text));

/** Is there another row of the same id of which this holds? */
function twin(sample: Sample, row: Row, holds: (a: Row, b: Row) => boolean): boolean {
  if (row.id === "") return false;
  return sample.rows.some((other) => other !== row && other.id === row.id && holds(row, other));
}

/** Does the text differ from a name on the roster by one character? */
function misspelt(sample: Sample, text: string): boolean {
  return [...sample.names].some((name) => {
    const [a, b] = [[...name], [...text]];
    return a.length === b.length && a.filter((char, index) => char !== b[index]).length === 1;
  });
}

function counts(row: Row): string {
  return row.cells["数量"] ?? row.cells["条数"] ?? "";
}

/** The awkward cases of real life: each file has each of them. */
const awkwardCases: Readonly<Record<string, (row: Row, sample: Sample) => boolean>> = {
  "the same row twice": (row, sample) => twin(sample, row, same),
  "the same row in other words": (row, sample) =>
    twin(sample, row, (a, b) => a.at === b.at && a.type !== b.type && !same(a, b)),
  "one id with two contents": (row, sample) => twin(sample, row, (a, b) => a.at !== b.at),
  "a correction": (row, sample) => sample.byId.has(row.revises),
  "a correction of nothing": (row, sample) => row.revises !== "" && !sample.byId.has(row.revises),
  "a retraction": (row, sample) => {
    const target = sample.byId.get(row.retracts);
    return target !== undefined && !isRetraction(target) && target.revises === "";
  },
  "a retraction of a revision": (row, sample) =>
    (sample.byId.get(row.retracts)?.revises ?? "") !== "",
  "a retraction of a retraction": (row, sample) => isRetraction(sample.byId.get(row.retracts)),
  "a misspelt unit": (row, sample) =>
    !known(sample, row.subject.trim()) && misspelt(sample, row.subject),
  "an unknown unit": (row, sample) => row.subject === "临时办公室" && !known(sample, row.subject),
  "spaces around a name": (row, sample) =>
    / $/.test(row.subject) && sample.names.has(row.subject.trim()),
  "a full-width space before a name": (row, sample) =>
    row.subject.startsWith("\u3000") && sample.names.has(row.subject.trim()),
  "a unit by id": (row, sample) => sample.ids.has(row.subject),
  "a unit by name": (row, sample) => sample.names.has(row.subject),
  "a name beginning with =": anyCell(/^=/),
  "a day that does not exist": (row) => row.at === "2024-02-30",
  "a date with slashes": (row) => row.at === "2024/3/5",
  "a date in Chinese": (row) => /^2024年\d+月\d+日$/.test(row.at),
  "a day of the next year": (row) => row.at.startsWith("2025-01-"),
  "an instant in the ruleset's zone": (row) => /^2024-.*T.*\+08:00$/.test(row.at),
  "an instant that is in the next month there": (row) => row.at === "2024-03-31T17:30:00Z",
  "no id": (row) => row.id === "",
  "no type": (row) => row.type === "",
  "no unit": (row) => row.subject === "" && row.type !== "" && !isRetraction(row),
  "a type that there is not": (row) => row.type === "转发",
  "a level that there is not": anyCell(/^(县级|县政府办|产假)$/),
  "a number out of range": (row) => anyCell(/^-\d+$/)(row) || Number(row.cells["扣分"]) > 200,
  "a count of nothing": (row) => counts(row) === "0",
  "a full-width number": anyCell(/^[０-９]+$/),
  "a row that counts for twelve": (row) => counts(row) === "12",
  "a note with a comma, quotes and a line break": (row) => /,.*"\n/.test(row.cells["备注"] ?? ""),
  "names of the ruleset": (row) => /^(submission|adoption|report|leave)$/.test(row.type),
  "other Chinese words": (row, sample) => sample.otherTypes.has(row.type),
};

test("the files are up to date, and there are no others", () => {
  const files = sampleFiles();
  const onDisk = readdirSync(join(root, "samples"), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(root.length + 1)
        .replaceAll("\\", "/"),
    );
  expect(onDisk.sort()).toEqual([...files.keys()].sort());
  const stale = [...files].filter(([path, text]) => read(path) !== text).map(([path]) => path);
  expect(stale, "run: npm run generate").toEqual([]);
});

test("every run makes the same", () => {
  expect([...sampleFiles()]).toEqual([...sampleFiles()]);
});

test("Gannan's invented parameters are those that it leaves open, and say that they are invented", () => {
  const open = Object.entries(rulesetOf("gannan-2008").parameters).filter(
    ([, { value }]) => value === undefined,
  );
  const { note, parameters } = JSON.parse(read("samples/gannan-2008/parameters.json")) as {
    note: string;
    parameters: Record<string, string>;
  };
  expect(Object.keys(parameters).sort()).toEqual(open.map(([name]) => name).sort());
  expect(note).toMatch(/^Invented/);
});

describe.each(rulesets)("%s", (id) => {
  const sample = sampleOf(id);

  test("has at least 12 subjects and 600 events", () => {
    expect(sample.ids.size).toBeGreaterThanOrEqual(12);
    expect(sample.names.size).toBe(sample.ids.size);
    expect(sample.rows.length).toBeGreaterThanOrEqual(600);
  });

  test("is kept mostly, not entirely, in the order of days", () => {
    const back = sample.rows.filter(
      (row, index) => row.at < (sample.rows[index - 1]?.at ?? ""),
    ).length;
    expect(back).toBeGreaterThan(0);
    expect(back / sample.rows.length).toBeLessThan(0.3);
  });

  test.each(Object.entries(awkwardCases))("has %s", (_, holds) => {
    expect(sample.rows.some((row) => holds(row, sample))).toBe(true);
  });

  test("has few awkward rows among the good", () => {
    const exceptional = Object.entries(awkwardCases)
      .filter(([name]) =>
        /twice|two contents|nothing|misspelt|unknown|no |there is not|out of range|does not/.test(
          name,
        ),
      )
      .map(([, holds]) => holds);
    const awkward = sample.rows.filter((row) => exceptional.some((holds) => holds(row, sample)));
    expect(awkward.length / sample.rows.length).toBeLessThan(0.05);
  });
});

test("an empty cell stands where a value is required", () => {
  const required: Readonly<Record<string, readonly [type: string, header: string]>> = {
    "yicheng-2004-units": ["采用", "级别"],
    "yicheng-2004-staff": ["上报信息", "级别"],
    "longyang-2019": ["采用", "采用渠道"],
    "gannan-2008": ["采用", "采用渠道"],
    "taierzhuang-2005-units": ["采用", "级别"],
    "taierzhuang-2005-staff": ["请假", "假别"],
    "shangjie-201x": ["录用", "级别"],
  };
  expect(Object.keys(required).sort()).toEqual([...rulesets].sort());
  for (const [id, [type, header]] of Object.entries(required)) {
    const empty = sampleOf(id).rows.filter(
      (row) => row.type === type && row.cells[header] === "" && !row.cells["媒体"],
    );
    expect(empty.length, id).toBeGreaterThan(0);
  }
});

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { clauseSection } from "../scripts/ruleset-pages/clauses.ts";
import { anchor } from "../scripts/ruleset-pages/markdown.ts";
import { readingSection } from "../scripts/ruleset-pages/readings.ts";
import { runDocument } from "../scripts/ruleset-pages/runs.ts";
import { examplePages, rulesetPages } from "../scripts/ruleset-pages.ts";
import { score } from "../src/engine/score.ts";
import { readEvents } from "../src/files/events.ts";
import { readSubjects } from "../src/files/subjects.ts";
import { loadRuleset } from "../src/program/load.ts";

const root = join(import.meta.dirname, "..");
/** Where documents lie, and where the pages made from them. */
const collections = [
  { documents: "rulesets", folder: "docs/rulesets", pages: rulesetPages() },
  { documents: "docs/examples", folder: "docs/examples", pages: examplePages() },
] as const;

interface Name {
  readonly en: string;
  readonly zh: string;
  readonly also?: readonly string[];
}
type Named<Value> = Readonly<Record<string, Value>>;

/** The parts of a document that its page must show, read apart from the library. */
interface Document {
  readonly title: Name;
  readonly clauses: Named<{ readonly place: string; readonly title: Name }>;
  readonly enums?: Named<Named<Name>>;
  readonly events: Named<{
    readonly label: Name;
    readonly attributes?: Named<{ readonly label: Name; readonly type: string }>;
  }>;
  readonly parameters?: Named<{ readonly value?: unknown }>;
  readonly interpretations?: Named<{ readonly question: Name; readonly options: Named<Name> }>;
  readonly notes?: readonly { readonly text: Name }[];
}

function documentsIn(folder: string): readonly (readonly [id: string, document: Document])[] {
  return readdirSync(join(root, folder))
    .filter((name) => name.endsWith(".json"))
    .map((name) => [
      name.replace(/\.json$/, ""),
      JSON.parse(readFileSync(join(root, folder, name), "utf8")) as Document,
    ]);
}

/** Under the headings of the second and third order. */
function sectionsOf(page: string): Map<string, string> {
  const parts = page.split(/^#{2,3} /m).slice(1);
  return new Map(
    parts.map((part) => {
      const [heading = "", ...lines] = part.split("\n");
      return [heading, lines.join("\n")];
    }),
  );
}

/** As a reader sees it: without the marks of Markdown. */
function visible(text: string): string {
  return text.replace(/\\(?=[\\`*_[\]<>|~])/g, "").replace(/[*`]/g, "");
}

describe.each(collections)("pages in $folder", ({ folder, documents: from, pages }) => {
  test("the pages are up to date, and there are no others", () => {
    const onDisk = readdirSync(join(root, folder))
      .filter((name) => name.endsWith(".md"))
      .map((name) => `${folder}/${name}`);
    expect(onDisk.sort(), "run: npm run generate").toEqual([...pages.keys()].sort());
    const stale = [...pages]
      .filter(([path, text]) => readFileSync(join(root, path), "utf8") !== text)
      .map(([path]) => path);
    expect(stale, "run: npm run generate").toEqual([]);
  });

  test("the list of pages leads to each", () => {
    const list = pages.get(`${folder}/README.md`) ?? "";
    for (const [id, { title }] of documentsIn(from)) {
      expect(list).toContain(`[\`${id}\`](${id}.md)`);
      expect(visible(list)).toContain(title.zh);
    }
  });
});

const everyPage = collections.flatMap(({ documents: from, folder, pages }) =>
  documentsIn(from).map(([id, document]) => ({
    id,
    document,
    page: pages.get(`${folder}/${id}.md`) ?? "",
  })),
);

describe.each(everyPage)("$id", ({ document, page }) => {
  const sections = sectionsOf(page);
  const under = (start: string): string =>
    [...sections].find(([heading]) => heading.startsWith(start))?.[1] ?? "";

  test("has a section for every clause, in the regulation's order, with place, titles and a worked case", () => {
    const ids = Object.keys(document.clauses);
    const headings = [...sections.keys()].flatMap((heading) => {
      const found = /^(\S+)\. /.exec(heading)?.[1];
      return found === undefined ? [] : [found];
    });
    expect(headings).toEqual(ids);
    for (const [clause, { place, title }] of Object.entries(document.clauses)) {
      const section = under(`${clause}. `);
      expect(section).toContain(title.zh);
      expect(section).toContain(`(${place})`);
      expect(section).toMatch(/^\*\*Worked case 算例\*\* \(example \d+\)|^No example/m);
    }
  });

  test("has every option of every interpretation with an example that it changes", () => {
    for (const [name, { question, options }] of Object.entries(document.interpretations ?? {})) {
      const section = visible(under(name));
      expect(section).toContain(question.en);
      expect(section).toContain(question.zh);
      const rows = section.split("\n").filter((line) => line.startsWith("| "));
      for (const [option, meaning] of Object.entries(options)) {
        const row = rows.find((line) => /^\| (\S+)/.exec(line)?.[1] === option) ?? "";
        expect(row).toContain(`| ${meaning.en} | ${meaning.zh} |`);
        expect(row).toMatch(/\(default 默认\)|\| \d+(, \d+)*( and others 等)? \|$/);
      }
    }
  });

  test("names the parameters that the user supplies, and no others", () => {
    const section = under("Numbers that you supply");
    const open = Object.entries(document.parameters ?? {})
      .filter(([, { value }]) => value === undefined)
      .map(([name]) => name);
    const named = [...section.matchAll(/^\| `([^`]+)`/gm)].map(([, name]) => name);
    expect(named).toEqual(open);
    if (open.length === 0) expect(section).toContain("None");
  });

  test("has every parameter with its value among the numbers of a clause", () => {
    for (const [name, { value }] of Object.entries(document.parameters ?? {})) {
      const row = page.split("\n").find((line) => line.startsWith(`| \`${name}\` |`)) ?? "";
      if (typeof value === "string") expect(row).toContain(`| ${value.replace("-", "−")} |`);
      else expect(row, name).toMatch(/\| (no value|-?\d+; -?\d+ with)/);
    }
  });

  test("has the Chinese names of every type of event, attribute and value", () => {
    for (const { label, attributes = {} } of Object.values(document.events)) {
      const heading = [...sections.keys()].find((one) => one.endsWith(` ${label.zh}`)) ?? "none";
      // What every type of event has stands above them all.
      const section = visible(under("Events") + under(heading));
      for (const other of label.also ?? []) expect(section).toContain(other);
      for (const attribute of Object.values(attributes)) {
        expect(page).toContain(`| ${attribute.label.zh} |`);
        for (const [name, { zh }] of Object.entries(document.enums?.[attribute.type] ?? {}))
          expect(section).toContain(`${zh} ${name}`);
      }
    }
  });

  test("lists every outcome, and every note stands in full", () => {
    const outcomes = under("Outcomes");
    // An outcome may be written under each option of a reading: those of the defaults are listed.
    for (const node of loadRuleset(document).resolved.nodes)
      if (node.kind === "outcome")
        expect(visible(outcomes)).toContain(`| ${node.id} ${node.label.en} ${node.label.zh} |`);
    for (const { text } of document.notes ?? []) {
      expect(visible(page)).toContain(text.en);
      expect(visible(page)).toContain(text.zh);
    }
  });

  test("has no two headings with one address, and no link that leads nowhere", () => {
    const headings = [...page.matchAll(/^#+ (.+)$/gm)].map(([, heading = ""]) => anchor(heading));
    expect(new Set(headings).size).toBe(headings.length);
    const links = [...page.matchAll(/\]\((#[^)]+)\)/g)].map(([, target]) => target ?? "");
    expect(links.length).toBeGreaterThan(0);
    expect(links.filter((target) => !headings.includes(target))).toEqual([]);
  });

  test("has tables whose rows are as long as their headers", () => {
    const cells = (row: string): number => row.split(/(?<!\\)\|/).length;
    const lines = page.split("\n");
    const rows = lines.filter((line) => line.startsWith("|"));
    expect(rows.length).toBeGreaterThan(0);
    for (const [index, line] of lines.entries()) {
      const before = lines[index - 1] ?? "";
      if (line.startsWith("|") && before.startsWith("|")) expect(cells(line)).toBe(cells(before));
    }
  });

  test("speaks in words: no pieces of the document as JSON", () => {
    expect(page).not.toMatch(/\{ ?"|"\w+": |undefined|\[object|: +;|; ;/);
  });

  test("gives a file to begin with that is read and scored to the last row", async () => {
    const [events = "", subjects] = [...page.matchAll(/```csv\n([\s\S]*?)```/g)].map(
      ([, text]) => text,
    );
    const ruleset = loadRuleset(document);
    const source = (content: string) => ({ name: "sample.csv", content });
    const roster =
      subjects === undefined ? [] : (await readSubjects(source(subjects), ruleset)).subjects;
    const files = readEvents(source(events), ruleset, { subjects: roster });
    const result = await score(ruleset, files, { subjects: roster, period: "2024" });
    expect(files.rejected).toEqual([]);
    expect(result.rejections).toEqual([]);
    const types = Object.keys(document.events).length;
    expect(result.counts).toMatchObject({ events: types, accepted: types });
  });
});

describe("a page in words", () => {
  const name = (en: string, zh: string): Name => ({ en, zh });
  const small = {
    format: 1,
    id: "small",
    title: name("small", "小"),
    source: { title: "小" },
    timeZone: "Asia/Shanghai",
    clauses: {
      A: { place: "一|1", title: name("points for *stars* | bars", "星") },
      B: { place: "二", title: name("award", "评先") },
      C: { place: "三", title: name("nothing", "无") },
    },
    periods: [{ unit: "year", clause: "B", label: name("year", "年度") }],
    enums: { level: { low: name("low", "低"), high: name("high", "高") } },
    subjects: { unit: { label: name("unit", "单位"), who: "roster" } },
    events: {
      report: {
        label: name("report", "报告"),
        attributes: {
          level: { type: "level", label: name("level", "级别") },
          pages: { type: "integer", optional: true, label: name("pages", "页数") },
        },
        derived: {
          thick: { value: { ">": [{ var: ["event.pages", 0] }, { param: "A.pages" }] } },
        },
        checks: [
          {
            id: "sure",
            clause: "A",
            else: "warn",
            label: name("low ones are thin", "低级的要薄"),
            require: {
              "!": { and: [{ "==": [{ var: "event.level" }, "low"] }, { var: "event.thick" }] },
            },
          },
        ],
      },
    },
    parameters: {
      "A.points": { value: "-1.5", clause: "A", label: name("points", "分值") },
      "A.pages": { value: "9", clause: "A" },
      "B.count": { clause: "B" },
    },
    tables: {
      worth: {
        axes: ["level"],
        cells: {
          low: { value: "1", clause: "A" },
          high: { value: { reading: ["much", { some: "2", lots: "3" }] }, clause: "A" },
        },
      },
    },
    interpretations: {
      much: {
        clause: "A",
        question: name("How much?", "多少?"),
        default: "some",
        options: { some: name("some", "一些"), lots: name("lots", "很多") },
      },
    },
    rules: [
      {
        id: "thick",
        clause: "A",
        label: name("thick report", "厚报告"),
        on: "report",
        when: { and: [{ var: "event.thick" }, { has: "event.pages" }] },
        to: "points",
        amount: {
          "*": [{ "+": [{ table: ["worth", { var: "event.level" }] }, 1] }, { param: "A.points" }],
        },
      },
    ],
    accounts: {
      points: {
        label: name("points", "分"),
        steps: [{ sum: {} }, { floor: "-100", clause: "A", label: name("at least", "至少") }],
      },
    },
    measures: {
      score: { label: name("score", "得分"), clause: "B", value: { account: "points" } },
    },
    rankings: { final: { label: name("order", "排名"), clause: "B", by: "score" } },
    outcomes: {
      best: {
        kind: "award",
        clause: "B",
        label: name("best", "最佳"),
        when: {
          or: [
            { "<=": [{ rank: "final" }, { param: "B.count" }] },
            { "!": { "==": [{ measure: "score" }, 0] } },
          ],
        },
      },
    },
    examples: [
      {
        it: "takes (2 + 1)·1.5 = 4.5",
        given: { period: "2024", subjects: [{ id: "a" }] },
        events: [{ type: "report", level: "high", pages: 10 }],
        expect: { scores: { a: "-4.5" } },
      },
    ],
  };

  const section = (clause: string): string => {
    const subject = runDocument(small);
    return clauseSection(subject, subject.ruleset.clauses.get(clause)!).join("\n");
  };

  test("marks of Markdown in the document are text on the page", () => {
    expect(section("A")).toContain("### A. Points for \\*stars\\* \\| bars\n\n星 (一\\|1)\n");
  });

  test("a rule says on what, where, how much and to which account; the words it uses are explained", () => {
    const text = section("A");
    expect(text).toContain(
      "- **Rule 规则** `thick` *thick report* 厚报告: each *report* 报告 where `thick` holds and *pages* 页数 is stated adds ((what table `worth` gives for *level* 级别) + 1) × −1.5 (`A.points`) to *points* 分\n",
    );
    expect(text).toContain(
      "- `thick` in *report* 报告: *pages* 页数 (0 if not stated) > 9 (`A.pages`)\n",
    );
  });

  test("a denied pair of conditions is said as one would say it", () => {
    expect(section("A")).toContain(
      "it passes if *level* 级别 is not low 低 or `thick` does not hold; otherwise the event is scored, with a warning 计入并提醒",
    );
  });

  test("a number that a reading changes stands with both values", () => {
    expect(section("A")).toContain("| high 高 | 2; 3 with `much` = `lots` |");
  });

  test("an account says its limit once", () => {
    expect(section("A")).toContain(
      "*points* 分: the entries of `thick`; added up; at least −100\n",
    );
  });

  test("an outcome says when it is given; what has no value is named", () => {
    expect(section("B")).toContain(
      "for every *unit* 单位; given where the place in *order* 排名 ≤ `B.count` or *score* 得分 ≠ 0;",
    );
    expect(section("B")).toContain("| `B.count` |  |  | no value: you supply it 由使用者提供 |");
  });

  test("the worked case shows the event, what the clause made of it, and the result", () => {
    expect(section("A")).toContain(
      [
        "**Worked case 算例** (example 1): takes (2 + 1)·1.5 = 4.5.",
        "",
        "Period 考核期 2024; for 对象 `a`.",
        "",
        "| no. 编号 | event 事项 | by A 按本条 |",
        "| --- | --- | --- |",
        "| `1` | *report* 报告; *level* 级别: high 高; *pages* 页数: 10 | −4.5 |",
        "",
        "| result 结果 | `a` |",
        "| --- | --- |",
        "| *score* 得分 | −4.5 |",
      ].join("\n"),
    );
  });

  test("a clause without effect says that it has no example", () => {
    expect(section("C")).toContain("No example: it changes no result.");
  });

  test("an interpretation shows an example under both readings", () => {
    const subject = runDocument(small);
    const [reading] = [...subject.ruleset.interpretations.values()];
    expect(readingSection(subject, reading!).join("\n")).toContain(
      [
        "| example 1 | `some` | `lots` |",
        "| --- | --- | --- |",
        "| *score* 得分 of `a` | −4.5 | −6 |",
      ].join("\n"),
    );
  });

  test("no page is made of examples that do not come out as they say", () => {
    const [example] = small.examples;
    const wrong = { ...example, expect: { scores: { a: "4.5" } } };
    expect(() => runDocument({ ...small, examples: [wrong] })).toThrow("takes (2 + 1)·1.5 = 4.5");
  });
});

import type { Cell, Clause, ResolvedRuleset, Table } from "../../src/ruleset/resolved.ts";
import { workedCase } from "./choice.ts";
import { explains, type Line } from "./lines.ts";
import { both, capital, code, figure, link, list, plain, table, value } from "./markdown.ts";
import { attributeOf, columnName, expressionsOf, valueName } from "./names.ts";
import type { Subject, Variant } from "./runs.ts";
import { parameterWords, words } from "./words.ts";
import { workedCaseLines } from "./worked-case.ts";

function clauseHeading({ id, title }: Clause): string {
  return `${id}. ${capital(plain(title.en))}`;
}

/** Clause ids that lead to their sections. */
export function clauseLinks(ruleset: ResolvedRuleset, clauses: readonly string[]): string {
  return list(
    clauses.map((id) => {
      const clause = ruleset.clauses.get(id);
      return clause === undefined ? id : link(id, clauseHeading(clause));
    }),
  );
}

export function clauseList({ clauses }: ResolvedRuleset): readonly string[] {
  return table(
    ["clause 条款", "place 出处", "what it is about", "内容"],
    [...clauses.values()].map((clause) => [
      link(clause.id, clauseHeading(clause)),
      plain(clause.place),
      plain(clause.title.en),
      plain(clause.title.zh),
    ]),
  );
}

/** Everything that a clause says, and a case in which it did. */
export function clauseSection(subject: Subject, clause: Clause): readonly string[] {
  const { ruleset, runs, variants } = subject;
  const own = subject.lines.filter((line) => line.clauses.has(clause.id) && !explains(line));
  const derived = subject.lines.filter((line) => line.clauses.has(clause.id) && explains(line));
  const explained = explaining(subject.lines, [...own, ...derived]);
  const notes = ruleset.notes.filter(({ clauses }) => clauses.includes(clause.id));
  const asked = [...ruleset.interpretations.values()].filter(({ clauses }) =>
    clauses.includes(clause.id),
  );
  const run = workedCase(ruleset, runs, clause);
  const bullets = [
    ...own.flatMap((line) => lineBullets(line, clause.id, variants)),
    ...[...new Set([...derived, ...explained])].flatMap((line) =>
      lineBullets(line, clause.id, variants),
    ),
    ...asked.map(
      ({ id, question }) => `- **Open question 待定** ${link(code(id), id)}: ${value(question)}`,
    ),
    ...notes.map(({ text }) => `- **Note 说明** ${value(text)}`),
  ];
  return [
    `### ${clauseHeading(clause)}`,
    "",
    `${plain(clause.title.zh)} (${plain(clause.place)})`,
    "",
    ...(bullets.length === 0 ? [] : [...bullets, ""]),
    ...parameterTable(subject, clause.id),
    ...[...ruleset.tables.values()].flatMap((one) => cellTable(subject, one, clause.id)),
    ...(run === undefined
      ? ["No example: it changes no result. 无算例:不影响计分结果。", ""]
      : workedCaseLines(ruleset, run, clause.id)),
  ];
}

/** The lines that explain words of others, with those that explain them in turn. */
function explaining(lines: readonly Line[], from: readonly Line[]): Line[] {
  const byKey = new Map(lines.map((line) => [line.key, line]));
  const found = new Map<string, Line>();
  const follow = (line: Line): void => {
    for (const key of line.explainedBy) {
      const other = byKey.get(key);
      if (other === undefined || found.has(key)) continue;
      found.set(key, other);
      follow(other);
    }
  };
  for (const line of from) follow(line);
  return lines.filter(({ key }) => found.has(key));
}

/** A line as far as it is about a clause, and under it what other readings say in its place. */
function lineBullets(line: Line, clause: string, variants: readonly Variant[]): string[] {
  const about = ({ parts }: Line): string[] =>
    parts
      .filter(({ clauses }) => clauses === undefined || clauses.includes(clause))
      .map(({ text }) => text);
  const usual = about(line);
  const others = variants.flatMap(({ interpretation, option, lines }) => {
    const other = lines.get(line.key);
    const reading = `${code(interpretation)} = ${code(option)}`;
    if (other === undefined) return [`  - with ${reading}: there is none`];
    const texts = about(other);
    const changed = texts.filter((text) => !usual.includes(text));
    const dropped = usual.filter((text) => !texts.includes(text));
    if (changed.length > 0) return [`  - with ${reading}: ${changed.join("; ")}`];
    return dropped.length === 0 ? [] : [`  - with ${reading}: without “${dropped.join("; ")}”`];
  });
  return [`- ${line.head}: ${usual.join("; ")}`, ...others];
}

/** The number in force by default, and under each reading that changes it. */
function withVariants(
  usual: string,
  variants: readonly Variant[],
  read: (ruleset: ResolvedRuleset) => string,
): string {
  const others = variants.flatMap(({ interpretation, option, ruleset }) => {
    const other = read(ruleset);
    return other === usual ? [] : [`${other} with ${code(interpretation)} = ${code(option)}`];
  });
  return [usual, ...others].join("; ");
}

function parameterTable({ ruleset, variants }: Subject, clause: string): readonly string[] {
  const parameters = [...ruleset.parameters.values()].filter(({ clauses }) =>
    clauses.includes(clause),
  );
  const read = (from: ResolvedRuleset, name: string): string => {
    const known = from.parameters.get(name)?.value;
    return known === undefined ? "no value: you supply it 由使用者提供" : figure(known);
  };
  return table(
    ["parameter 参数", "meaning", "含义", "value 数值"],
    parameters.map(({ name, label }) => [
      code(name),
      plain(label?.en ?? ""),
      plain(label?.zh ?? ""),
      withVariants(read(ruleset, name), variants, (other) => read(other, name)),
    ]),
  );
}

/** The cells of a table that cite a clause. */
function cellTable(
  { ruleset, variants }: Subject,
  { name, axes, cells, default: otherwise, type }: Table,
  clause: string,
): readonly string[] {
  const keys = keyHeaders(ruleset, name);
  const read = (from: ResolvedRuleset, cell: Cell): string => {
    const found = cellOf(from, name, cell.keys);
    if (found === undefined) return "";
    if (found.value.kind === "parameter") return parameterWords(from, found.value.name);
    return found.value.kind === "literal"
      ? valueName(from, type, found.value.value)
      : words(found.value, { ruleset: from, events: [] });
  };
  const shown = [...cells, ...(otherwise === undefined ? [] : [otherwise])];
  const rows = shown
    .filter(({ clauses }) => clauses.includes(clause))
    .map((cell) => [
      ...axes.map((axis, index) => {
        const key = cell.keys[index];
        if (key === undefined) return "otherwise 其他";
        if (axis.kind === "values") return valueName(ruleset, axis.type, key);
        return bracketWords(axis.bounds, key, axis.includes);
      }),
      withVariants(read(ruleset, cell), variants, (other) => read(other, cell)),
    ]);
  return table([...axes.map((_, index) => keys[index] ?? ""), `table ${code(name)} 数值表`], rows);
}

function cellOf(ruleset: ResolvedRuleset, name: string, keys: readonly string[]): Cell | undefined {
  const found = ruleset.tables.get(name);
  if (keys.length === 0) return found?.default;
  return found?.cells.find((cell) => cell.keys.join("\n") === keys.join("\n"));
}

/** What a table is looked up by: the words of the first that looks. */
function keyHeaders(ruleset: ResolvedRuleset, name: string): string[] {
  for (const { expression, events } of expressionsOf(ruleset)) {
    const found = tableRead(expression, name);
    if (found === undefined) continue;
    return found.operands.map((operand) => {
      const attribute =
        operand.kind === "field" ? attributeOf(ruleset, events, operand.name) : undefined;
      if (attribute !== undefined) return both(attribute.label);
      if (operand.kind === "subject-field" && operand.name === "category")
        return both(columnName(ruleset, "category"));
      return words(operand, { ruleset, events });
    });
  }
  return [];
}

type Expression = ReturnType<typeof expressionsOf>[number]["expression"];

function tableRead(part: Expression, name: string): Expression | undefined {
  if (part.kind === "table" && part.name === name) return part;
  for (const operand of part.operands) {
    const found = tableRead(operand, name);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** `1 or more, below 2`; the last is open. */
function bracketWords(bounds: readonly string[], key: string, includes: boolean): string {
  const next = bounds[bounds.indexOf(key) + 1];
  const from = includes ? `${figure(key)} or more 起` : `more than ${figure(key)} 以上`;
  if (next === undefined) return from;
  return `${from}, ${includes ? "below" : "at most"} ${figure(next)}`;
}

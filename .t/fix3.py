p='/work/main/src/cli/report.ts'
s=open(p).read()
s=s.replace("for (const row of table.rows) box.push(row.map((cell) => printable(textOf(cell))));","for (const row of table.rows) box.push(row.map((cell) => wrapped(printable(textOf(cell)))));")
s=s.replace('''export function markdownText(''','''const widest = 64;
const wide = /[\\u1100-\\u115f\\u2e80-\\ua4cf\\uac00-\\ud7a3\\uf900-\\ufaff\\ufe30-\\ufe6f\\uff00-\\uff60\\uffe0-\\uffe6]|[\\u{20000}-\\u{3fffd}]/gu;

/** A long list on several lines, broken behind its separators. */
function wrapped(text: string): string {
  const width = (part: string): number => part.length + (part.match(wide)?.length ?? 0);
  if (width(text) <= widest) return text;
  const lines = [""];
  for (const part of text.match(/.*?(?:, |; | · | — |、|;|$)/gu) ?? []) {
    const last = lines.at(-1) ?? "";
    if (last !== "" && width(last) + width(part.trimEnd()) > widest) lines.push(part);
    else lines[lines.length - 1] = last + part;
  }
  return lines.map((line) => line.trimEnd()).join("\\n");
}

export function markdownText(''')
open(p,'w').write(s)
p='/work/main/src/cli/circular.ts'
s=open(p).read()
a=s.index("  unavailable(): Section[] {"); b=s.index("  /** A table without the columns")
s=s[:a]+'''  /** What there is no value of, together with what else lacks the same. */
  unavailable(): Section[] {
    const groups = new Map<string, { readonly nodes: string[]; readonly lacks: string }>();
    const lines: string[] = [];
    for (const { node, lacks, message } of this.result.unavailable) {
      if (lacks.length === 0) lines.push(this.word(message));
      const names = lacks.map(({ parameter, clauses }) => `${parameter} (${clauses.join(", ")})`).join(", ");
      const group = groups.get(names) ?? { nodes: [], lacks: names };
      group.nodes.push(this.names.node(node));
      if (lacks.length > 0) groups.set(names, group);
    }
    for (const { nodes, lacks } of groups.values()) {
      lines.push(this.word(sentences.lacking(nodes.join(", "), lacks)));
    }
    return lines.length === 0 ? [] : [{ title: this.word(words.unavailable), lines }];
  }

'''+s[b:]
s=s.replace('import { compareText, type Language, type Text } from','import type { Language, Text } from')
open(p,'w').write(s)
p='/work/main/src/cli/words.ts'
s=open(p).read()
s=s.replace('''  events: (ids: string) =>''','''  lacking: (nodes: string, parameters: string) =>
    both(`${nodes}: no value is given for ${parameters}`, `${nodes}:未给出参数 ${parameters}`),
  events: (ids: string) =>''')
open(p,'w').write(s)
p='/work/main/src/cli/options.ts'
s=open(p).read()
a=s.index("  const final = ruleset.nodes"); b=s.index("  if (only === undefined) return final;")
s=s[:a]+'''  const final = ruleset.nodes.some(({ name }) => name === "ranking:final") ? ["final"] : [];
'''+s[b:]
open(p,'w').write(s)

p='/work/main/src/cli/report.ts'
s=open(p).read()
s=s.replace('''  const style = colour ? { head: ["bold"], border: ["gray"] } : { head: [], border: [] };''','''  const style = colour
    ? { head: ["bold"], border: ["gray"], compact: true }
    : { head: [], border: [], compact: true };''')
open(p,'w').write(s)
p='/work/main/src/cli/names.ts'
s=open(p).read()
a=s.index("  fact({ of"); b=s.index("/** The values beneath a score")
s=s[:a]+'''  fact({ of, value, comparison, against, holds }: Fact): string {
    const label = this.node(of);
    if (comparison === undefined || against === undefined || value in states) {
      return `${label}: ${this.state(value)}`;
    }
    const sign = signs[comparison] ?? comparison;
    if (holds) return `${label} ${value} ${sign} ${against}`;
    return `${label} ${say(sentences.needed(value, sign, against), this.language)}`;
  }

  /** What became of an outcome; a grade by its label. */
  state(value: string): string {
    const state = states[value];
    return state === undefined ? this.listed(value) : say(state, this.language);
  }
}

const states: Readonly<Record<string, Text>> = {
  met: words.met,
  missed: words.missed,
  pending: words.pending,
  given: words.given,
  "not-given": words.notGiven,
  "not-applicable": words.notApplicable,
};

const signs: Readonly<Record<string, string>> = { ">=": "≥", "<=": "≤", "!=": "≠", "==": "=" };

'''+s[b:]
s=s.replace('import type { Language } from','import type { Language, Text } from')
open(p,'w').write(s)
p='/work/main/src/cli/words.ts'
s=open(p).read()
s=s.replace('''  given: both("given", "是"),
''','''  given: both("yes", "是"),
  notGiven: both("no", "否"),
  notApplicable: both("not applicable", "不适用"),
''')
open(p,'w').write(s)
p='/work/main/src/cli/circular.ts'
s=open(p).read()
a=s.index("  private table(")
s=s[:a]+'''  /** A table without the columns in which nothing stands. */
  private table(title: Text, headers: readonly Text[], rows: readonly Cell[][], right = -1): Section[] {
    if (rows.length === 0) return [];
    const columns = headers.map((header, index): Column => {
      const named = { header: this.word(header) };
      return index === right ? { ...named, align: "right" } : named;
    });
    const filled = columns.map((_, index) => rows.some((row) => row[index] !== ""));
    const holds = (_: unknown, index: number): boolean => filled[index] === true;
    const table = { columns: columns.filter(holds), rows: rows.map((row) => row.filter(holds)) };
    return [{ title: this.word(title), table }];
  }
}
'''
s=s.replace("        one.key ?? \"\",\n        one.value === undefined","        one.key ?? \"\",\n        one.value === undefined")
open(p,'w').write(s)
p='/work/main/src/cli/main.ts'
s=open(p).read()
s=s.replace('''    if (error instanceof CommanderError && error.exitCode === 0) return 0;
''','''    // Help has been shown: asked for, or for want of a command.
    if (error instanceof CommanderError && /help|version/i.test(error.code)) return error.exitCode === 0 ? 0 : 2;
''')
s=s.replace('''    .version(''','''    .option("--lang <language>", word(words.optionLang))
    .version(''')
open(p,'w').write(s)

p='/work/main/test/cli/score.test.ts'
s=open(p).read()
s=s.replace('''"│   5 │ 时间 │ “2024-02-30”不是日期''','''"│  5 │ 时间 │ “2024-02-30”不是日期''')
s=s.replace('''a,=HYPERLINK("x")\\nb''','''a,"=HYPERLINK(""x"")"\\nb''')
s=s.replace('["an unknown file", [ruleset, "none.csv"]','["an unknown file", [ruleset, "none.csv", "--subjects", "GOOD"]')
s=s.replace('["a workbook", [ruleset, "XLSX"]','["a workbook", [ruleset, "XLSX", "--subjects", "GOOD"]')
s=s.replace('''    ["standard input twice"''','''    ["no roster where one is needed", [ruleset, "EVENTS"], "--subjects"],
    ["standard input twice"''')
s=s.replace('const known = ["EVENTS", "XLSX", "ROSTER"];','const known = ["EVENTS", "XLSX", "ROSTER", "GOOD"];')
s=s.replace('''ROSTER: "编号,名称,分值任务\\n,,3\\n",''','''GOOD: subjects,
      ROSTER: "编号,名称,分值任务\\n,,3\\n",''')
open(p,'w').write(s)
p='/work/main/test/cli/commands.test.ts'
s=open(p).read()
a=s.index('  test("reads standard input and ends with its code"')
s=s[:a]+'''  test("reads standard input and ends with its code", () => {
    const events = "编号,类型,时间,股室\\nA1,报送,2024-03-05,甲\\n";
    const path = folderOf({ "subjects.csv": "编号\\n甲\\n" });
    const args = ["score", "longyang-2019", "-", "--subjects", path("subjects.csv")];
    const { status, stdout } = run([...args, "--only", "standings", "--format", "csv"], {}, events);
    expect([status, stdout]).toEqual([0, expect.stringContaining("1,甲,2")]);
  });
});
'''
open(p,'w').write(s)
p='/work/main/src/cli/rulesets.ts'
s=open(p).read()
a=s.index("  const rows = Object.values(rulesets).map((document) => {"); b=s.index("  const headers = [words.id, words.title, words.source")
s=s[:a]+'''  const rows = Object.values(rulesets).map((document) => {
    // The bundled documents are sound: their heads need no loading.
    const { id, title, source, clauses, subjects } = document as RulesetDocument;
    const issuer = source.issuer === undefined ? "" : `${source.issuer} `;
    return [
      id,
      say(title, language),
      `${issuer}《${source.title}》${source.date === undefined ? "" : ` ${source.date}`}`,
      { number: String(Object.keys(clauses).length) },
      Object.values(subjects)
        .map(({ label }) => label[language])
        .join(", "),
    ];
  });
'''+s[b:]
s=s.replace('import { pointerPlaces }','import type { RulesetDocument } from "../document/ruleset.ts";\nimport { pointerPlaces }')
open(p,'w').write(s)
p='/work/main/src/cli/faults.ts'
s=open(p).read()
s=s.replace('''function lackLines({ lacks }: UsageError, language: Language): string[] {
''','''function lackLines({ code, lacks }: UsageError, language: Language): string[] {
  if (code === "roster-needed") return [say(complaints.giveRoster(), language)];
''').replace("/** How to give the parameters that lack. */","/** How to give what lacks. */")
open(p,'w').write(s)
p='/work/main/src/cli/words.ts'
s=open(p).read()
s=s.replace('''  giveParameters:''','''  giveRoster: () => both("Give it with --subjects file.", "请用 --subjects 文件 给出。"),
  giveParameters:''')
open(p,'w').write(s)

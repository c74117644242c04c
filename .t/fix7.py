import re
def sub(p, pairs):
    s=open(p).read()
    for a,b in pairs:
        assert a in s, (p,a)
        s=s.replace(a,b,1)
    open(p,'w').write(s)
sub('/work/main/src/node/cells.ts',[('export function readMoment','function readMoment'),('''const dayPart =''','''/** Ids: a spreadsheet that took one for a number has shortened it, and several may have become the same. */
export function readId(cell: unknown): unknown {
  if (typeof cell !== "string" || !/^\\d(\\.\\d+)?E\\+?\\d+$/i.test(cell)) return readText(cell);
  return new Fault("id-shortened", { value: cell }, textColumnHint);
}

const dayPart ='''),('invisibleHint, numberHint }','invisibleHint, numberHint, textColumnHint }')])
sub('/work/main/src/node/hints.ts',[('''export const invisibleHint''','''export const textColumnHint = both(
  "give the column the format text before it is filled, and write the whole id",
  "请先把该列设为文本格式,再填写完整编号",
);

export const invisibleHint''')])
sub('/work/main/src/node/json.ts',[('export function placeAt','function placeAt')])
sub('/work/main/src/node/messages.ts',[('''  "two-columns": (d) =>''','''  "id-shortened": (d) =>
    both(
      `"${value(d)}" is an id that a spreadsheet has shortened to a rounded number`,
      `“${value(d)}”是被表格软件缩略过的编号`,
    ),
  "two-columns": (d) =>'''),('''  expanded: (d) =>''','''  "sheet-full": (d) =>
    both(
      `the file ends in row ${row(d)}, the last that some spreadsheets can hold: is something cut off?`,
      `文件恰好在第 ${row(d)} 行结束,这是某些表格软件的行数上限:数据是否被截断?`,
    ),
  expanded: (d) =>''')])
sub('/work/main/src/node/plan.ts',[('type ReadCell, readListed, readText }','type ReadCell, readId, readListed, readText }'),('''      const read = this.cells.forAttribute(attribute);
''','''      const read = attribute.name === "item" ? readId : this.cells.forAttribute(attribute);
''')])
s=open('/work/main/src/node/plan.ts').read()
s=s.replace('''    return readText;
  }''','''    return column === "count" || column === "subject" ? readText : readId;
  }''')
open('/work/main/src/node/plan.ts','w').write(s)
sub('/work/main/src/node/event-rows.ts',[('''    for await (const row of this.table.rows) {
      if''','''    let last = 0;
    for await (const row of this.table.rows) {
      last = row.row;
      if'''),('''    for (const header of this.unknown) {''','''    if (fullSheets.includes(last)) this.say(note("sheet-full", this.name, { row: last }));
    for (const header of this.unknown) {'''),('''const largestCount = 100_000;
''','''const largestCount = 100_000;

/** The last rows of sheets, in old and new workbooks. */
const fullSheets = [65_536, 1_048_576];
''')])
sub('/work/main/test/node/tools.ts',[('export const document','const document')])
s=open('/work/main/src/cli/main.ts').read()
s=re.sub(r'/\*\* The exit codes:.*?\n(export )?type ExitCode[^\n]*\n\n','',s,flags=re.S)
s=s.replace('/** Runs one command line, without the names of the program; gives the exit code. */','/**\n * Runs one command line, without the name of the program, and gives the exit code: 0 clean, 1 rejected rows, faults\n * or failed examples, 2 wrong use, 3 a fault of jifen.\n */')
s=s.replace('''    .exitOverride()
''','''    .addHelpText("after", `\\n${word(words.exitCodes)}`)
    .exitOverride()
''',1)
open('/work/main/src/cli/main.ts','w').write(s)
sub('/work/main/src/cli/words.ts',[('''  // The circular''','''  exitCodes: both(
    "Exit codes: 0 clean; 1 rejected rows, faults of a ruleset or failed examples; 2 wrong use, nothing was scored; 3 a fault of jifen.",
    "退出码:0 正常;1 有退回的行、规则集有问题或示例未通过;2 用法有误,未计分;3 jifen 自身的错误。",
  ),
  // The circular''')])
sub('/work/main/test/node/files.test.ts',[('''  test("overlapping files are united"''','''  test("an id that a spreadsheet has shortened is rejected: two may have become one", async () => {
    const { rejected } = await readAll(source(rows(`1.23457E+17,${good}`, `1E05,${good}`, `1E,${good}`)));
    expect(rejected).toEqual(["2 编号 id-shortened", "3 编号 id-shortened"]);
  });

  test("a file as long as a full sheet may be cut off", async () => {
    const lines = Array.from({ length: 65_535 }, (_, index) => `E${index},${good}`);
    expect((await readAll(source(rows(lines.join("\\n"))))).notes).toContain("sheet-full");
  });

  test("overlapping files are united"''')])

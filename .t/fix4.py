import re
p='/work/main/src/cli/check.ts'
s=open(p).read()
a=s.index("const shownIssues = 100;"); b=s.index("/** `jifen check`")
body=s[a:b]
s=s[:a]+s[b:]
s=s.replace('import { type Issue, RulesetError } from "../values/issue.ts";','import { RulesetError } from "../values/issue.ts";')
s=s.replace('import { printable } from "./report.ts";','import { issueLines } from "./issues.ts";\nimport { printable } from "./report.ts";')
open(p,'w').write(s)
body=body.replace('Pick<NamedRuleset, "file" | "placeOf"> | undefined','PlacedRuleset')
body=body.replace('ruleset?.file','ruleset.file')
open('/work/main/src/cli/issues.ts','w').write('''import type { Issue } from "../values/issue.ts";
import type { Language } from "../values/text.ts";
import { printable } from "./report.ts";
import { say, sentences } from "./words.ts";

/** The file that a ruleset stands in, if any, and the `line:column` of a JSON Pointer in it. */
export interface PlacedRuleset {
  readonly file: string | undefined;
  readonly placeOf: (pointer: string) => string;
}

'''+body)
p='/work/main/src/cli/rulesets.ts'
s=open(p).read()
s=s.replace('''export interface NamedRuleset {
  /** The id of a bundled one, or the file. */
  readonly name: string;
  readonly document: unknown;
  /** The file that it stands in, where it is none of the bundled. */
  readonly file: string | undefined;
  /** `line:column` of a JSON Pointer, in a file. */
  readonly placeOf: (pointer: string) => string;
}
''','''export interface NamedRuleset extends PlacedRuleset {
  /** The id of a bundled one, or the file. */
  readonly name: string;
  readonly document: unknown;
}

/** Loads the ruleset of that id or in that file; its issues are told with their places. */
export async function loadNamed(name: string, choices: Choices = {}): Promise<LoadedRuleset> {
  const ruleset = await rulesetNamed(name);
  try {
    return loadRuleset(ruleset.document, choices);
  } catch (error) {
    if (!(error instanceof RulesetError)) throw error;
    const told = (language: Language): string => issueLines(error.issues, ruleset, language).join("\\n");
    throw new CommandError({ en: told("en"), zh: told("zh") });
  }
}
''')
s=s.replace('import { loadRuleset } from "../program/load.ts";','import { type LoadedRuleset, loadRuleset } from "../program/load.ts";\nimport type { Choices } from "../ruleset/resolve.ts";')
s=s.replace('import { didYouMean } from "../values/issue.ts";','import { didYouMean, RulesetError } from "../values/issue.ts";')
s=s.replace('import type { Section } from "./report.ts";','import { issueLines, type PlacedRuleset } from "./issues.ts";\nimport type { Section } from "./report.ts";')
open(p,'w').write(s)
p='/work/main/src/cli/run.ts'
s=open(p).read()
s=s.replace('''  const { document } = await rulesetNamed(request.ruleset);
  const ruleset = loadRuleset(document, choices);
''','''  const ruleset = await loadNamed(request.ruleset, choices);
''')
s=s.replace('import { rulesetNamed } from','import { loadNamed } from').replace('import { type LoadedRuleset, loadRuleset } from','import type { LoadedRuleset } from')
open(p,'w').write(s)
p='/work/main/src/cli/main.ts'
s=open(p).read()
s=re.sub(r'loadRuleset\(\s*\(await rulesetNamed\(name\)\)\.document,?\s*\)\.resolved','(await loadNamed(name)).resolved',s)
s=s.replace('import { loadRuleset } from "../program/load.ts";\n','').replace('import { listSections, rulesetNamed, rulesetSections }','import { listSections, loadNamed, rulesetSections }')
s=s.replace('''    .option("--ranking <ranking>", word(words.optionRanking))
''','''    .option("--ranking <ranking>", word(words.optionRanking))
    .option("--full", word(words.optionFull))
''')
open(p,'w').write(s)
p='/work/main/src/cli/faults.ts'
s=open(p).read()
s=s.replace('''  if (error instanceof RulesetError) return issueLines(error.issues, undefined, language);
''','').replace('import { RulesetError } from "../values/issue.ts";\n','').replace('import { issueLines } from "./check.ts";\n','')
s=s.replace('''  if (lines !== undefined) return { text: lines.join("\\n"), code: 2 };''','''  if (lines !== undefined) {
    return { text: lines.flatMap((line) => line.split("\\n").map(printable)).join("\\n"), code: 2 };
  }''')
s=s.replace('''  if (error instanceof UsageError)
    return word(error.text).split("\\n").concat(lackLines(error, language));''','''  if (error instanceof UsageError) return [word(error.text), ...lackLines(error, language)];''')
a=s.index("  return [\n    say(complaints.giveParameters") if "  return [\n    say(complaints.giveParameters" in s else -1
if a>0:
    s=s[:a]+'''  return [say(complaints.giveParameters(options), language), say(complaints.onlyTargets(), language)];
}
'''
open(p,'w').write(s)
p='/work/main/src/cli/explain.ts'
s=open(p).read()
s=s.replace('''  readonly output?: string;
}''','''  readonly output?: string;
  readonly full?: boolean;
}''',1)
s=s.replace('explanationText(explanation, language)','explanationText(explanation, language, { full: flags.full === true })')
s=s.replace('''  terminal.stderr.write(`${summary(run, rejected, language).join("\\n")}\\n`);''','''  const period = run.periodNote === undefined ? [] : [periodLine(run, run.periodNote, language)];
  terminal.stderr.write(`${[...period, countsLine(run, language)].join("\\n")}\\n`);''')
s=s.replace('import { summary } from "./rows.ts";','import { countsLine, periodLine } from "./rows.ts";')
open(p,'w').write(s)
p='/work/main/src/cli/rows.ts'
s=open(p).read()
s=re.sub(r'  const period =\s*run\.periodNote === undefined\s*\? \[\]\s*: \[`\$\{run\.result\.period\.name\}: \$\{say\(run\.periodNote, language\)\}`\];','  const period = run.periodNote === undefined ? [] : [periodLine(run, run.periodNote, language)];',s)
s=s.replace('''/** The lines that stand beside data''','''/** The period that was taken for want of a stated one. */
export function periodLine({ result }: FileRun, note: Text, language: Language): string {
  return `${say(words.period, language)} ${result.period.name}: ${say(note, language)}`;
}

/** The lines that stand beside data''').replace('import type { Language } from "../values/text.ts";','import type { Language, Text } from "../values/text.ts";')
open(p,'w').write(s)
p='/work/main/src/cli/words.ts'
s=open(p).read()
s=s.replace('''  optionVerbose:''','''  optionFull: both("every entry on a line of its own", "逐笔列出"),
  optionVerbose:''')
open(p,'w').write(s)

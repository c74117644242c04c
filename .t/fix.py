p='/work/main/src/cli/options.ts'
s=open(p).read()
a=s.index("  const at = args.findLastIndex"); b=s.index("  const known = languages.find")
s=s[:a]+'''  const at = args.findIndex((arg) => arg === "--lang" || arg.startsWith("--lang="));
  const asked = at < 0 ? undefined : (args[at]?.split("=")[1] ?? args[at + 1] ?? "");
'''+s[b:]
open(p,'w').write(s)
p='/work/main/src/cli/score.ts'
s=open(p).read()
s=s.replace("import { type Cell, csvText","import { csvText")
open(p,'w').write(s)
p='/work/main/src/cli/terminal.ts'
s=open(p).read()
s=s.replace('''  readonly env: Readonly<Record<string, string | undefined>>;
}''','''  readonly env: Readonly<Record<string, string | undefined>>;
  /** That of the package. */
  readonly version: string;
}''')
open(p,'w').write(s)
p='/work/main/src/cli/main.ts'
s=open(p).read()
s=s.replace('''    .helpCommand(false)
''','''    .helpCommand(false)
    .version(terminal.version, "--version", word(words.optionVersion))
''')
open(p,'w').write(s)
p='/work/main/src/cli.ts'
s=open(p).read()
s=s.replace('''import { main } from "./cli/main.ts";
''','''import { readFileSync } from "node:fs";
import { main } from "./cli/main.ts";
''')
s=s.replace('''process.exitCode = await main(process.argv.slice(2), process);''','''const { version } = JSON.parse(
  readFileSync(new URL("../package.json", import.meta.url), "utf8"),
) as { version: string };
const { stdout, stderr, stdin, env } = process;
process.exitCode = await main(process.argv.slice(2), { stdout, stderr, stdin, env, version });''')
open(p,'w').write(s)

import { spawnSync } from "node:child_process";
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { transformSync } from "esbuild";
import ts from "typescript";
import packageJson from "../../package.json" with { type: "json" };
import { main } from "../../src/cli/main.ts";
import { builtFile } from "../built.ts";
import { root } from "./blocks.ts";

/** What a command or a snippet wrote, and how it ended. */
export interface Outcome {
  readonly output: string;
  readonly code: number | null;
}

/** A command of a console block, with the lines that the page shows below it. */
export interface Command {
  readonly command: string;
  readonly shown: readonly string[];
}

const { version } = packageJson;

const anyLines = "…";

/** The commands of a console block: lines that begin with `$ ` (and go on behind a backslash). */
export function commandsOf(text: string): Command[] {
  const commands: { command: string; shown: string[] }[] = [];
  let goesOn = false;
  for (const line of text.split("\n")) {
    const last = commands.at(-1);
    if (line.startsWith("$ ")) commands.push({ command: line.slice(2), shown: [] });
    else if (last === undefined) throw new Error(`no command stands before "${line}"`);
    else if (goesOn) last.command += `\n${line}`;
    else last.shown.push(line);
    goesOn = (goesOn || line.startsWith("$ ")) && line.endsWith("\\");
  }
  return commands;
}

function linesOf(text: string): string[] {
  return text
    .trimEnd()
    .split("\n")
    .map((line) => line.trimEnd());
}

/** Is this what the page shows? A line `…` stands for any lines; white space at the ends of lines is nothing. */
export function isShown(output: string, shown: string): boolean {
  const [lines, wanted] = [linesOf(output), linesOf(shown)];
  const fits = (line: number, want: number): boolean => {
    const next = wanted[want];
    if (next === undefined) return line === lines.length;
    if (next.trim() !== anyLines) return lines[line] === next && fits(line + 1, want + 1);
    return (
      lines.some((_, from) => from >= line && fits(from, want + 1)) || want + 1 === wanted.length
    );
  };
  return fits(0, 0);
}

/** Runs something with files of its own, which are gone afterwards. */
function inFolder<Value>(act: (folder: string) => Value): Value {
  const folder = mkdtempSync(join(tmpdir(), "jifen-docs-"));
  try {
    return act(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function environment(language: string, folder: string): NodeJS.ProcessEnv {
  const { PATH = "", HOME = "", TMPDIR } = process.env;
  return {
    PATH: `${folder}${delimiter}${PATH}`,
    HOME,
    ...(TMPDIR === undefined ? {} : { TMPDIR }),
    LANG: `${language}.UTF-8`,
    NO_COLOR: "1",
    TERM: "dumb",
  };
}

/** A command that no shell has to understand: the command line with words that mean what they say. */
const plain = /^(?:npx )?jifen((?: [\p{L}\p{N}_./=,-]+)*)$/u;

/**
 * Runs a command of a page, in the repository's root by default: `jifen` and `npx jifen` are the command line of the
 * source. A plain command runs within this process, which saves a start of Node; any other goes through the shell.
 */
export async function runCommand(command: string, language: string, cwd = root): Promise<Outcome> {
  const words = plain.exec(command)?.[1];
  if (words === undefined) return runInShell(command, language, cwd);
  const before = process.cwd();
  process.chdir(cwd);
  try {
    return await runPlain(words.split(" ").slice(1), language);
  } finally {
    process.chdir(before);
  }
}

async function runPlain(args: readonly string[], language: string): Promise<Outcome> {
  const written: string[] = [];
  const output = { write: (text: string) => written.push(text) };
  const code = await main(args, {
    stdout: output,
    stderr: output,
    stdin: (async function* () {})(),
    env: environment(language, ""),
    version,
  });
  return { output: written.join(""), code };
}

/** Runs a command in the shell, with the command line as a program of its own. */
export function runInShell(command: string, language: string, cwd = root): Outcome {
  return inFolder((folder) => {
    const program = join(folder, "jifen");
    writeFileSync(program, `#!/bin/sh\nexec "${process.execPath}" "${builtFile("cli")}" "$@"\n`);
    chmodSync(program, 0o755);
    const text = command.replace(/\bnpx jifen\b/g, "jifen");
    const { stdout, status } = spawnSync("/bin/sh", ["-c", `{ ${text}\n} 2>&1`], {
      cwd,
      encoding: "utf8",
      env: environment(language, folder),
    });
    return { output: stdout, code: status };
  });
}

/** The name of an entry of the package, in the source and as it is built. */
function entryOf(specifier: string): string | undefined {
  if (specifier === "jifen") return "index";
  return /^jifen\/(node|arrow|rulesets(?:\/[\w-]+)?)$/.exec(specifier)?.[1];
}

function rulesetOf(specifier: string): string | undefined {
  const path = /^jifen\/(rulesets\/[\w.-]+\.json)$/.exec(specifier)?.[1];
  return path === undefined ? undefined : resolve(root, path);
}

/** What a snippet imports when the compiler looks at it. */
function sourceOf(specifier: string): string | undefined {
  const entry = entryOf(specifier);
  return entry === undefined ? rulesetOf(specifier) : resolve(root, `src/${entry}.ts`);
}

/** What a snippet imports when it is run. */
function fileOf(specifier: string): string | undefined {
  const entry = entryOf(specifier);
  return entry === undefined ? rulesetOf(specifier) : builtFile(entry);
}

/** Runs a snippet in the repository's root, as a module of its own. */
export function runSnippet(text: string): Outcome {
  return inFolder((folder) => {
    const file = join(folder, "snippet.mjs");
    const mapped = text.replace(/(from\s+|import\s*\(?\s*)"([^"]+)"/g, (all, before, specifier) => {
      const file = fileOf(String(specifier));
      if (file !== undefined) return `${before}"${pathToFileURL(file).href}"`;
      // A package that users install beside jifen.
      return specifier === "apache-arrow"
        ? `${before}"${import.meta.resolve(specifier)}"`
        : String(all);
    });
    writeFileSync(file, transformSync(mapped, { loader: "ts", target: "es2022" }).code);
    const { stdout, stderr, status } = spawnSync(process.execPath, [file], {
      cwd: root,
      encoding: "utf8",
      env: environment("en_US", folder),
    });
    return { output: stdout + stderr, code: status };
  });
}

/** The program before, whose files need not be read again. */
let lastProgram: ts.Program | undefined;

/** What the compiler says of some snippets, each by its name. */
export function typeFaults(snippets: ReadonlyMap<string, string>): string[] {
  const config = ts.readConfigFile(resolve(root, "tsconfig.json"), ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent(config.config, ts.sys, root);
  const files = new Map(
    [...snippets].map(([name, text], index) => [
      resolve(root, `snippet-${index}.mts`),
      { name, text },
    ]),
  );
  const host = ts.createCompilerHost(options);
  const { readFile, fileExists } = host;
  host.readFile = (file) => files.get(file)?.text ?? readFile(file);
  host.fileExists = (file) => files.has(file) || fileExists(file);
  host.resolveModuleNameLiterals = (literals, from, redirected, given) =>
    literals.map(({ text }) => {
      const source = sourceOf(text);
      if (source === undefined)
        return ts.resolveModuleName(
          text,
          from,
          given,
          host,
          undefined,
          redirected,
          ts.ModuleKind.ESNext,
        );
      const extension = source.endsWith(".json") ? ts.Extension.Json : ts.Extension.Ts;
      return { resolvedModule: { resolvedFileName: source, extension } };
    });
  const program = ts.createProgram([...files.keys()], options, host, lastProgram);
  lastProgram = program;
  return [...files].flatMap(([file, { name }]) =>
    ts
      .getPreEmitDiagnostics(program, program.getSourceFile(file))
      .map(({ messageText, start = 0 }) => {
        const line = program.getSourceFile(file)?.getLineAndCharacterOfPosition(start).line ?? 0;
        return `${name}, line ${line + 1}: ${ts.flattenDiagnosticMessageText(messageText, " ")}`;
      }),
  );
}

import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { main } from "../../src/cli/main.ts";

/** What a command line wrote, and how it ended. */
export interface Outcome {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Runs the command line within this process. */
export async function jifen(
  args: readonly string[],
  { stdin = "", env = {} }: { stdin?: string; env?: Record<string, string> } = {},
): Promise<Outcome> {
  const written = { out: "", err: "" };
  const output = (key: "out" | "err") => ({
    write: (text: string) => {
      written[key] += text;
    },
  });
  const code = await main(args, {
    stdout: output("out"),
    stderr: output("err"),
    stdin: (async function* () {
      yield stdin;
    })(),
    env,
    version: "1.2.3",
  });
  return { code, ...written };
}

/** A new folder with these files; gives the path of each name. */
export function folderOf(
  files: Readonly<Record<string, string | Uint8Array>>,
): (name: string) => string {
  const folder = mkdtempSync(join(tmpdir(), "jifen-"));
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
  return (name) => join(folder, name);
}

const root = dirname(dirname(import.meta.dirname));

/** The arguments for a bundled ruleset's sample year. */
export function sample(id: string): string[] {
  const folder = join(root, "samples", id);
  return [
    id,
    join(folder, "events.csv"),
    "--subjects",
    join(folder, "subjects.csv"),
    "--period",
    "2024",
  ];
}

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { main } from "../src/cli/main.ts";

const root = join(import.meta.dirname, "..");

/** What the command line prints for a sample year, in Chinese, as Markdown. */
export async function circularOf(id: string): Promise<string> {
  let text = "";
  const sink = (part: string): void => {
    text += part;
  };
  const folder = `samples/${id}`;
  const args = ["score", id, `${folder}/events.csv`, "--subjects", `${folder}/subjects.csv`];
  const code = await main(
    [...args, ...parametersOf(folder), "--period", "2024", "--format", "markdown", "--lang", "zh"],
    {
      stdout: { write: sink },
      stderr: { write: sink },
      stdin: (async function* () {})(),
      env: {},
      version: "0",
    },
  );
  // Each sample has rows that must be sent back.
  if (code !== 1) throw new Error(`${id} gave exit code ${code}:\n${text}`);
  return text;
}

/** Point values that the regulation leaves to another document, as the sample invents them. */
function parametersOf(folder: string): string[] {
  const path = join(root, folder, "parameters.json");
  if (!existsSync(path)) return [];
  const { parameters } = JSON.parse(readFileSync(path, "utf8")) as {
    parameters: Record<string, string>;
  };
  return Object.entries(parameters).flatMap(([name, value]) => ["--param", `${name}=${value}`]);
}

/** The circular of each sample year. */
export async function circularFiles(): Promise<ReadonlyMap<string, string>> {
  const files = new Map<string, string>();
  const ids = readdirSync(join(root, "rulesets")).map((name) => name.replace(/\.json$/, ""));
  for (const id of ids.sort()) files.set(`test/golden/${id}.md`, await circularOf(id));
  return files;
}

import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, posix } from "node:path";
import { circularFiles } from "./circulars.ts";
import { constructPages } from "./constructs.ts";
import { faultPages } from "./faults.ts";
import { examplePages, rulesetPages } from "./ruleset-pages.ts";
import { sampleFiles } from "./samples.ts";
import { schemaFiles } from "./schema.ts";

/** A folder whose whole content, but for what it is made from, is made by a program: text by path. */
interface Generated {
  readonly folder: string;
  /** The ending of the files in it that it is made from. */
  readonly sources?: string;
  readonly files: () => ReadonlyMap<string, string> | Promise<ReadonlyMap<string, string>>;
}

/** In the order of making: what comes later may read what comes before. */
const generated: readonly Generated[] = [
  { folder: "samples", files: sampleFiles },
  { folder: "test/golden", files: circularFiles },
  { folder: "docs/rulesets", files: rulesetPages },
  { folder: "docs/examples", sources: ".json", files: examplePages },
  { folder: "docs/constructs", files: constructPages },
  { folder: "docs/conformance", files: faultPages },
  { folder: "schema", files: schemaFiles },
];

const root = join(import.meta.dirname, "..");
const check = process.argv.includes("--check");
const stale: string[] = [];
for (const one of generated) {
  const wanted = await one.files();
  stale.push(...staleFiles(one, wanted));
  if (!check) writeFiles(wanted);
}

if (!check)
  console.log(stale.length === 0 ? "everything was up to date" : `written:\n${list(stale)}`);
else if (stale.length > 0) {
  console.error(`not up to date:\n${list(stale)}\nrun: npm run generate`);
  process.exitCode = 1;
}

function list(paths: readonly string[]): string {
  return paths.map((path) => `  ${path}`).join("\n");
}

/** Files that are missing, differ, or should not be there. */
function staleFiles({ folder, sources }: Generated, wanted: ReadonlyMap<string, string>): string[] {
  const differing = [...wanted]
    .filter(([path, text]) => readText(path) !== text)
    .map(([path]) => path);
  const surplus = filesIn(folder).filter(
    (path) => !wanted.has(path) && !(sources !== undefined && path.endsWith(sources)),
  );
  return [...differing, ...surplus.map((path) => `${path} (delete it)`)];
}

/** Writes what differs; a file that should not be there is named, not deleted. */
function writeFiles(wanted: ReadonlyMap<string, string>): void {
  for (const [path, text] of wanted) {
    if (readText(path) === text) continue;
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
}

function readText(path: string): string | undefined {
  return existsSync(join(root, path)) ? readFileSync(join(root, path), "utf8") : undefined;
}

function filesIn(folder: string): string[] {
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) =>
      posix.join(
        folder,
        join(entry.parentPath, entry.name)
          .slice(join(root, folder).length + 1)
          .replaceAll("\\", "/"),
      ),
    )
    .sort();
}

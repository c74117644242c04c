import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import faults from "../test/faults/faults.json" with { type: "json" };

const root = join(import.meta.dirname, "..");
const folder = "test/faults";

/** A fault of the past, with the test that keeps it from coming back. */
export interface Fault {
  readonly id: string;
  readonly was: string;
  readonly file: string;
  /** What the test protects, in its own words; undefined where there is no such test. */
  readonly test: string | undefined;
}

/** Every fault of the list, and every test of a fault that is not on it. */
export function faultTests(): Fault[] {
  const was: ReadonlyMap<string, string> = new Map(Object.entries(faults));
  const listed = readdirSync(join(root, folder))
    .filter((name) => /^[a-c]\d+\.test\.ts$/.test(name))
    .map((name) => name.replace(".test.ts", "").toUpperCase());
  return [...new Set([...was.keys(), ...listed])].map((id) => {
    const file = `${folder}/${id.toLowerCase()}.test.ts`;
    const text = existsSync(join(root, file)) ? readFileSync(join(root, file), "utf8") : "";
    const test = new RegExp(`^describe\\(\\s*["'\`]${id}:? (.+?)["'\`]`, "m").exec(text)?.[1];
    return { id, was: was.get(id) ?? "", file, test };
  });
}

function openTable(open: readonly Fault[]): string {
  return `
These have no test yet, and are not known to be gone:

| id | what goes wrong |
| --- | --- |
${open.map(({ id, was }) => `| ${id} | ${was} |`).join("\n")}
`;
}

/** The page of faults: what went wrong once, and the test that would see it again. */
export function faultPages(): ReadonlyMap<string, string> {
  const all = faultTests();
  const rows = all.flatMap(({ id, was, file, test }) =>
    test === undefined ? [] : [`| ${id} | ${was} | [${test}](../../${file}) |`],
  );
  const open = all.filter(({ test }) => test === undefined);
  const page = `<!-- Made by \`npm run generate\` from ${folder}. -->

# Faults of the past

Each of these was seen by somebody who used an earlier version: wrong or lost numbers (A), misleading words (B), crashes
and damage (C). Each has a test that keeps it from coming back.

| id | what went wrong | what holds now |
| --- | --- | --- |
${rows.join("\n")}
${open.length === 0 ? "" : openTable(open)}`;
  return new Map([["docs/conformance/faults.md", page]]);
}

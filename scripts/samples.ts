import { readFileSync } from "node:fs";
import { parseRuleset } from "../src/ruleset/parse.ts";
import { resolveRuleset } from "../src/ruleset/resolve.ts";
import type { ResolvedRuleset } from "../src/ruleset/resolved.ts";
import { gannan } from "./sample-years/gannan-2008.ts";
import { longyang } from "./sample-years/longyang-2019.ts";
import { sampleYear } from "./sample-years/plan.ts";
import { shangjie } from "./sample-years/shangjie-201x.ts";
import { eventsCsv, subjectsCsv } from "./sample-years/sheet.ts";
import { taierzhuangStaff } from "./sample-years/taierzhuang-2005-staff.ts";
import { taierzhuangUnits } from "./sample-years/taierzhuang-2005-units.ts";
import { yichengStaff } from "./sample-years/yicheng-2004-staff.ts";
import { yichengUnits } from "./sample-years/yicheng-2004-units.ts";

const samplePlans = [
  yichengUnits,
  yichengStaff,
  longyang,
  gannan,
  taierzhuangUnits,
  taierzhuangStaff,
  shangjie,
];

/** A year of invented events for each bundled ruleset: text by path, the same on every run. */
export function sampleFiles(): Map<string, string> {
  const files = new Map<string, string>();
  for (const plan of samplePlans) {
    const sample = sampleYear(plan);
    const ruleset = readRuleset(sample.ruleset);
    const folder = `samples/${sample.ruleset}`;
    files.set(`${folder}/events.csv`, eventsCsv(ruleset, sample));
    files.set(`${folder}/subjects.csv`, subjectsCsv(ruleset, sample));
    if (sample.parameters === undefined) continue;
    const note = `Invented for this sample year: the regulation gives no such numbers. 本例虚构,原文未给出。`;
    files.set(
      `${folder}/parameters.json`,
      `${JSON.stringify({ note, parameters: sample.parameters }, null, 2)}\n`,
    );
  }
  return files;
}

function readRuleset(id: string): ResolvedRuleset {
  const text = readFileSync(new URL(`../rulesets/${id}.json`, import.meta.url), "utf8");
  const { value, issues } = parseRuleset(JSON.parse(text));
  const resolved = value && resolveRuleset(value);
  if (resolved?.value !== undefined) return resolved.value;
  throw new Error(
    `${id} has issues: ${JSON.stringify([...issues, ...(resolved?.issues ?? [])], null, 2)}`,
  );
}

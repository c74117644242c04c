import { readEvents, readSubjects } from "../src/node.ts";
import { loadRuleset, score, periodOfDates } from "../src/index.ts";
import { rulesets } from "../src/rulesets.ts";
import { readFileSync, existsSync } from "node:fs";
for (const id of Object.keys(rulesets)) {
  const params = existsSync(`samples/${id}/parameters.json`) ? JSON.parse(readFileSync(`samples/${id}/parameters.json`,"utf8")).parameters : {};
  const ruleset = loadRuleset((rulesets as any)[id], { parameters: params });
  const roster = await readSubjects(`samples/${id}/subjects.csv`, ruleset);
  const files = readEvents(`samples/${id}/events.csv`, ruleset, { subjects: roster.subjects, keepFields: true });
  const t = performance.now();
  const events: any[] = []; for await (const e of files) events.push(e);
  console.log("==", id, events.length, files.counts, roster.subjects.length, Math.round(performance.now()-t));
  for (const n of [...roster.notes, ...files.notes]) console.log("  note", n.file, n.message.zh, n.hint?.zh ?? "");
  const r = score(ruleset, events, { subjects: roster.subjects, period: periodOfDates(events.map(e=>e.at)) });
  console.log(r.period, r.counts);
  for (const p of files.allRejected(r.rejections)) console.log("  ", p.file, p.row, p.column, p.code, p.message.zh, p.hint?.zh ?? "", p.events ?? "");
  for (const w of r.warnings) console.log("  W", w.code, w.message.zh, w.count);
}

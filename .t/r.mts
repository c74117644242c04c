import { readEvents, readSubjects } from "../src/node.ts";
import { loadRuleset, score, periodOfDates } from "../src/index.ts";
import { rulesets } from "../src/rulesets.ts";
const id = process.argv[2]!;
const ruleset = loadRuleset((rulesets as any)[id]);
const roster = await readSubjects(`samples/${id}/subjects.csv`, ruleset);
const files = readEvents(`samples/${id}/events.csv`, ruleset, { subjects: roster.subjects });
const events: any[] = []; for await (const e of files) events.push(e);
const r = score(ruleset, events, { subjects: roster.subjects, period: process.argv[3] ?? periodOfDates(events.map(e=>e.at)), asOf: process.argv[4] } as any);
const show = (x: any, n=6) => console.log(JSON.stringify(x.slice(0,n), null, 0));
console.log(r.period, r.interpretations, r.parameters, r.counts);
show(r.standings, 20); show(r.outcomes.filter(o=>o.kind==="target")); for (const k of ["award","notice","eligibility","grade","cash","warning"]) { console.log("--",k, r.outcomes.filter(o=>o.kind===k).length); show(r.outcomes.filter(o=>o.kind===k), 3); }
show(r.measures,5); show(r.accounts.filter(a=>a.key),3); show(r.accounts.filter(a=>!a.key),3); show(r.unavailable); show(r.warnings); show([...r.ledger],3); show(r.subjects,3); console.log(Object.keys(r));

import { rulesets } from "../src/rulesets.ts"; import { loadRuleset } from "../src/index.ts";
for (const [id,d] of Object.entries(rulesets)) { const t=performance.now(); loadRuleset(d); console.log(id, Math.round(performance.now()-t)); }

import { loadRuleset, rulesets, score } from "./built.ts";
import { madeTask } from "./events.ts";

// Made here, since parsing them would need more memory than scoring them.
const { subjects, events } = madeTask("longyang-2019", Number(process.argv[2]), 50);
const ruleset = loadRuleset(rulesets["longyang-2019"]);
if (process.argv[3] === "score") score(ruleset, events, { subjects, period: "2024" });
console.log(process.resourceUsage().maxRSS / 1024);

import { readEvents } from "../src/node.ts";
import { loadRuleset, score } from "../src/index.ts";
import { rulesets } from "../src/rulesets.ts";
const ruleset = loadRuleset(rulesets["yicheng-2004-units"]);
const subjects = Array.from({length:50},(_,i)=>({id:`u${i}`,name:`第${i}镇`,category:"town"}));
for (const N of [20000, 40000, 200000]) {
let s = "编号,类型,时间,单位,级别,备注\n";
for (let i=0;i<N;i++) s += `E${i},采用,2024-${String(i%12+1).padStart(2,"0")}-05,第${i%50}镇,省级,说明文字${i}\n`;
 const t=performance.now(); const files = readEvents({name:"x.csv",content:s}, ruleset, {subjects});
 const r = await score(ruleset, files, {subjects, period:"2024"});
 console.log(N, r.counts.accepted, Math.round(performance.now()-t), Math.round(process.memoryUsage().rss/1e6)+"MB");
}

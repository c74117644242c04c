import { readEvents, readSubjects } from "../src/node.ts";
import { loadRuleset, score } from "../src/index.ts";
import { rulesets } from "../src/rulesets.ts";
import { writeFileSync } from "node:fs";
const ruleset = loadRuleset(rulesets["yicheng-2004-units"]);
const subjects = Array.from({length:50},(_,i)=>({id:`u${i}`,name:`第${i}镇`,category:"town"}));
let s = "编号,类型,时间,单位,级别,备注\n"; let n="";
for (let i=0;i<200000;i++) { s += `E${i},采用,2024-${String(i%12+1).padStart(2,"0")}-05,第${i%50}镇,省级,说明文字${i}\n`; n+=JSON.stringify({id:`E${i}`,type:"adoption",at:`2024-03-05`,subject:`u${i%50}`,level:"province",note:"说明文字"+i})+"\n"; }
for (const content of [s,n]) {
 const t=performance.now(); const files = readEvents({name:"x.csv",content}, ruleset, {subjects});
 let k=0; for await (const e of readEvents({name:"x.csv",content}, ruleset, {subjects})) k++; console.log("read",k,Math.round(performance.now()-t)); 
 
}

import { spawnSync } from "node:child_process";
import { join } from "node:path";

// The command line as a user would call it, on a sample year; tsx runs it without a build.
const root = join(import.meta.dirname, "..");
const sample = "samples/longyang-2019";
const year = [
  "longyang-2019",
  `${sample}/events.csv`,
  "--subjects",
  `${sample}/subjects.csv`,
  "--period",
  "2024",
];
const commands = [
  ["score", ...year],
  ["explain", ...year, "--subject", "综合股"],
  ["explain", ...year, "--subject", "综合股", "--above", "发展股"],
];

for (const command of commands) {
  console.log(`$ npx jifen ${command.join(" ")}\n`);
  const { status } = spawnSync(process.execPath, ["--import", "tsx", "src/cli.ts", ...command], {
    cwd: root,
    stdio: "inherit",
  });
  // The sample has rows that must be sent back: that is exit code 1.
  if (status !== 0 && status !== 1) process.exit(status ?? 3);
  console.log("");
}

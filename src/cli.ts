#!/usr/bin/env node
import { readFileSync } from "node:fs";
import { main } from "./cli/main.ts";

// Whoever reads our output may stop reading: that is no fault.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code === "EPIPE") process.exit();
  throw error;
});

const { version } = JSON.parse(
  readFileSync(new URL("../package.json", import.meta.url), "utf8"),
) as { version: string };
const { stdout, stderr, stdin, env } = process;
process.exitCode = await main(process.argv.slice(2), { stdout, stderr, stdin, env, version });

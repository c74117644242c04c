#!/usr/bin/env node
import { fstatSync, readFileSync } from "node:fs";
import { createInterface } from "node:readline/promises";
import { main } from "./cli/main.ts";
import { environmentLanguage } from "./cli/options.ts";
import { FileError } from "./files/messages.ts";

const { stdout, stderr, stdin, env } = process;

// A reader of our output may stop reading: that is no error. A full disk is one, whatever else went well.
let isCutShort = false;
stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code === "EPIPE" || isCutShort) return;
  isCutShort = true;
  process.exitCode = 2;
  void import("./cli/errors.ts").then(({ errorLines }) => {
    const { text, code } = errorLines(error, environmentLanguage(env));
    stderr.write(`${text}\n`);
    process.exitCode = code;
  });
});
// Where messages cannot be written either, the exit code has to do.
stderr.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") process.exitCode = 2;
});

const { version } = JSON.parse(
  readFileSync(new URL("../package.json", import.meta.url), "utf8"),
) as { version: string };
const ask = async (question: string): Promise<string> => {
  const lines = createInterface({ input: stdin, output: stderr });
  try {
    return await lines.question(question);
  } finally {
    lines.close();
  }
};
/** Standard input. Of a folder, Node would read nothing and say nothing. */
async function* input(): AsyncGenerator<Uint8Array | string> {
  if (fstatSync(stdin.fd).isDirectory()) throw new FileError("file-folder", "stdin");
  yield* stdin;
}
const interrupted = (): AbortSignal => {
  const controller = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM"] as const)
    process.once(signal, () => controller.abort());
  return controller.signal;
};
const code = await main(process.argv.slice(2), {
  stdout,
  stderr,
  stdin: input(),
  env,
  version,
  interrupted,
  ask: stdin.isTTY ? ask : undefined,
});
process.exitCode = isCutShort ? 2 : code;

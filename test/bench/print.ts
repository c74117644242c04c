import { cpus, loadavg, totalmem } from "node:os";
import type { Spread } from "./measure.ts";

/** A number with three digits that mean something. */
export function short(value: number): string {
  if (value >= 100) return value.toFixed(0);
  const digits = Math.max(0, 2 - Math.floor(Math.log10(Math.max(value, 1e-4))));
  return value.toFixed(digits);
}

export function withSpread({ median, lowest, highest }: Spread): string {
  return `${short(median)} (${short(lowest)}–${short(highest)})`;
}

/** Prints a table in Markdown; all columns but the first are numbers. */
export function printTable(header: readonly string[], rows: readonly (readonly string[])[]): void {
  const line = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
  console.log(line(header));
  console.log(line(header.map((_, index) => (index === 0 ? "---" : "---:"))));
  for (const row of rows) console.log(line(row));
  console.log();
}

/** What the figures are measured on. */
export function printMachine(): void {
  const all = cpus();
  const memory = totalmem() / 2 ** 30;
  console.log(
    `${all[0]?.model ?? "unknown processor"}, ${all.length} cores, ${memory.toFixed(0)} GiB, Node ${process.versions.node}; ${load()}\n`,
  );
}

/** How busy the machine is: figures from a busy one are worth little. */
export function load(): string {
  return `load ${loadavg()[0]?.toFixed(1)}`;
}

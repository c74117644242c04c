import type { Program } from "../program/program.ts";
import { allTime } from "../values/calendar.ts";
import { Intake } from "./intake.ts";
import { run } from "./run.ts";

/** For each ruleset the objects of a run of nearly nothing. */
const kept = new WeakMap<Program["resolved"], unknown>();

/** With fewer events, a run is over before its code has been compiled. */
const manyEvents = 1000;

/**
 * Keeps the code that the platform has compiled for large runs, as long as the ruleset lives. V8 throws compiled code away
 * at a full collection if no object is left of a class that the code knows; then every run would begin in the interpreter.
 */
export function keepCompiledCode(program: Program, events: number): void {
  if (events < manyEvents || kept.has(program.resolved)) return;
  const intake = new Intake(program, { roster: [] }, allTime, undefined);
  // Both are refused, but leave the objects that read events and tables.
  intake.take({ id: "", type: "", at: "", subject: "" });
  intake.takeTable({ length: 1, columns: { id: [""], type: [""], at: [""], subject: [""] } });
  kept.set(program.resolved, [intake, run(program, intake.finish(), allTime, undefined)]);
}

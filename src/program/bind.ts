import type { Parameter, ResolvedRuleset } from "../ruleset/resolved.ts";
import { canonicalDecimal, readDecimal } from "../values/exact.ts";
import type { Program } from "./program.ts";
import type { Value } from "./value.ts";

/** A resolved ruleset with its program. */
interface Bound {
  readonly resolved: ResolvedRuleset;
  readonly program: Program;
}

/**
 * The same program with other values of parameters: it reads them from their slots, so nothing is compiled again.
 * @returns undefined if that is not enough: a parameter is unknown, had no value, or decided something while resolving, or
 * its value is not a number.
 */
export function bindParameters(
  { resolved, program }: Bound,
  given: Readonly<Record<string, unknown>>,
): Bound | undefined {
  const values = new Map<string, Parameter>(resolved.parameters);
  const slots: Value[] = [...program.parameters];
  for (const name of Object.keys(given)) {
    const raw = given[name];
    const parameter = values.get(name);
    const decimal = readDecimal(raw);
    const isFloat = typeof raw === "number" && !Number.isSafeInteger(raw);
    const slot = program.slots.parameters.get(name);
    if (decimal === undefined || isFloat || slot === undefined) return undefined;
    if (parameter?.value === undefined || resolved.consulted.has(name)) return undefined;
    values.set(name, { ...parameter, value: canonicalDecimal(decimal) });
    slots[slot] = program.arithmetic.read(decimal);
  }
  const bound = { ...resolved, parameters: values };
  return { resolved: bound, program: { ...program, resolved: bound, parameters: slots } };
}

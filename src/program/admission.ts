import { isPart } from "../expression/traits.ts";
import { type Expression, visit } from "../expression/tree.ts";
import type { ResolvedRuleset } from "../ruleset/resolved.ts";

/** What decides, besides the events themselves, which are admitted and what they are linked to. */
export interface AdmissionReads {
  /** Parameters that derived attributes, checks and links read, by slot. */
  readonly parameters: readonly number[];
  /** They read the scored period. */
  readonly ofPeriod: boolean;
}

/** @param slots the slot of each parameter. */
export function admissionReads(
  { events, tables }: ResolvedRuleset,
  slots: ReadonlyMap<string, number>,
): AdmissionReads {
  const parameters = new Set<number>();
  const seen = new Set<string>();
  let ofPeriod = false;
  const see = (part: Expression): void => {
    ofPeriod ||= part.kind === "period";
    if (!isPart(part, "supplied")) return;
    if (!isPart(part, "cells")) parameters.add(slots.get(part.name) ?? -1);
    else if (!seen.has(part.name)) {
      seen.add(part.name);
      const table = tables.get(part.name);
      const cells = [...(table?.cells ?? []), ...(table?.default ? [table.default] : [])];
      for (const { value } of cells) visit(value, see);
    }
  };
  for (const { derived, checks, links } of events.values()) {
    const expressions = [
      ...derived.flatMap(({ when, value }) => [when, value]),
      ...checks.flatMap(({ each, require }) => [each, require]),
      ...links.map(({ when }) => when),
    ];
    for (const one of expressions) if (one !== undefined) visit(one, see);
  }
  return { parameters: [...parameters], ofPeriod };
}

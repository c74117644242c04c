import { isMissing, stronger, type Value } from "../program/value.ts";
import type { Arithmetic, Exact } from "../values/exact.ts";
import type { Line } from "./node-values.ts";

interface Note {
  amount: Value;
  readonly entries: number[];
}

/** What the steps of an account changed, by group and step: most groups have nothing. */
export class LineNotes {
  private readonly byGroup = new Map<number, Map<number, Note>>();

  constructor(private readonly arithmetic: Arithmetic) {}

  /** A step dropped an element. */
  drop(group: number, step: number, value: Value, entries: readonly number[]): void {
    const amount = isMissing(value) ? value : this.arithmetic.negate(value as Exact);
    this.note(group, step, amount).entries.push(...entries);
  }

  /** A step changed the value of an element. */
  change(group: number, step: number, before: Exact, after: Value): void {
    const amount = isMissing(after) ? after : this.arithmetic.subtract(after as Exact, before);
    if (isMissing(amount) || this.arithmetic.compare(amount, 0) !== 0)
      this.note(group, step, amount);
  }

  private note(group: number, step: number, amount: Value): Note {
    const steps = this.byGroup.get(group) ?? new Map<number, Note>();
    this.byGroup.set(group, steps);
    const note = steps.get(step) ?? { amount: 0, entries: [] };
    steps.set(step, note);
    if (isMissing(amount))
      note.amount = isMissing(note.amount) ? stronger(note.amount, amount) : amount;
    else if (!isMissing(note.amount))
      note.amount = this.arithmetic.add(note.amount as Exact, amount as Exact);
    return note;
  }

  /** The lines of each group that has any. */
  lines(): Map<number, readonly Line[]> {
    const lines = new Map<number, readonly Line[]>();
    for (const [group, steps] of this.byGroup) {
      const own = [...steps].map(
        ([step, { amount, entries }]): Line =>
          entries.length > 0 ? { step, amount, entries } : { step, amount },
      );
      lines.set(group, own);
    }
    return lines;
  }
}

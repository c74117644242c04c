import type { Entry, Ledger } from "../document/result.ts";
import { type Cite, citations } from "../program/slots.ts";
import { isMissing, type Value } from "../program/value.ts";
import { dayText } from "../values/day.ts";
import type { Exact } from "../values/exact.ts";
import { within } from "./windows.ts";
import type { World } from "./world.ts";

/** The entries of the scored period in the order of the ledger; sorted and written only on demand. */
export class LedgerView implements Ledger {
  private sorted: readonly number[] | undefined;
  private numbers: Map<number, number> | undefined;
  private cites: readonly Cite[] | undefined;

  constructor(
    private readonly world: World,
    private readonly kept: boolean,
  ) {}

  get length(): number {
    return this.order().length;
  }

  *[Symbol.iterator](): Iterator<Entry> {
    for (const [number, entry] of this.order().entries()) yield this.entry(entry, number);
  }

  toJSON(): readonly Entry[] {
    return [...this];
  }

  /** The number of an engine's entry in the ledger; undefined if it lies outside the period. */
  numberOf(entry: number): number | undefined {
    this.numbers ??= new Map(this.order().map((one, number) => [one, number]));
    return this.numbers.get(entry);
  }

  private order(): readonly number[] {
    const { entries, period } = this.world;
    if (this.sorted === undefined) {
      const { days } = entries;
      const all = this.kept ? [...days.keys()].filter((entry) => within(days[entry]!, period)) : [];
      this.sorted = all.sort((a, b) => entries.compare(a, b) || a - b);
    }
    return this.sorted;
  }

  private entry(entry: number, number: number): Entry {
    const { entries, store, subjects, program } = this.world;
    const row = entries.rows[entry]!;
    const rule = program.rules[entries.rules[entry]!]!;
    const owner = entries.owners[entry]!;
    const source = entries.sources[entry]!;
    const position = entries.positions[entry]!;
    const item = store.value(program.slots.attributes.get("item") ?? -1, row);
    return {
      number,
      kind: subjects.kinds[owner]!,
      subject: subjects.ids[owner]!,
      rule: rule.rule.id,
      clauses: this.clausesOf(entry),
      accounts: rule.rule.to,
      amount: numberText(this.world, entries.amounts[entry]!),
      event: store.ids.at(row)!,
      ...(item === undefined ? {} : { item: String(item) }),
      ...(position === 0 ? {} : { position }),
      day: dayText(entries.days[entry]!),
      ...(source < 0 ? {} : { from: program.rules[entries.rules[source]!]!.rule.id }),
    };
  }

  /** The clauses of what the amount was read from; the rule's own if that names none. */
  private clausesOf(entry: number): readonly string[] {
    const { entries, program } = this.world;
    const rule = entries.rules[entry]!;
    const frame = this.world.frame();
    entries.enter(entry, program, frame);
    frame.owner = entries.owners[entry]!;
    this.cites ??= program.rules.map(({ rule: one }) =>
      citations(one.amount, program.slots, program.resolved),
    );
    const cited = this.cites[rule]!(frame);
    return cited.length > 0 ? cited : program.rules[rule]!.rule.clauses;
  }
}

/** A number as the result writes it, or the reason why there is none. */
export function numberText(world: World, value: Value): string {
  return isMissing(value) ? value.state : world.program.arithmetic.text(value as Exact);
}

import type { Program } from "../program/program.ts";
import { isMissing, type Missing, type Value } from "../program/value.ts";
import type { Span } from "../values/calendar.ts";
import type { Day } from "../values/day.ts";
import type { Arithmetic, Exact } from "../values/exact.ts";
import { reduce } from "./reduce.ts";
import type { Windows } from "./windows.ts";

/** What an account without keys was credited, by owner: added up as it is credited, without an element for each entry. */
export class Total {
  private readonly sums: Float64Array;
  /** Fractions, and sums that have outgrown the safe integers. */
  private readonly others = new Map<number, Exact[]>();
  private readonly unavailable = new Map<number, Missing>();
  private readonly first: Day;
  private readonly last: Day;

  constructor(
    { first, last }: Span,
    owners: number,
    private readonly counts: boolean,
    private readonly arithmetic: Arithmetic,
  ) {
    this.sums = new Float64Array(owners);
    this.first = first;
    this.last = last;
  }

  add(owner: number, amount: Value, day: Day): void {
    if (day < this.first || day > this.last) return;
    if (typeof amount !== "number") this.addOther(owner, amount);
    else this.addNumber(owner, this.counts ? this.arithmetic.scale : amount);
  }

  private addNumber(owner: number, amount: number): void {
    const sum = this.sums[owner]! + amount;
    if (sum <= Number.MAX_SAFE_INTEGER && sum >= -Number.MAX_SAFE_INTEGER) this.sums[owner] = sum;
    else {
      this.setAside(owner, this.sums[owner]!);
      this.sums[owner] = amount;
    }
  }

  private addOther(owner: number, amount: Value): void {
    if (!isMissing(amount)) {
      if (this.counts) this.addNumber(owner, this.arithmetic.scale);
      else this.setAside(owner, amount as Exact);
    } else if (amount.state === "unavailable" && !this.unavailable.has(owner))
      this.unavailable.set(owner, amount);
  }

  private setAside(owner: number, amount: Exact): void {
    const others = this.others.get(owner);
    if (others === undefined) this.others.set(owner, [amount]);
    else others.push(amount);
  }

  of(owner: number): Value {
    const unavailable = this.unavailable.get(owner);
    if (unavailable !== undefined) return unavailable;
    const others = this.others.get(owner);
    const sum = this.sums[owner]! + 0;
    return others === undefined ? sum : (reduce("sum", [...others, sum], this.arithmetic) ?? 0);
  }
}

/** The totals of those accounts that need no more, by the index of the node. */
export function totalsOf(
  { nodes, arithmetic }: Program,
  windows: Windows,
  owners: number,
): (Total | undefined)[] {
  return nodes.map((node) =>
    "total" in node && node.total !== undefined
      ? new Total(windows.days(node), owners, node.total.counts, arithmetic)
      : undefined,
  );
}

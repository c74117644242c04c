import type { Evaluate, Frame } from "../program/frame.ts";
import type { ProgramAccount, ProgramKey } from "../program/program.ts";
import { absent, type KeyValue, keyText, noKey, type Value } from "../program/value.ts";
import type { Key } from "../ruleset/resolved.ts";
import { ordinalOf } from "../values/calendar.ts";
import type { Day } from "../values/day.ts";
import { invariant } from "../values/issue.ts";
import { type ByKind, dispatch } from "../values/kinds.ts";
import {
  type Element,
  type ElementColumns,
  elementAt,
  gathered,
  gatheredNumbers,
  keyAt,
  type Segments,
  single,
} from "./element-columns.ts";
import { itemMarks } from "./key-parts.ts";
import type { World } from "./world.ts";

/** The elements of an account, how to order them, and what expressions and keys read of them. */
export class Elements {
  /** The key of the current group, which steps see as their own. */
  current: KeyValue = noKey;

  constructor(
    private readonly world: World,
    private readonly account: ProgramAccount,
    private readonly frame: Frame,
  ) {}

  /**
   * All elements of some owners, whatever their day: entries in the order written, values in the order of their keys,
   * except those whose time has not begun.
   * @returns the elements, and where those of each owner start; at the end, where the last one's end.
   */
  ofAll(owners: readonly number[]): {
    readonly columns: ElementColumns;
    readonly starts: Int32Array;
  } {
    const { from } = this.account;
    return from === undefined ? this.entriesOf(owners) : this.valuesOf(from, owners);
  }

  /** All elements of one owner. */
  of(owner: number): Element[] {
    const { columns } = this.ofAll([owner]);
    return Array.from(columns.values, (_value, at) => elementAt(columns, at));
  }

  private entriesOf(owners: readonly number[]) {
    const { entries } = this.world;
    const { order, starts: all } = entries.ofAccount(this.account.index);
    const starts = new Int32Array(owners.length + 1);
    for (const [at, owner] of owners.entries())
      starts[at + 1] = starts[at]! + all[owner + 1]! - all[owner]!;
    const found = new Int32Array(starts[owners.length]!);
    for (const [at, owner] of owners.entries())
      found.set(order.subarray(all[owner], all[owner + 1]), starts[at]);
    const columns = {
      values: gathered(entries.amounts, found),
      entries: found,
      days: gatheredNumbers(entries.days, found),
      keys: undefined,
      members: undefined,
      views: undefined,
    };
    return { columns, starts };
  }

  private valuesOf(from: number, owners: readonly number[]) {
    const source = this.world.program.nodes[from]!;
    const { values, keyNumbers, keys, starts } = this.world.computed.columnsOf(
      from,
      owners,
      (key) => this.world.hasBegun(source, key),
    );
    const days = new Int32Array(values.length);
    for (let own = 0; own < owners.length; own += 1)
      for (let at = starts[own]!; at < starts[own + 1]!; at += 1) days[at] = at - starts[own]!;
    return { columns: { ...single(values, { numbers: keyNumbers, values: keys }), days }, starts };
  }

  inOrder(elements: readonly Element[]): Element[] {
    return [...elements].sort((a, b) => this.order(a.entry, a.day, b.entry, b.day));
  }

  /** The order of two elements; 0 only for entries of events that came twice. */
  compare({ entries, days }: ElementColumns, a: number, b: number): number {
    return this.order(entries[a]!, days[a]!, entries[b]!, days[b]!);
  }

  private order(entryA: number, dayA: Day, entryB: number, dayB: Day): number {
    if (entryA >= 0 && entryB >= 0) return this.world.entries.compare(entryA, entryB);
    return dayA - dayB;
  }

  /** Sets the frame to the owner and the key of a group. */
  enterGroup({ owners, keyNumbers, keys }: Segments, group: number): void {
    this.frame.owner = owners[group]!;
    this.current = keys[keyNumbers[group]!]!;
  }

  /** Sets the frame to an element. */
  enter(columns: ElementColumns, at: number): void {
    this.set(columns.values[at]!, columns.entries[at]!, keyAt(columns, at));
  }

  private set(value: Value, entry: number, key: KeyValue | undefined): void {
    const { frame } = this;
    frame.value = value;
    frame.key = key ?? this.current;
    frame.entry = entry;
    frame.row = entry < 0 ? -1 : this.world.entries.rows[entry]!;
  }

  /** The value of an expression for the owner, or for the element, that the frame is set to. */
  evaluate(expression: Evaluate): Value {
    return expression(this.frame);
  }

  /** The value of an element by some keys. */
  keyOf(
    element: Pick<Element, "value" | "entry" | "day" | "key">,
    keys: readonly ProgramKey[],
  ): KeyValue {
    if (keys.length === 0) return noKey;
    this.set(element.value, element.entry, element.key);
    const parts = keys.map(({ key, read }) => dispatch(this.part, key, element, read));
    return {
      text: keyText(parts),
      parts: new Map(keys.map(({ key }, index) => [key.name, parts[index] ?? absent])),
    };
  }

  private readonly part: ByKind<
    Key,
    [Pick<Element, "entry" | "day" | "key">, Evaluate | undefined],
    Value
  > = {
    calendar: ({ unit }, { day }) => ordinalOf(unit, day),
    expression: (_key, _element, read) => read?.(this.frame) ?? absent,
    own: ({ name }, element) => element.key?.parts.get(name) ?? absent,
    rule: (_key, { entry }) => {
      const { entries, program } = this.world;
      return program.slots.rules[entries.rules[entry]!] ?? absent;
    },
    event: () => this.world.store.ids.at(this.frame.row) ?? absent,
    item: () => this.item(),
  };

  /** Origin and item together; the event itself if it has no item. */
  private item(): Value {
    const { store, program, subjects } = this.world;
    const { row } = this.frame;
    invariant(row >= 0, "only entries have items");
    const slot = program.slots.attributes.get("item") ?? -1;
    const item = store.value(slot, row);
    const origin = store.subjects[row]!;
    return item === undefined
      ? itemMarks.event + store.ids.at(row)
      : itemMarks.item +
          (subjects.kinds[origin] ?? "") +
          itemMarks.kind +
          (subjects.ids[origin] ?? "") +
          itemMarks.between +
          String(item);
  }
}

import type { Evaluate, Frame } from "../program/frame.ts";
import type { ProgramAccount, ProgramKey } from "../program/program.ts";
import { absent, type KeyValue, keyText, noKey, type Value } from "../program/value.ts";
import type { Key } from "../ruleset/resolved.ts";
import { ordinalOf } from "../values/calendar.ts";
import type { Day } from "../values/day.ts";
import { invariant } from "../values/issue.ts";
import { type ByKind, dispatch } from "../values/kinds.ts";
import { itemMarks } from "./key-parts.ts";
import type { World } from "./world.ts";

/** An element of an account's steps: an entry, or the value of a node at one key. */
export interface Element {
  readonly value: Value;
  /** The entry; -1 for a value of a node. */
  readonly entry: number;
  readonly day: Day;
  /** The entries that were combined in it, if there are several. */
  readonly members?: readonly number[];
  /** The key of the node's value; undefined for an entry. */
  readonly key: KeyValue | undefined;
}

/** The entries of an element. */
export function membersOf({ entry, members }: Element): readonly number[] {
  return members ?? (entry < 0 ? [] : [entry]);
}

/** The elements of an account, and how to group them. */
export class Elements {
  /** The key of the current group, which steps see as their own. */
  current: KeyValue = noKey;

  constructor(
    private readonly world: World,
    private readonly account: ProgramAccount,
    private readonly frame: Frame,
  ) {}

  /**
   * All elements of an owner, whatever their day: entries in the order written, values in the order of their keys, except
   * those whose time has not begun.
   */
  of(owner: number): Element[] {
    const { from, index } = this.account;
    if (from !== undefined) {
      const source = this.world.program.nodes[from]!;
      const begun = [...this.world.all(from, owner)].filter(({ key }) =>
        this.world.hasBegun(source, key),
      );
      return begun.map(({ key, value }, order) => ({ value, entry: -1, day: order, key }));
    }
    const { entries } = this.world;
    return Array.from(entries.creditedTo(index, owner), (entry) => ({
      value: entries.amounts[entry]!,
      entry,
      day: entries.days[entry]!,
      key: undefined,
    }));
  }

  inOrder(elements: readonly Element[]): Element[] {
    return [...elements].sort((a, b) => this.compare(a, b));
  }

  compare(a: Element, b: Element): number {
    if (a.entry >= 0 && b.entry >= 0) return this.world.entries.compare(a.entry, b.entry);
    return a.day - b.day;
  }

  /** Sets the frame to an element. */
  enter(element: Element): void {
    const { frame } = this;
    frame.value = element.value;
    frame.key = element.key ?? this.current;
    frame.entry = element.entry;
    frame.row = element.entry < 0 ? -1 : this.world.entries.rows[element.entry]!;
  }

  /** A value that depends only on the owner. */
  evaluate(expression: Evaluate): Value {
    return expression(this.frame);
  }

  /** Does a condition hold of an element? */
  holds(condition: Evaluate, element: Element): boolean {
    this.enter(element);
    return condition(this.frame) === true;
  }

  /** The value of an element by some keys. */
  keyOf(element: Element, keys: readonly ProgramKey[]): KeyValue {
    if (keys.length === 0) return noKey;
    this.enter(element);
    const parts = keys.map(({ key, read }) => dispatch(this.part, key, element, read));
    return {
      text: keyText(parts),
      parts: new Map(keys.map(({ key }, index) => [key.name, parts[index] ?? absent])),
    };
  }

  private readonly part: ByKind<Key, [Element, Evaluate | undefined], Value> = {
    calendar: ({ unit }, { day }) => ordinalOf(unit, day),
    expression: (_key, _element, read) => read?.(this.frame) ?? absent,
    own: ({ name }, element) => element.key?.parts.get(name) ?? absent,
    rule: (_key, { entry }) => {
      const { entries, program } = this.world;
      return program.slots.rules[entries.rules[entry]!] ?? absent;
    },
    event: () => this.world.store.ids[this.frame.row] ?? absent,
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
      ? itemMarks.event + store.ids[row]
      : itemMarks.item +
          (subjects.kinds[origin] ?? "") +
          itemMarks.kind +
          (subjects.ids[origin] ?? "") +
          itemMarks.between +
          String(item);
  }
}

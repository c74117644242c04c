import type { Evaluate } from "../program/frame.ts";
import type { ProgramKey } from "../program/program.ts";
import { absent, keyText, type Value } from "../program/value.ts";
import type { Key } from "../ruleset/resolved.ts";
import { ordinalOf } from "../values/calendar.ts";
import { type ByKind, dispatch } from "../values/kinds.ts";
import {
  type ElementColumns,
  gatheredNumbers,
  groupsOf,
  type Segments,
} from "./element-columns.ts";
import type { Elements } from "./elements.ts";
import { type Codes, paired, placesIn } from "./grouping.ts";
import type { World } from "./world.ts";

/** Numbers things as they are first seen. */
class Numbering<Thing> {
  private readonly numbers = new Map<Thing, number>();

  of(thing: Thing): number {
    const known = this.numbers.get(thing);
    if (known !== undefined) return known;
    const number = this.numbers.size;
    this.numbers.set(thing, number);
    return number;
  }

  get size(): number {
    return this.numbers.size;
  }
}

/** Values of one type are the same exactly if these are: a plain number, or the text that it has in a key. */
function told(value: Value): number | string {
  if (typeof value === "number" || typeof value === "string") return value;
  return keyText([value]).slice(0, -1);
}

/** The elements that keys are wanted of, and the groups in which expressions see them. */
interface Asked {
  readonly columns: ElementColumns;
  readonly segments: Segments;
  /** 1: the element's key is wanted; undefined: those of all are. */
  readonly wanted: Uint8Array | undefined;
}

/** Tells elements apart by their keys without making the keys: elements have the same code exactly if their keys are equal. */
export class KeyCodes {
  constructor(
    private readonly world: World,
    private readonly elements: Elements,
  ) {}

  /** The codes of the elements; those that nobody wants have any code. */
  of(keys: readonly ProgramKey[], asked: Asked): Codes {
    let all: Codes | undefined;
    for (const { key, read } of keys) {
      const part = dispatch(this.parts, key, asked, read);
      all = all === undefined ? part : paired(all, part);
    }
    return all ?? { codes: new Int32Array(asked.columns.entries.length), count: 1 };
  }

  private readonly parts: ByKind<Key, [Asked, Evaluate | undefined], Codes> = {
    calendar: ({ unit }, { columns: { days }, wanted }) => {
      const units = new Numbering<number>();
      const unitOf = new Map<number, number>();
      const codes = new Int32Array(days.length);
      for (let at = 0; at < codes.length; at += 1) {
        if (wanted !== undefined && wanted[at] === 0) continue;
        const day = days[at]!;
        let number = unitOf.get(day);
        if (number === undefined) {
          number = units.of(ordinalOf(unit, day));
          unitOf.set(day, number);
        }
        codes[at] = number;
      }
      return { codes, count: Math.max(units.size, 1) };
    },
    expression: (_key, asked, read) => {
      if (read === undefined) return numbered(asked, () => absent);
      const { elements } = this;
      const groups = groupsOf(asked.segments);
      let group = -1;
      return numbered(asked, (at) => {
        if (groups[at] !== group) {
          group = groups[at]!;
          elements.enterGroup(asked.segments, group);
        }
        elements.enter(asked.columns, at);
        return elements.evaluate(read);
      });
    },
    own: ({ name }, asked) => {
      const { keys } = asked.columns;
      const all = { columns: asked.columns, wanted: undefined };
      if (keys === undefined) return numbered(all, () => absent);
      const values = new Numbering<number | string>();
      const codeOf = keys.values.map(({ parts }) => values.of(told(parts.get(name) ?? absent)));
      return {
        codes: keys.numbers.map((number) => codeOf[number]!),
        count: Math.max(values.size, 1),
      };
    },
    rule: (_key, asked) => {
      const { entries, program } = this.world;
      const { rules } = entries;
      return numbered(
        asked,
        (at) => program.slots.rules[rules[asked.columns.entries[at]!]!] ?? absent,
      );
    },
    event: (_key, asked) => this.ofRows(asked, (rows) => this.world.items.byId(rows)),
    item: (_key, asked) => this.ofRows(asked, (rows) => this.world.items.byItem(rows)),
  };

  /** The codes of elements whose events have these codes. */
  private ofRows(
    { columns: { entries }, wanted }: Asked,
    codesOf: (rows: Int32Array) => Codes,
  ): Codes {
    const { rows } = this.world.entries;
    const places = wanted && placesIn(wanted);
    const chosen = places === undefined ? entries : gatheredNumbers(entries, places);
    const { codes, count } = codesOf(gatheredNumbers(rows, chosen));
    if (places === undefined) return { codes, count };
    const all = new Int32Array(entries.length);
    for (let at = 0; at < places.length; at += 1) all[places[at]!] = codes[at]!;
    return { codes: all, count: Math.max(count, 1) };
  }
}

/** Codes of the values that are wanted. */
function numbered(
  { columns, wanted }: Pick<Asked, "columns" | "wanted">,
  valueAt: (at: number) => Value,
): Codes {
  const values = new Numbering<number | string>();
  const codes = new Int32Array(columns.entries.length);
  for (let at = 0; at < codes.length; at += 1)
    if (wanted === undefined || wanted[at] === 1) codes[at] = values.of(told(valueAt(at)));
  return { codes, count: Math.max(values.size, 1) };
}

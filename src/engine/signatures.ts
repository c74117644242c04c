import type { EventColumns, SubjectColumns } from "../program/frame.ts";
import type { Component } from "../program/signature.ts";
import { keyText, type Value } from "../program/value.ts";
import { type ByKind, dispatch } from "../values/kinds.ts";

/** The most signatures of one kind; further ones have no number, so that free values cannot fill the memory. */
const mostSignatures = 8192;

/** The code of a value: equal for equal values, 0 for none. */
class Dictionary {
  private readonly codes = new Map<Value, number>();
  private readonly texts = new Map<string, number>();
  private size = 0;

  of(value: Value | undefined): number {
    if (value === undefined) return 0;
    // Fractions and lists are objects, which equal each other by their contents.
    if (typeof value === "object") return this.codeIn(this.texts, keyText([value]));
    return this.codeIn(this.codes, value);
  }

  private codeIn<Key>(codes: Map<Key, number>, key: Key): number {
    const known = codes.get(key);
    if (known !== undefined) return known;
    this.size += 1;
    codes.set(key, this.size);
    return this.size;
  }
}

/**
 * Numbers the distinct combinations of what some expressions read of an event: its signatures, from 0. Events of one
 * signature have one outcome, so it is computed once.
 */
export class Signatures {
  private readonly readers: readonly Read[];
  /** For each component and each signature of those before it: the signature with the code added. */
  private readonly steps: number[][][];
  private readonly counts: number[];

  constructor(
    components: readonly Component[],
    private readonly events: EventColumns,
    private readonly subjects: SubjectColumns,
  ) {
    this.readers = components.map((component) => this.reader(component));
    this.steps = components.map(() => []);
    this.counts = components.map(() => 0);
  }

  /** The signature of an event; -1 if there are too many to number them. */
  of(row: number): number {
    const { readers, steps } = this;
    let signature = 0;
    for (let at = 0; at < readers.length; at += 1) {
      const code = readers[at]!(row);
      const next = steps[at]![signature]?.[code] ?? -1;
      signature = next < 0 ? this.add(at, signature, code) : next;
      if (signature < 0) return -1;
    }
    return signature;
  }

  private add(at: number, before: number, code: number): number {
    const next = this.counts[at]!;
    if (next === mostSignatures || code >= mostSignatures) return -1;
    this.counts[at] = next + 1;
    const codes = this.steps[at]![before] ?? [];
    this.steps[at]![before] = codes;
    // Without gaps, so that the platform keeps it as an array.
    while (codes.length < code) codes.push(-1);
    codes[code] = next;
    return next;
  }

  private reader(component: Component): Read {
    const { events, subjects } = this;
    const attribute = (slot: number) => events.attributes[slot]!;
    const subject = (slot: number, row: number) =>
      slot < 0 ? events.subjects[row] : attribute(slot)[row];
    const link = (slot: number) => events.links[slot]!;
    const readers: ByKind<Component, [], Read> = {
      found:
        ({ slot }) =>
        (row) =>
          (link(slot)[row] ?? -1) < 0 ? 0 : 1,
      count:
        ({ slot }) =>
        (row) =>
          link(slot)[row] ?? 0,
      presence:
        ({ slot }) =>
        (row) =>
          attribute(slot)[row] === undefined ? 0 : 1,
      attribute: ({ slot }) => {
        const dictionary = new Dictionary();
        return (row) => dictionary.of(attribute(slot)[row]);
      },
      same:
        ({ slot, other }) =>
        (row) =>
          subject(slot, row) === subject(other, row) ? 1 : 0,
      class: ({ slot, field }) => {
        const [column, dictionary] = [subjects.attributes[field]!, new Dictionary()];
        return (row) => {
          const whose = subject(slot, row);
          return typeof whose === "number" ? dictionary.of(column[whose]) : 0;
        };
      },
    };
    return dispatch(readers, component);
  }
}

/** The code of a component of the event in a row. */
type Read = (row: number) => number;

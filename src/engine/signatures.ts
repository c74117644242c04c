import type { EventColumns, SubjectColumns, ValueColumn } from "../program/frame.ts";
import type { Component } from "../program/signature.ts";
import { keyText, type Value } from "../program/value.ts";
import { type ByKind, dispatch } from "../values/kinds.ts";

/** The most signatures of one kind; further ones have no number, so that free values cannot fill the memory. */
const mostSignatures = 8192;

/**
 * Numbers the distinct combinations of what some expressions read of an event: its signatures, from 0. Events of one
 * signature have one outcome, so it is computed once.
 */
export class Signatures {
  /** The attributes that are read: their codes are those of the components. */
  private readonly columns: readonly ValueColumn[];
  /** What else is read. */
  private readonly readers: readonly Read[];
  /** For each component and each signature of those before it: the signature with the code added. */
  private readonly steps: Int32Array[][];
  private readonly counts: number[];

  constructor(
    components: readonly Component[],
    private readonly events: EventColumns,
    private readonly subjects: SubjectColumns,
  ) {
    this.columns = components.flatMap((one) =>
      one.kind === "attribute" ? [events.attributes[one.slot]!] : [],
    );
    this.readers = components.flatMap((component) => dispatch(this.parts, component) ?? []);
    this.steps = components.map(() => []);
    this.counts = components.map(() => 0);
  }

  /** The signature of an event; -1 if there are too many to number them. */
  of(row: number): number {
    const { columns, readers } = this;
    let signature = 0;
    // Attributes may have many values: they come last, so that few tables have to be long.
    for (let at = 0; at < readers.length; at += 1) {
      signature = this.next(at, signature, readers[at]!(row));
      if (signature < 0) return -1;
    }
    for (let at = 0; at < columns.length; at += 1) {
      signature = this.next(readers.length + at, signature, columns[at]!.codes[row] ?? 0);
      if (signature < 0) return -1;
    }
    return signature;
  }

  private next(at: number, before: number, code: number): number {
    const codes = this.steps[at]![before];
    const next = codes === undefined || code >= codes.length ? -1 : codes[code]!;
    return next < 0 ? this.add(at, before, code) : next;
  }

  private add(at: number, before: number, code: number): number {
    const next = this.counts[at]!;
    if (next === mostSignatures || code >= mostSignatures) return -1;
    this.counts[at] = next + 1;
    const steps = this.steps[at]!;
    const known = steps[before] ?? new Int32Array(0);
    if (code >= known.length) {
      const codes = new Int32Array(2 ** Math.ceil(Math.log2(code + 2))).fill(-1);
      codes.set(known);
      steps[before] = codes;
    }
    steps[before]![code] = next;
    return next;
  }

  /** How a component is read that is not simply an attribute. */
  private readonly parts: ByKind<Component, [], Read | undefined> = {
    attribute: () => undefined,
    found: ({ slot }) => {
      const link = this.events.links[slot]!;
      return (row) => ((link[row] ?? -1) < 0 ? 0 : 1);
    },
    count: ({ slot }) => {
      const link = this.events.links[slot]!;
      return (row) => link[row] ?? 0;
    },
    presence: ({ slot }) => {
      const column = this.events.attributes[slot]!;
      return (row) => ((column.codes[row] ?? 0) === 0 ? 0 : 1);
    },
    same:
      ({ slot, other }) =>
      (row) =>
        this.subject(slot, row) === this.subject(other, row) ? 1 : 0,
    class: ({ slot, field }) => {
      const classes = new Classes(this.subjects.attributes[field]!);
      if (slot < 0) return (row) => classes.of(this.events.subjects[row]!);
      return (row) => classes.of((this.subject(slot, row) as number | undefined) ?? -1);
    },
  };

  /** The subject that an attribute names; the slot -1 is the event's own. */
  private subject(slot: number, row: number): Value | undefined {
    return slot < 0 ? this.events.subjects[row] : this.events.attributes[slot]!.of(row);
  }
}

/** The code of a component of the event in a row. */
type Read = (row: number) => number;

/** Numbers the values of an attribute of subjects; 0: none. */
class Classes {
  private readonly known: number[] = [];
  private readonly codes = new Map<Value, number>();

  constructor(private readonly column: readonly (Value | undefined)[]) {}

  of(subject: number): number {
    if (subject < 0) return 0;
    // Without gaps, so that the platform keeps it as an array.
    while (this.known.length <= subject) this.known.push(this.codeOf(this.known.length));
    return this.known[subject]!;
  }

  private codeOf(subject: number): number {
    const value = this.column[subject];
    if (value === undefined) return 0;
    const key = typeof value === "object" ? keyText([value]) : value;
    const code = this.codes.get(key) ?? this.codes.size + 1;
    this.codes.set(key, code);
    return code;
  }
}

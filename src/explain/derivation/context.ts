import type { Reasons } from "../../engine/reason.ts";
import type { Run } from "../../engine/run.ts";
import type { KeyValue } from "../../program/value.ts";
import type { Mention, Part } from "../model/explanation.ts";
import type { Viewpoint } from "../model/viewpoint.ts";
import type { Formulas } from "../prose/formula.ts";
import type { Names } from "../prose/names.ts";
import type { Lookup } from "./lookup.ts";
import type { Read } from "./reads.ts";

/** The properties of every part of a derivation. */
export type Heading = Omit<Mention, "kind">;

/** A running derived up to a key, which can be continued. */
export interface Walking {
  goTo(key: KeyValue): void;
}

/** The tools that make the parts of a derivation. */
export interface Context {
  readonly run: Run;
  readonly names: Names;
  readonly view: Viewpoint;
  readonly formulas: Formulas;
  readonly reasons: Reasons;
  readonly lookup: Lookup;
  /** The part for a value that something was computed from: in full where it first occurs. */
  readonly tell: (read: Read) => Part;
  readonly ref: (read: Read) => string;
  /** Records the derivation of a running, so that it can be continued. */
  readonly keepWalk: (read: Read, walk: Walking) => void;
}

/** The places of one node, subject and key. */
export interface Spot {
  readonly owner: number;
  readonly key: KeyValue;
  readonly heading: Heading;
}

import type { Reasons } from "../../engine/reason.ts";
import type { Run } from "../../engine/run.ts";
import type { KeyValue } from "../../program/value.ts";
import type { Mention, Part } from "../model/explanation.ts";
import type { Viewpoint } from "../model/viewpoint.ts";
import type { Formulas } from "../prose/formula.ts";
import type { Names } from "../prose/names.ts";
import type { Lookup } from "./lookup.ts";
import type { Read } from "./reads.ts";

/** What every part of a derivation says of itself. */
export type Heading = Omit<Mention, "kind">;

/** A running that has been told up to a key, and can be told further. */
export interface Walking {
  goTo(key: KeyValue): void;
}

/** What the parts of a derivation are made with. */
export interface Context {
  readonly run: Run;
  readonly names: Names;
  readonly view: Viewpoint;
  readonly formulas: Formulas;
  readonly reasons: Reasons;
  readonly lookup: Lookup;
  /** The part on a value that something was computed from: in full where it comes first. */
  readonly tell: (read: Read) => Part;
  readonly ref: (read: Read) => string;
  /** Keeps how a running was told, so that it can be told further. */
  readonly keepWalk: (read: Read, walk: Walking) => void;
}

/** The places of one node, subject and key. */
export interface Spot {
  readonly owner: number;
  readonly key: KeyValue;
  readonly heading: Heading;
}

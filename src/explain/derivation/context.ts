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
}

/** The places of one node, subject and key. */
export interface Spot {
  readonly owner: number;
  readonly key: KeyValue;
  readonly heading: Heading;
}

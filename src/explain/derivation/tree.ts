import { Reasons } from "../../engine/reason.ts";
import type { Run } from "../../engine/run.ts";
import type { ProgramMeasure, ProgramNode } from "../../program/program.ts";
import { isMissing, type KeyValue, type Missing } from "../../program/value.ts";
import { isNode } from "../../ruleset/node-traits.ts";
import { labelText } from "../../values/phrase.ts";
import type { Derivation, MeasurePart, Part } from "../model/explanation.ts";
import type { Gap } from "../model/shown.ts";
import { Viewpoint } from "../model/viewpoint.ts";
import { Formulas } from "../prose/formula.ts";
import { Names } from "../prose/names.ts";
import { accountPart } from "./account.ts";
import type { Context, Heading, Spot, Walking } from "./context.ts";
import { Lookup } from "./lookup.ts";
import { outcomePart } from "./outcome.ts";
import { type Read, readsOf } from "./reads.ts";
import { runningPart, textOf, waitOf } from "./running.ts";
import { standingPart } from "./standing.ts";

type Make<Kind extends ProgramNode["node"]["kind"]> = (
  context: Context,
  node: Extract<ProgramNode, { node: { kind: Kind } }>,
  spot: Spot,
) => Derivation;

const makers: { readonly [Kind in ProgramNode["node"]["kind"]]: Make<Kind> } = {
  account: accountPart,
  measure: measurePart,
  running: runningPart,
  ranking: standingPart,
  outcome: outcomePart,
};

/** Derives the values of one subject; each is derived once, and referred to from then on. */
export class Tree implements Context {
  readonly names: Names;
  readonly view: Viewpoint;
  readonly formulas: Formulas;
  readonly reasons: Reasons;
  readonly lookup: Lookup;
  private readonly told = new Set<string>();
  private readonly walks = new Map<string, Walking>();
  /** Nodes of the explained subject that have been derived at some key. */
  readonly seen = new Set<number>();

  constructor(
    readonly run: Run,
    private readonly owner: number,
    /** Values that are derived in their own place, wherever they are mentioned. */
    private readonly reserved: ReadonlySet<string> = new Set(),
    /** Is called with every derived part and its value. */
    private readonly watch: (read: Read, part: Derivation) => void = () => undefined,
    /** Are formulas written in words? */
    inWords = true,
  ) {
    this.names = new Names(run.world);
    this.view = new Viewpoint(run.world);
    this.formulas = new Formulas(this.names, this.view, inWords);
    this.reasons = new Reasons(run.world);
    this.lookup = new Lookup(run);
  }

  ref = ({ node, owner, key }: Read): string => {
    const { world } = this.run;
    const one = world.program.nodes[node];
    const keys = one?.node.kind === "running" ? [] : (one?.keys ?? []);
    const at = keys.length === 0 ? "" : `@${world.keyName(keys, key)}`;
    const { kinds, ids } = world.subjects;
    const of = owner === this.owner ? "" : `/${kinds[owner] ?? ""}:${ids[owner] ?? ""}`;
    return `${one?.node.name ?? ""}${at}${of}`;
  };

  tell = (read: Read): Part => {
    const isReserved = this.reserved.has(identityOf(this.run, read));
    return isReserved ? this.mention(read) : this.derive(read);
  };

  /** The part for a value in its own place. */
  derive(read: Read): Part {
    const node = this.run.world.program.nodes[read.node];
    const identity = identityOf(this.run, read);
    if (node === undefined) return this.mention(read);
    if (this.told.has(identity)) {
      // A running derived up to one key is continued to a later one.
      this.walks.get(identity)?.goTo(read.key);
      return this.mention(read);
    }
    this.told.add(identity);
    if (read.owner === this.owner) this.seen.add(read.node);
    const make = makers[node.node.kind] as Make<ProgramNode["node"]["kind"]>;
    const spot = { owner: read.owner, key: read.key, heading: this.heading(node, read) };
    const part = make(this, node as never, spot);
    this.watch(read, part);
    return part;
  }

  /** Records a walk derived up to a key: it may be continued. */
  keepWalk = (read: Read, walk: Walking): void => {
    this.walks.set(identityOf(this.run, read), walk);
  };

  private mention(read: Read): Part {
    const node = this.run.world.program.nodes[read.node];
    const { ref, id, label, ...rest } =
      node === undefined
        ? { ref: this.ref(read), id: "", label: { en: "", zh: "" } }
        : this.heading(node, read, true);
    return { kind: "mention", ref, id, label, ...rest };
  }

  private heading(node: ProgramNode, read: Read, mentioned = false): Heading {
    const { names } = this;
    const { kind, id, label, name } = node.node;
    const isWhole = kind === "running" && !mentioned;
    const key = isWhole ? undefined : names.key(node.keys, read.key);
    const unit = names.unit(name);
    return {
      ref: this.ref(read),
      id,
      label: labelText(label),
      ...(key === undefined ? {} : { key }),
      ...(read.owner === this.owner ? {} : { of: names.subject(read.owner) }),
      ...(unit === undefined ? {} : { unit }),
      ...(isWhole || !isNode(node.node, "valued") ? {} : this.valueOf(node, read)),
    };
  }

  private valueOf(node: ProgramNode, { owner, key }: Read): { value?: string; gap?: Gap } {
    const { world } = this.run;
    const value = world.read(node.index, owner, key.text);
    return isMissing(value)
      ? { gap: this.gapOf(node, value, key) }
      : { value: textOf(world, value) };
  }

  private gapOf(node: ProgramNode, value: Missing, key: KeyValue): Gap {
    const { world } = this.run;
    const gap = this.names.gap(value, node.missing);
    return gap.state === "pending" ? { ...gap, ...waitOf(world, node, key) } : gap;
  }
}

/** The identity of a value; a running is derived as a whole. */
export function identityOf({ world }: Run, { node, owner, key }: Read): string {
  const isWhole = world.program.nodes[node]?.node.kind === "running";
  return `${node} ${owner} ${isWhole ? "" : key.text}`;
}

function measurePart(context: Context, measure: ProgramMeasure, spot: Spot): MeasurePart {
  const { names, view, formulas } = context;
  const { node } = measure;
  view.at(spot.owner, spot.key);
  const waits = spot.heading.gap?.cause === "not-judged" || spot.heading.gap?.cause === "not-over";
  const formula = waits ? formulas.unfilled(node.value) : formulas.of(node.value);
  const reads = readsOf(view, [node.value]);
  return {
    kind: "measure",
    ...spot.heading,
    clauses: names.cite(node.clauses),
    formula,
    parts: reads.map((read) => context.tell(read)),
  };
}

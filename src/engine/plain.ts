import { refused } from "./cells.ts";
import { isVisible, type KnownValues, type PlainContext, type PlainType } from "./plain-type.ts";

/** The most orders of keys that are remembered. */
const mostShapes = 1024;

/** The keys that every event may have; one with others of them corrects another event. */
const plainKeys: readonly string[] = ["id", "type", "at", "subject"];

/** How events of one type are read whose keys have one order. */
interface Plan {
  readonly type: PlainType;
  /** For each attribute that these events have: where its value is among all of the event. */
  readonly places: readonly number[];
  readonly values: readonly KnownValues[];
  /** The slots of these attributes, then those of others with a default. */
  readonly slots: readonly number[];
  /** The codes of the current event; those of the defaults stay. */
  readonly codes: Int32Array;
}

/** The keys of an event in their order. Events of one source have few of them, so each is looked into once. */
class Shape {
  /** Where the values of these keys are among all of the event; -1: the key is not there. */
  readonly id: number;
  readonly at: number;
  readonly subject: number;
  private readonly type: number;
  private readonly longer = new Map<string, Shape>();
  private lastKey: string | undefined;
  private lastShape: Shape | undefined;
  /** How events of each type are read that have these keys; null: not here. */
  private readonly plans = new Map<PlainType, Plan | null>();
  private lastType: unknown;
  private lastPlan: Plan | null = null;

  constructor(private readonly keys: readonly string[]) {
    this.id = keys.indexOf("id");
    this.type = keys.indexOf("type");
    this.at = keys.indexOf("at");
    this.subject = keys.indexOf("subject");
  }

  /** The shape with one more key; undefined if there are too many. */
  with(key: string, add: (keys: readonly string[]) => Shape | undefined): Shape | undefined {
    if (key === this.lastKey) return this.lastShape;
    let shape = this.longer.get(key);
    if (shape === undefined) {
      shape = add([...this.keys, key]);
      if (shape === undefined) return undefined;
      this.longer.set(key, shape);
    }
    this.lastKey = key;
    this.lastShape = shape;
    return shape;
  }

  /** How an event with these keys and values is read; null if it is not plain. */
  planFor(raw: readonly unknown[], types: ReadonlyMap<unknown, PlainType>): Plan | null {
    if (this.type < 0) return null;
    const type = raw[this.type];
    if (type !== this.lastType) {
      this.lastPlan = this.planOf(types.get(type));
      this.lastType = type;
    }
    return this.lastPlan;
  }

  private planOf(type: PlainType | undefined): Plan | null {
    if (type === undefined) return null;
    let plan = this.plans.get(type);
    if (plan === undefined) {
      plan = this.newPlan(type);
      this.plans.set(type, plan);
    }
    return plan;
  }

  private newPlan(type: PlainType): Plan | null {
    const { keys } = this;
    const isPlain = (key: string): boolean => type.type.fields.has(key) || plainKeys.includes(key);
    if (this.id < 0 || this.at < 0 || !keys.every(isPlain)) return null;
    const { attributes } = type.type;
    const present = [...attributes.keys()].filter((one) =>
      keys.includes(attributes[one]!.attribute.name),
    );
    const others = [...attributes.keys()].filter((one) => !present.includes(one));
    if (!others.every((one) => type.values[one]!.mayBeBlank)) return null;
    const defaults = others.filter((one) => type.values[one]!.fallback > 0);
    const written = [...present, ...defaults];
    return {
      type,
      places: present.map((one) => keys.indexOf(attributes[one]!.attribute.name)),
      values: present.map((one) => type.values[one]!),
      slots: written.map((one) => attributes[one]!.slot),
      codes: Int32Array.from(written, (one) => type.values[one]!.fallback),
    };
  }
}

/**
 * Reads the plain events, as nearly all are: known keys, valid values, a new id, no correction. Whatever is not plain is
 * left to full admission, which knows every reason to reject, so the two can never disagree.
 */
export class PlainReader {
  private readonly root = new Shape([]);
  private shapes = 1;
  /** Something has given keys to every object: then only full admission knows an event's own. */
  private readonly isPolluted = Object.keys(Object.prototype).length > 0;
  /** The values of the current event in the order of its keys. */
  private readonly raw: unknown[] = [];

  constructor(
    private readonly types: ReadonlyMap<unknown, PlainType>,
    private readonly context: PlainContext,
  ) {}

  /**
   * Stores a plain event.
   * @returns false if it is not plain: then nothing has changed.
   */
  take(event: object): boolean {
    const { raw } = this;
    if (this.isPolluted || Object.getPrototypeOf(event) !== Object.prototype) return false;
    let shape: Shape | undefined = this.root;
    let count = 0;
    for (const key in event) {
      shape = shape.with(key, this.newShape);
      if (shape === undefined) return false;
      raw[count] = (event as Record<string, unknown>)[key];
      count += 1;
    }
    const plan = shape.planFor(raw, this.types);
    return plan !== null && this.admit(shape, plan);
  }

  private admit(shape: Shape, { type, places, values, slots, codes }: Plan): boolean {
    const { raw } = this;
    const { clock, asOf } = this.context;
    const [id, at] = [raw[shape.id], raw[shape.at]];
    if (typeof id !== "string" || !isVisible(id) || typeof at !== "string") return false;
    const moment = clock.read(at);
    if (moment === undefined || (asOf !== undefined && moment.day > asOf)) return false;
    const subject = type.subjectOf(raw[shape.subject]);
    if (subject === refused) return false;
    for (let one = 0; one < places.length; one += 1) {
      const code = values[one]!.of(raw[places[one]!]);
      if (code === refused) return false;
      codes[one] = code;
    }
    return type.admit(id, subject, moment, slots, codes);
  }

  private readonly newShape = (keys: readonly string[]): Shape | undefined => {
    if (this.shapes === mostShapes) return undefined;
    this.shapes += 1;
    return new Shape(keys);
  };
}

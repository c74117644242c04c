import { isType } from "../expression/traits.ts";
import { type Expression, partsOf } from "../expression/tree.ts";
import type { ValueType } from "../expression/types.ts";
import type { Frame } from "../program/frame.ts";
import type { Program } from "../program/program.ts";
import { compileExpression } from "../program/slots.ts";
import { isExact, isMissing, List, type Value } from "../program/value.ts";
import type { Attribute } from "../ruleset/resolved.ts";
import { readDay } from "../values/day.ts";
import { type Exact, readDecimal } from "../values/exact.ts";
import { type ByKind, dispatch } from "../values/kinds.ts";
import type { RejectionCode } from "../values/notice.ts";
import { listed, type Phrase } from "../values/phrase.ts";
import { nearest, type Text } from "../values/text.ts";

/** Why a raw value does not fit its attribute. */
export interface AttributeRejection {
  readonly code: RejectionCode;
  readonly expected: Phrase | undefined;
  readonly near?: string | undefined;
  readonly clauses?: readonly string[];
  /** The position of the list value that it concerns, from 1, and that value. */
  readonly position?: number;
  readonly value?: unknown;
}

/** The maximum number of values of a list. */
const longestList = 1000;

/** Finds subjects that attributes refer to. */
interface SubjectFinder {
  find(id: string, kinds: readonly string[]): number;
  near(id: string, kinds: readonly string[]): string | undefined;
}

/** Insignificant spaces at the ends of a text. */
const blank = /^[\s\u200b\u2060\ufeff]*$/;

/** Is a value blank: missing, or a text of only spaces? */
export function isBlank(raw: unknown): boolean {
  return raw === undefined || raw === null || (typeof raw === "string" && blank.test(raw));
}

/** The bounds of a number. */
interface Range {
  readonly least: Exact | undefined;
  readonly most: Exact | undefined;
}

/** Reads raw attribute values into the engine's own. */
export class AttributeReader {
  private readonly ranges = new Map<Attribute, Range>();
  private readonly names = new Map<readonly string[], ReadonlySet<string>>();

  /** @param frame where bounds are evaluated: they read parameters only. */
  constructor(
    private readonly program: Program,
    private readonly subjects: SubjectFinder,
    private readonly frame: Pick<Frame, "parameters">,
  ) {}

  /** The value; undefined if it is absent (as a blank text is); a misfit if it does not fit. */
  read(attribute: Attribute, raw: unknown): Value | undefined | AttributeRejection {
    if (isBlank(raw)) {
      if (attribute.optional || attribute.default !== undefined) return undefined;
      return { code: "attribute-missing", expected: undefined };
    }
    const { type } = attribute;
    return type.kind === "list"
      ? this.list(attribute, type.of, raw)
      : this.single(attribute, type, raw);
  }

  /** A list in its order; an empty list counts as absent, and a list of names must not repeat one. */
  private list(
    attribute: Attribute,
    type: ValueType,
    raw: unknown,
  ): Value | undefined | AttributeRejection {
    if (!Array.isArray(raw)) return wrong(expectations.list);
    if (raw.length === 0) return this.read(attribute, undefined);
    if (raw.length > longestList) return wrong(expectations.shorter);
    const items: List["items"][number][] = [];
    for (let at = 0; at < raw.length; at += 1) {
      const one: unknown = raw[at];
      const place = { position: at + 1, value: one };
      if (isBlank(one)) return { code: "attribute-missing", expected: undefined, ...place };
      const value = this.single(attribute, type, one);
      if (typeof value === "object" && "code" in value) return { ...value, ...place };
      // A name may occur only once in a list.
      if (isType(type, "name") && items.includes(value as string))
        return { code: "value-repeated", expected: undefined, ...place };
      items.push(value as List["items"][number]);
    }
    return new List(items);
  }

  private single(attribute: Attribute, type: ValueType, raw: unknown): Value | AttributeRejection {
    return dispatch<ValueType, [Attribute, unknown], Value | AttributeRejection>(
      this.singles,
      type,
      attribute,
      raw,
    );
  }

  /** How a single value of each kind of type is read. */
  private readonly singles: ByKind<
    ValueType,
    [attribute: Attribute, raw: unknown],
    Value | AttributeRejection
  > = {
    number: (_type, attribute, raw) => this.number(attribute, raw),
    text: (_type, _attribute, raw) => textOf(raw),
    boolean: (_type, _attribute, raw) =>
      typeof raw === "boolean" ? raw : wrong(expectations.boolean),
    day: (_type, _attribute, raw) => {
      if (typeof raw !== "string") return wrong(expectations.text);
      return readDay(raw) ?? wrong(expectations.day);
    },
    calendar: (_type, _attribute, raw) => textOf(raw),
    enum: ({ values }, _attribute, raw) => {
      if (typeof raw !== "string") return wrong(expectations.text);
      if (this.namesOf(values).has(raw)) return raw;
      return { code: "attribute-value", expected: listed(values), near: nearest(raw, values) };
    },
    subject: ({ kinds }, _attribute, raw) => {
      if (typeof raw !== "string") return wrong(expectations.text);
      const subject = this.subjects.find(raw, kinds);
      if (subject >= 0) return subject;
      const near = this.subjects.near(raw, kinds);
      return { code: "subject-unknown", expected: undefined, near };
    },
    list: (_type, _attribute, raw) => textOf(raw),
    unknown: (_type, _attribute, raw) => textOf(raw),
  };

  /** The values of an enumeration: it may have thousands. */
  private namesOf(values: readonly string[]): ReadonlySet<string> {
    const known = this.names.get(values);
    if (known !== undefined) return known;
    const names = new Set(values);
    this.names.set(values, names);
    return names;
  }

  private number(attribute: Attribute, raw: unknown): Value | AttributeRejection {
    const decimal = readDecimal(raw);
    if (decimal === undefined) return wrong(expectations.number);
    if (attribute.whole && decimal.fraction !== "") return wrong(expectations.whole);
    const value = this.program.arithmetic.read(decimal);
    return this.outOfRange(attribute, value) ?? value;
  }

  private outOfRange(attribute: Attribute, value: Exact): AttributeRejection | undefined {
    const { arithmetic, resolved } = this.program;
    const { least, most } = this.rangeOf(attribute);
    const isBelow = least !== undefined && arithmetic.compare(value, least) < 0;
    if (!isBelow && (most === undefined || arithmetic.compare(value, most) <= 0)) return undefined;
    const [from, to] = [least, most].map((bound) =>
      bound === undefined ? "" : arithmetic.text(bound),
    );
    const expected = to === "" ? `≥ ${from}` : from === "" ? `≤ ${to}` : `${from}–${to}`;
    const bound = isBelow ? attribute.min : attribute.max;
    const named = bound === undefined ? [] : partsOf(bound, "parameter");
    const clauses = named.flatMap(({ name }) => resolved.parameters.get(name)?.clauses ?? []);
    return { code: "out-of-range", expected, ...(clauses.length > 0 ? { clauses } : {}) };
  }

  private rangeOf(attribute: Attribute): Range {
    const bound = (expression: Expression | undefined): Exact | undefined => {
      if (expression === undefined) return undefined;
      const value = compileExpression(expression, this.program.slots)(this.frame as Frame);
      return isMissing(value) || !isExact(value) ? undefined : value;
    };
    const known = this.ranges.get(attribute);
    const range = known ?? { least: bound(attribute.min), most: bound(attribute.max) };
    this.ranges.set(attribute, range);
    return range;
  }
}

function textOf(raw: unknown): Value | AttributeRejection {
  return typeof raw === "string" ? raw : wrong(expectations.text);
}

const expectations = {
  boolean: { en: "true or false", zh: "true 或 false" },
  text: { en: "text", zh: "文本" },
  day: { en: "a date such as 2024-03-05", zh: "日期,例如 2024-03-05" },
  number: { en: 'a decimal such as "80" or "4.5"', zh: "十进制数,例如“80”“4.5”" },
  whole: { en: "a whole number", zh: "整数" },
  list: { en: "a list", zh: "列表" },
  shorter: { en: `a list of at most ${longestList} values`, zh: `至多 ${longestList} 项的列表` },
} as const satisfies Record<string, Text>;

function wrong(expected: Text): AttributeRejection {
  return { code: "attribute-type", expected };
}

import type { Program } from "../program/program.ts";
import type { Value } from "../program/value.ts";
import type { Attribute } from "../ruleset/resolved.ts";
import { readDay } from "../values/day.ts";
import { readDecimal } from "../values/exact.ts";
import type { RejectionCode } from "../values/notice.ts";
import { nearest } from "../values/text.ts";

/** Why a raw value is not what its attribute asks for. */
export interface AttributeFault {
  readonly code: RejectionCode;
  readonly expected: string | undefined;
  readonly near?: string | undefined;
}

/** Finds subjects that attributes refer to. */
interface SubjectFinder {
  find(id: string, kinds: readonly string[]): number;
  near(id: string, kinds: readonly string[]): string | undefined;
}

/** Spaces that mean nothing at the ends of a text. */
const blank = /^[\s\u200b\u2060\ufeff]*$/;

/** Reads raw attribute values into the engine's own. */
export class AttributeReader {
  constructor(
    private readonly program: Program,
    private readonly subjects: SubjectFinder,
  ) {}

  /** The value; undefined where it is absent (a blank text is); a fault where it does not fit. */
  read(attribute: Attribute, raw: unknown): Value | undefined | AttributeFault {
    if (raw === undefined || raw === null || (typeof raw === "string" && blank.test(raw))) {
      if (attribute.optional || attribute.default !== undefined) return undefined;
      return { code: "attribute-missing", expected: undefined };
    }
    const { type } = attribute;
    if (type.kind === "number") return this.number(attribute, raw);
    if (type.kind === "boolean") return typeof raw === "boolean" ? raw : wrong("true or false");
    if (typeof raw !== "string") return wrong("text");
    if (type.kind === "day") return readDay(raw) ?? wrong("a date such as 2024-03-05");
    if (type.kind === "enum") {
      if (type.values.includes(raw)) return raw;
      return {
        code: "attribute-value",
        expected: type.values.join(", "),
        near: nearest(raw, type.values),
      };
    }
    if (type.kind === "subject") {
      const subject = this.subjects.find(raw, type.kinds);
      if (subject >= 0) return subject;
      return {
        code: "subject-unknown",
        expected: undefined,
        near: this.subjects.near(raw, type.kinds),
      };
    }
    return raw;
  }

  private number(attribute: Attribute, raw: unknown): Value | AttributeFault {
    const decimal = readDecimal(raw);
    if (decimal === undefined) return wrong('a decimal such as "80" or "4.5"');
    if (attribute.whole && decimal.fraction !== "") return wrong("a whole number");
    return this.program.arithmetic.read(decimal);
  }
}

function wrong(expected: string): AttributeFault {
  return { code: "attribute-type", expected };
}

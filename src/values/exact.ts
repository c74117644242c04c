/**
 * Exact numbers. A number inside jifen is a safe integer scaled by a power of ten that the program chooses,
 * or a {@link Ratio} if no such integer holds the value. Each value has exactly one form, so that `===`
 * on two scaled integers is equality.
 */
export type Exact = number | Ratio;

/** A reduced fraction with a positive denominator: the lossless way up from a scaled integer. */
export class Ratio {
  constructor(
    readonly numerator: bigint,
    readonly denominator: bigint,
  ) {}
}

/** Digits allowed before and after the decimal point: bounds the work before any number is built. */
const decimalLimits = { integer: 24, fraction: 12 } as const;

const decimalForm = /^(-?)(\d+)(?:\.(\d+))?$/;

/** A decimal as written: `12`, `-0.50`. Parts are kept as text so that nothing is lost on the way. */
export interface DecimalText {
  readonly negative: boolean;
  readonly integer: string;
  readonly fraction: string;
}

/**
 * Reads a decimal string, or a JavaScript number that is written with at most 15 digits and no
 * exponent (its text is then its exact value). Returns undefined for anything else.
 */
export function readDecimal(input: unknown): DecimalText | undefined {
  if (typeof input === "number") {
    const text = String(input);
    return text.replace(/[^\d]/g, "").length > 15 && !Number.isSafeInteger(input)
      ? undefined
      : readDecimal(text);
  }
  if (
    typeof input !== "string" ||
    input.length > decimalLimits.integer + decimalLimits.fraction + 2
  )
    return undefined;
  const match = decimalForm.exec(input);
  if (!match) return undefined;
  const integer = (match[2] ?? "").replace(/^0+(?=\d)/, "");
  const fraction = (match[3] ?? "").replace(/0+$/, "");
  if (integer.length > decimalLimits.integer || fraction.length > decimalLimits.fraction)
    return undefined;
  return { negative: match[1] === "-" && (integer !== "0" || fraction !== ""), integer, fraction };
}

/** The canonical text of a decimal: no leading or trailing zeros, no `-0`. */
export function canonicalDecimal(decimal: DecimalText): string {
  const body = decimal.fraction === "" ? decimal.integer : `${decimal.integer}.${decimal.fraction}`;
  return decimal.negative ? `-${body}` : body;
}

export function greatestCommonDivisor(a: bigint, b: bigint): bigint {
  let [x, y] = [a < 0n ? -a : a, b];
  while (y !== 0n) [x, y] = [y, x % y];
  return x;
}

/** Arithmetic at one scale: all operations are exact, and fast while values stay safe integers. */
export class Arithmetic {
  readonly scale: number;
  private readonly wideScale: bigint;

  /** @param places decimal places that a scaled integer holds (0 to 6). */
  constructor(readonly places: number) {
    this.scale = 10 ** places;
    this.wideScale = BigInt(this.scale);
  }

  /** The value of a decimal text. */
  read(decimal: DecimalText): Exact {
    const digits = BigInt(decimal.integer + decimal.fraction);
    return this.ratio(decimal.negative ? -digits : digits, 10n ** BigInt(decimal.fraction.length));
  }

  integer(value: number): Exact {
    const scaled = value * this.scale;
    return Number.isSafeInteger(scaled) ? scaled : this.ratio(BigInt(value), 1n);
  }

  /** The one form of numerator ÷ denominator (which is positive). */
  ratio(numerator: bigint, denominator: bigint): Exact {
    const scaled = numerator * this.wideScale;
    if (scaled % denominator === 0n) {
      const whole = Number(scaled / denominator);
      if (Number.isSafeInteger(whole)) return whole;
    }
    const divisor = greatestCommonDivisor(numerator, denominator);
    return new Ratio(numerator / divisor, denominator / divisor);
  }

  add(a: Exact, b: Exact): Exact {
    if (typeof a === "number" && typeof b === "number") {
      const sum = a + b;
      if (Number.isSafeInteger(sum)) return sum;
    }
    const [x, y] = [this.widen(a), this.widen(b)];
    return this.ratio(
      x.numerator * y.denominator + y.numerator * x.denominator,
      x.denominator * y.denominator,
    );
  }

  negate(a: Exact): Exact {
    return typeof a === "number" ? 0 - a : new Ratio(-a.numerator, a.denominator);
  }

  subtract(a: Exact, b: Exact): Exact {
    return this.add(a, this.negate(b));
  }

  multiply(a: Exact, b: Exact): Exact {
    if (typeof a === "number" && typeof b === "number") {
      const product = a * b;
      if (Number.isSafeInteger(product) && product % this.scale === 0)
        return product / this.scale + 0;
    }
    const [x, y] = [this.widen(a), this.widen(b)];
    return this.ratio(x.numerator * y.numerator, x.denominator * y.denominator);
  }

  /** a ÷ b; undefined where b is zero. */
  divide(a: Exact, b: Exact): Exact | undefined {
    if (typeof a === "number" && typeof b === "number" && b !== 0) {
      const scaled = a * this.scale;
      if (Number.isSafeInteger(scaled) && scaled % b === 0) return scaled / b + 0;
    }
    const [x, y] = [this.widen(a), this.widen(b)];
    if (y.numerator === 0n) return undefined;
    const sign = y.numerator < 0n ? -1n : 1n;
    return this.ratio(sign * x.numerator * y.denominator, sign * y.numerator * x.denominator);
  }

  /** Negative, zero or positive, as a is less than, equal to or greater than b. */
  compare(a: Exact, b: Exact): number {
    if (typeof a === "number" && typeof b === "number") return a - b;
    const [x, y] = [this.widen(a), this.widen(b)];
    const [left, right] = [x.numerator * y.denominator, y.numerator * x.denominator];
    return left < right ? -1 : left > right ? 1 : 0;
  }

  /** A whole number within the safe range as a JavaScript number; undefined otherwise. */
  toInteger(a: Exact): number | undefined {
    return typeof a === "number" && a % this.scale === 0 ? a / this.scale + 0 : undefined;
  }

  /** Canonical text: a decimal where it is finite, otherwise the reduced fraction `1/3`. */
  text(a: Exact): string {
    if (typeof a === "number") return this.scaledText(a);
    const { numerator, denominator } = this.widen(a);
    let rest = denominator;
    let places = 0;
    let unit = 1n;
    while (rest % 10n === 0n) rest /= 10n;
    while (rest % 2n === 0n) rest /= 2n;
    while (rest % 5n === 0n) rest /= 5n;
    if (rest !== 1n) return `${numerator}/${denominator}`;
    while (unit % denominator !== 0n) {
      unit *= 10n;
      places += 1;
    }
    const digits = (numerator < 0n ? -numerator : numerator) * (unit / denominator);
    const padded = digits.toString().padStart(places + 1, "0");
    const integer = padded.slice(0, padded.length - places);
    return canonicalDecimal({
      negative: numerator < 0n,
      integer,
      fraction: padded.slice(padded.length - places),
    });
  }

  private scaledText(a: number): string {
    const size = Math.abs(a);
    const rest = size % this.scale;
    const sign = a < 0 ? "-" : "";
    const integer = (size - rest) / this.scale;
    if (rest === 0) return `${sign}${integer}`;
    const fraction = String(rest).padStart(this.places, "0").replace(/0+$/, "");
    return `${sign}${integer}.${fraction}`;
  }

  /** A number as a fraction. */
  widen(a: Exact): Ratio {
    if (typeof a !== "number") return a;
    const value = BigInt(a);
    const divisor = greatestCommonDivisor(value, this.wideScale);
    return new Ratio(value / divisor, this.wideScale / divisor);
  }
}

/**
 * Reads the sentences that expressions are written in and works out what they say, in fractions of whole numbers.
 * It knows the languages only, and nothing of the writer.
 */

export interface Fraction {
  readonly top: bigint;
  readonly bottom: bigint;
}

/** A number, a truth, nothing at all, or the outcome of a division by zero. */
export type Said = Fraction | boolean | "none" | "undivided";

export function fraction(text: string): Fraction {
  const [, sign, whole = "", decimals = "", bottom = "1"] =
    /^(-?)(\d+)(?:\.(\d+))?(?:\/(\d+))?$/.exec(text) ?? [];
  if (sign === undefined) throw new Error(`"${text}" is not a number`);
  const top = BigInt(whole + decimals);
  return made(sign === "-" ? -top : top, 10n ** BigInt(decimals.length) * BigInt(bottom));
}

function made(top: bigint, bottom: bigint): Fraction {
  const common = (a: bigint, b: bigint): bigint =>
    b === 0n ? (a < 0n ? -a : a) : common(b, a % b);
  const by = common(top, bottom) * (bottom < 0n ? -1n : 1n);
  return { top: top / by, bottom: bottom / by };
}

function order(a: Fraction, b: Fraction): number {
  const difference = a.top * b.bottom - b.top * a.bottom;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

type Sum = (a: Fraction, b: Fraction) => Fraction | "undivided";
const add: Sum = (a, b) => made(a.top * b.bottom + b.top * a.bottom, a.bottom * b.bottom);
const times: Sum = (a, b) => made(a.top * b.top, a.bottom * b.bottom);
const negated = ({ top, bottom }: Fraction): Fraction => ({ top: -top, bottom });
const less: Sum = (a, b) => add(a, negated(b));
const over: Sum = (a, b) => (b.top === 0n ? "undivided" : made(a.top * b.bottom, a.bottom * b.top));
const left: Sum = (a, b) => {
  const ratio = over(a, b);
  if (ratio === "undivided") return ratio;
  return less(a, times(b, { top: ratio.top / ratio.bottom, bottom: 1n }) as Fraction);
};

const modes = {
  // Of the doubled remainder beside the whole: is the number moved away from zero?
  up: () => true,
  down: () => false,
  "half-up": (half: bigint) => half >= 0n,
  "half-down": (half: bigint) => half > 0n,
  "half-even": (half: bigint, inner: bigint) => half > 0n || (half === 0n && inner % 2n === 1n),
  floor: (_half: bigint, _inner: bigint, isNegative: boolean) => isNegative,
  ceiling: (_half: bigint, _inner: bigint, isNegative: boolean) => !isNegative,
} as const;

function rounded(value: Fraction, places: number, mode: keyof typeof modes): Fraction {
  const scale = 10n ** BigInt(places);
  const isNegative = value.top < 0n;
  const size = (isNegative ? -value.top : value.top) * scale;
  const inner = size / value.bottom;
  const rest = size % value.bottom;
  const isOut = rest !== 0n && modes[mode](2n * rest - value.bottom, inner, isNegative);
  const result = inner + (isOut ? 1n : 0n);
  return made(isNegative ? -result : result, scale);
}

interface Remark {
  readonly pattern: RegExp;
  /** What it makes of what stands before it; `operand` is what it names. */
  readonly read: (before: Said, reader: Reader, found: RegExpExecArray) => Said;
}

const limit =
  (better: number): Remark["read"] =>
  (before, reader) => {
    const bound = reader.atom();
    return isNumber(before) && isNumber(bound) && order(before, bound) === better ? bound : before;
  };

const rounding =
  (names: Readonly<Record<string, keyof typeof modes>>): Remark["read"] =>
  (before, _reader, [, name = "", places = "0"]) =>
    isNumber(before) ? rounded(before, Number(places), names[name] as keyof typeof modes) : before;

interface Language {
  readonly and: string;
  readonly or: string;
  readonly modulo: string;
  readonly not: string;
  readonly remarks: readonly Remark[];
  readonly fails: string;
  readonly undivided: string;
  readonly fallbacks: readonly {
    readonly before: string;
    readonly behind: string;
    readonly of: Said;
  }[];
  /** What stands before a list of which a value is one, and between its items. */
  readonly oneOf: RegExp;
  readonly item: readonly [string, string];
  /** Forms that begin with words. */
  readonly forms: readonly { readonly pattern: RegExp; readonly read: (reader: Reader) => Said }[];
  /** What may stand behind a value. */
  readonly behind: readonly {
    readonly pattern: RegExp;
    readonly read: (before: Said, reader: Reader) => Said;
  }[];
}

const english: Language = {
  and: " and ",
  or: " or ",
  modulo: " modulo ",
  not: "not (",
  fails: " does not hold",
  undivided: " has a divisor of 0",
  remarks: [
    { pattern: /, at most /y, read: limit(1) },
    { pattern: /, at least /y, read: limit(-1) },
    {
      pattern:
        /, rounded (half up|half down|half to even|away from zero|towards zero|down|up) to (?:a whole number|(\d+) decimal places?)/y,
      read: rounding({
        "half up": "half-up",
        "half down": "half-down",
        "half to even": "half-even",
        "away from zero": "up",
        "towards zero": "down",
        down: "floor",
        up: "ceiling",
      }),
    },
  ],
  fallbacks: [
    { before: ", or ", behind: " if there is none", of: "none" },
    { before: ", or ", behind: " if the divisor is 0", of: "undivided" },
  ],
  forms: [
    {
      pattern: /there is a value for /y,
      read: (reader) => reader.atom() !== "none",
    },
    {
      pattern: /there is no value for /y,
      read: (reader) => reader.atom() === "none",
    },
    {
      pattern: /the absolute value of /y,
      read: (reader) => size(reader.atom()),
    },
    {
      pattern: /the small(?:er|est) of /y,
      read: (reader) => extreme(reader.list(reader.sum(), ", ", " and "), -1),
    },
    {
      pattern: /the larg(?:er|est) of /y,
      read: (reader) => extreme(reader.list(reader.sum(), ", ", " and "), 1),
    },
  ],
  behind: [
    {
      pattern: / to the power /y,
      read: (before, reader) => power(before, reader.atom()),
    },
  ],
  oneOf: / is one of /y,
  item: [", ", " and "],
};

const chineseModes = {
  四舍五入取整: "half-up",
  五舍六入取整: "half-down",
  四舍六入五成双取整: "half-even",
  进位取整: "up",
  舍去小数: "down",
  向下取整: "floor",
  向上取整: "ceiling",
  四舍五入: "half-up",
  五舍六入: "half-down",
  四舍六入五成双: "half-even",
  进位: "up",
  舍去尾数: "down",
  向下取: "floor",
  向上取: "ceiling",
} as const;

const chinese: Language = {
  and: " 且 ",
  or: " 或 ",
  modulo: " 除余 ",
  not: "非(",
  fails: " 不成立",
  undivided: " 的除数为 0",
  remarks: [
    { pattern: /,不高于 /y, read: limit(1) },
    { pattern: /,不低于 /y, read: limit(-1) },
    {
      pattern:
        /,(四舍五入取整|五舍六入取整|四舍六入五成双取整|进位取整|舍去小数|向下取整|向上取整)/y,
      read: rounding(chineseModes),
    },
    {
      pattern: /,(四舍五入|五舍六入|四舍六入五成双|进位|舍去尾数|向下取|向上取)保留 (\d+) 位小数/y,
      read: rounding(chineseModes),
    },
  ],
  fallbacks: [
    { before: ",没有时为 ", behind: "", of: "none" },
    { before: ",除数为 0 时为 ", behind: "", of: "undivided" },
  ],
  forms: [
    { pattern: /有/y, read: (reader) => reader.atom() !== "none" },
    { pattern: /无/y, read: (reader) => reader.atom() === "none" },
  ],
  behind: [
    { pattern: / 的绝对值/y, read: size },
    {
      pattern: / 的 /y,
      read: (before, reader) => {
        const exponent = reader.atom();
        reader.demand(" 次方");
        return power(before, exponent);
      },
    },
  ],
  oneOf: / 属于/y,
  item: ["、", "、"],
};

function isNumber(said: Said): said is Fraction {
  return typeof said === "object";
}

function size(said: Said): Said {
  return isNumber(said) && said.top < 0n ? negated(said) : said;
}

function extreme(list: readonly Said[], better: number): Said {
  return list.reduce((best, one) => {
    if (!isNumber(best)) return best;
    return isNumber(one) && order(one, best) !== better ? best : one;
  });
}

function isOneOf(what: Said, list: readonly Said[]): Said {
  return isNumber(what) ? list.some((one) => isNumber(one) && order(one, what) === 0) : what;
}

function power(base: Said, exponent: Said): Said {
  if (!isNumber(base) || !isNumber(exponent)) return isNumber(base) ? exponent : base;
  return made(base.top ** exponent.top, base.bottom ** exponent.top);
}

const comparisons: Readonly<Record<string, (order: number) => boolean>> = {
  "=": (found) => found === 0,
  "≠": (found) => found !== 0,
  "<": (found) => found < 0,
  "≤": (found) => found <= 0,
  ">": (found) => found > 0,
  "≥": (found) => found >= 0,
};

/** Names with their values; of those whose values stand beside them the values are read. */
export type Known = ReadonlyMap<string, Said>;

class Reader {
  private at = 0;

  constructor(
    private readonly text: string,
    private readonly language: Language,
    private readonly known: Known,
    private readonly filled: boolean,
  ) {}

  all(): Said {
    const said = this.whole();
    if (this.at < this.text.length) this.fail("the end");
    return said;
  }

  private fail(expected: string): never {
    throw new Error(`${expected} is expected at "${this.text.slice(this.at)}" of "${this.text}"`);
  }

  private take(text: string): boolean {
    if (!this.text.startsWith(text, this.at)) return false;
    this.at += text.length;
    return true;
  }

  demand(text: string): void {
    if (!this.take(text)) this.fail(`"${text}"`);
  }

  private match(pattern: RegExp): RegExpExecArray | undefined {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text);
    if (found === null) return undefined;
    this.at = pattern.lastIndex;
    return found;
  }

  /** Everything up to a closing bracket. */
  private whole(): Said {
    if (this.take("如 ")) {
      const condition = this.either();
      this.demand(" 则 ");
      const value = this.either();
      this.demand(",否则 ");
      const otherwise = this.whole();
      return condition === true ? value : otherwise;
    }
    let said = this.either();
    for (const { before, behind, of } of this.language.fallbacks) {
      const start = this.at;
      if (!this.take(before)) continue;
      const fallback = this.either();
      if (this.take(behind)) return said === of ? fallback : said;
      this.at = start;
    }
    if (this.take(" if ")) {
      const condition = this.either();
      this.demand(", else ");
      const otherwise = this.whole();
      return condition === true ? said : otherwise;
    }
    for (let found = true; found; ) {
      found = false;
      for (const { pattern, read } of this.language.remarks) {
        const match = this.match(pattern);
        if (match === undefined) continue;
        said = read(said, this, match);
        found = true;
      }
    }
    this.reasons();
    said = this.extremes(said);
    this.reasons();
    return said;
  }

  /** In Chinese the list stands before what is said of it. */
  private extremes(first: Said): Said {
    const start = this.at;
    if (!this.take("、")) return first;
    const list = this.list(this.sum(), "、");
    if (this.take(" 中的最小值")) return extreme([first, ...list], -1);
    if (this.take(" 中的最大值")) return extreme([first, ...list], 1);
    this.at = start;
    return first;
  }

  list(first: Said, sign: string, last = sign): Said[] {
    const list = [first];
    while (this.take(sign) || this.take(last)) list.push(this.sum());
    return list;
  }

  private either(): Said {
    return this.logic(this.language.or, () => this.both(), true);
  }

  private both(): Said {
    return this.logic(this.language.and, () => this.compared(), false);
  }

  private logic(sign: string, read: () => Said, deciding: boolean): Said {
    let said = read();
    while (this.take(sign)) {
      const next = read();
      said = said === deciding || next === deciding ? deciding : said;
    }
    return said;
  }

  private compared(): Said {
    let before = this.sum();
    if (this.match(this.language.oneOf) !== undefined)
      return isOneOf(before, this.list(this.sum(), ...this.language.item));
    let holds: Said | undefined;
    for (;;) {
      const [, sign = ""] = this.match(/ ([=≠<≤>≥]) /y) ?? [];
      if (sign === "") return holds ?? before;
      const next = this.sum();
      holds = holds === false ? false : compare(before, sign, next);
      before = next;
    }
  }

  sum(): Said {
    const signs: Readonly<Record<string, Sum>> = { " + ": add, " - ": less };
    return this.arithmetic(/ [+-] /y, signs, () => this.product());
  }

  private product(): Said {
    const { modulo } = this.language;
    const signs: Readonly<Record<string, Sum>> = { " × ": times, " ÷ ": over, [modulo]: left };
    return this.arithmetic(new RegExp(` [×÷] |${modulo}`, "y"), signs, () => this.formed());
  }

  private arithmetic(
    pattern: RegExp,
    signs: Readonly<Record<string, Sum>>,
    read: () => Said,
  ): Said {
    let said = read();
    for (;;) {
      const [sign] = this.match(pattern) ?? [];
      const sum = signs[sign ?? ""];
      if (sum === undefined) return said;
      const next = read();
      if (isNumber(said)) said = isNumber(next) ? sum(said, next) : next;
    }
  }

  private formed(): Said {
    const said = this.worded();
    this.reasons();
    return said;
  }

  private worded(): Said {
    for (const { pattern, read } of this.language.forms)
      if (this.match(pattern) !== undefined) return read(this);
    const said = this.atom();
    for (const { pattern, read } of this.language.behind)
      if (this.match(pattern) !== undefined) return read(said, this);
    return said;
  }

  atom(): Said {
    const said = this.bare();
    this.reasons();
    return said;
  }

  private bare(): Said {
    const { not } = this.language;
    if (this.take(not)) {
      const said = this.whole();
      this.demand(")");
      return typeof said === "boolean" ? !said : said;
    }
    const isNegated = this.take("-(");
    if (isNegated || this.take("(")) {
      const said = this.whole();
      this.demand(")");
      return isNegated && isNumber(said) ? negated(said) : said;
    }
    for (const [name, value] of this.known) {
      if (!this.take(name)) continue;
      const [, shown] =
        this.match(/ (-?\d+(?:\.\d+)?)/y) ?? this.match(/ \((-\d+(?:\.\d+)?)\)/y) ?? [];
      if (shown === undefined) return value;
      if (!this.filled) this.fail("no value");
      if (!isNumber(value) || order(fraction(shown), value) !== 0)
        this.fail("the name's own value");
      return value;
    }
    const [number] = this.match(/-?\d+(?:\.\d+)?/y) ?? [];
    return number === undefined ? this.fail("a value") : fraction(number);
  }

  /** Why a value was taken; each reason has to hold. */
  private reasons(): void {
    if (!this.filled) return;
    const start = this.at;
    if (!this.take(" (") && !this.take("(")) return;
    const { fails, undivided } = this.language;
    do {
      this.take(" ");
      const said = this.either();
      const isFound = this.take(fails)
        ? said === false
        : this.take(undivided)
          ? said === "undivided"
          : said === true;
      if (!isFound) {
        this.at = start;
        this.fail("a reason that holds");
      }
    } while (this.take(";"));
    this.demand(")");
    this.reasons();
  }
}

function compare(before: Said, sign: string, next: Said): Said {
  if (typeof before === "boolean" && typeof next === "boolean")
    return (comparisons[sign] as (order: number) => boolean)(before === next ? 0 : 1);
  if (!isNumber(before) || !isNumber(next)) return isNumber(before) ? next : before;
  return (comparisons[sign] as (order: number) => boolean)(order(before, next));
}

/** What a sentence says. @param filled the values stand beside the names. */
export function saidBy(text: string, language: "en" | "zh", known: Known, filled: boolean): Said {
  return new Reader(text, language === "en" ? english : chinese, known, filled).all();
}

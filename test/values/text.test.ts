import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compareNaturally, compareText, nearest, quote } from "../../src/values/text.ts";
import { holds } from "../properties.ts";

function compareCodePoints(a: string, b: string): number {
  const [x, y] = [Array.from(a), Array.from(b)].map((chars) =>
    chars.map((char) => char.codePointAt(0) ?? 0),
  ) as [number[], number[]];
  const at = x.findIndex((point, index) => point !== y[index]);
  if (at < 0) return x.length - y.length;
  return at >= y.length ? 1 : (x[at] ?? 0) - (y[at] ?? 0);
}

describe("names are ordered as people number them", () => {
  test("digits go by their value, wherever they stand", () => {
    const sorted = [
      "",
      "1",
      "01",
      "9",
      "10",
      "9007199254740993",
      "a",
      "a2",
      "a02b",
      "a10",
      "第9期",
      "第10期",
    ];
    expect([...sorted].reverse().sort(compareNaturally)).toEqual(sorted);
  });

  test("the order is total, and equal to itself alone", () => {
    const name = fc.stringMatching(/^[0-3a😀中]{0,6}$/u);
    holds(
      fc.property(name, name, name, (a, b, c) => {
        expect(Math.sign(compareNaturally(a, b))).toBe(0 - Math.sign(compareNaturally(b, a)));
        expect(compareNaturally(a, b) === 0).toBe(a === b);
        if (compareNaturally(a, b) < 0 && compareNaturally(b, c) < 0)
          expect(compareNaturally(a, c)).toBeLessThan(0);
      }),
      120,
    );
  });
});

describe("texts are ordered by code point", () => {
  const text = fc.oneof(
    fc.string({ unit: "binary", maxLength: 6 }),
    fc.string({
      unit: fc.constantFrom("a", "\u{ff5e}", "\u{e000}", "\u{d7ff}", "😀", "𠮷", "中"),
      maxLength: 5,
    }),
  );

  test("whatever the two texts are", () => {
    holds(
      fc.property(text, text, (a, b) => {
        expect(Math.sign(compareText(a, b))).toBe(Math.sign(compareCodePoints(a, b)));
      }),
      200,
    );
  });

  test("E16: full-width signs come before emoji, capitals before small letters, 10 before 9", () => {
    expect(["😀", "\u{ff5e}", "é", "z", "Z", "9", "10", "", "中"].sort(compareText)).toEqual([
      "",
      "10",
      "9",
      "Z",
      "z",
      "é",
      "中",
      "\u{ff5e}",
      "😀",
    ]);
  });

  test("broken texts have an order too: total, and equal to itself alone", () => {
    const units = fc
      .array(fc.constantFrom(0x61, 0xd800, 0xdbff, 0xdc00, 0xdfff, 0xe000), { maxLength: 4 })
      .map((codes) => String.fromCharCode(...codes));
    holds(
      fc.property(units, units, units, (a, b, c) => {
        expect(Math.sign(compareText(a, b))).toBe(0 - Math.sign(compareText(b, a)));
        expect(compareText(a, b) === 0).toBe(a === b);
        if (compareText(a, b) < 0 && compareText(b, c) < 0)
          expect(compareText(a, c)).toBeLessThan(0);
      }),
      120,
    );
  });
});

describe("a quoted value", () => {
  test("is the text itself, or the JSON of what is no text", () => {
    expect(quote("省级")).toBe("省级");
    expect(quote(5)).toBe("5");
    expect(quote(null)).toBe("null");
    expect(quote(undefined)).toBe("undefined");
    expect(quote({ a: [1, "b"] })).toBe('{"a":[1,"b"]}');
  });

  test.each([
    ["a line break", "a\nb", "a\\u{a}b"],
    ["NUL", "a\u0000b", "a\\u{0}b"],
    ["an escape sequence of a terminal", "\u001b[31m", "\\u{1b}[31m"],
    ["a bidirectional override", "a\u202eb", "a\\u{202e}b"],
    ["a zero-width space", "a\u200bb", "a\\u{200b}b"],
    ["a byte order mark", "\ufeffa", "\\u{feff}a"],
    ["a line separator", "a\u2028b", "a\\u{2028}b"],
  ])("shows %s as its escape", (_name, value, shown) => {
    expect(quote(value)).toBe(shown);
  });

  test("keeps 80 characters, and cuts after 79 without breaking one", () => {
    expect(quote("字".repeat(80))).toBe("字".repeat(80));
    expect(quote("字".repeat(81))).toBe(`${"字".repeat(79)}…`);
    expect(quote("😀".repeat(100))).toBe(`${"😀".repeat(79)}…`);
  });

  test.each<[string, () => unknown]>([
    ["a bigint", () => 10n],
    ["a symbol", () => Symbol("a")],
    [
      "an object that holds itself",
      () => {
        const self: Record<string, unknown> = {};
        self["self"] = self;
        return self;
      },
    ],
    [
      "G01: lists nested 100 000 deep",
      () => {
        let list: unknown[] = [];
        for (let depth = 0; depth < 100_000; depth += 1) list = [list];
        return list;
      },
    ],
    [
      "H07: an object whose toJSON fails",
      () => ({
        toJSON: () => {
          throw new Error("no");
        },
      }),
    ],
  ])("never fails: %s", (_name, make) => {
    expect(quote(make()).length).toBeLessThan(1000);
  });
});

describe("the nearest name", () => {
  test.each([
    ["amout", ["amount", "account", "amounts"], "amount"],
    ["submision", ["submission", "adoption"], "submission"],
    ["LEVEL", ["lever", "level"], "level"],
    ["单为", ["单位", "作者"], "单位"],
    ["cap", ["cat", "car"], "car"],
    ["a", ["b"], "b"],
  ])("to %j among %j is %j", (name, candidates, found) => {
    expect(nearest(name, candidates)).toBe(found);
    expect(nearest(name, [...candidates].reverse())).toBe(found);
  });

  test.each([
    ["wehn", "when"],
    ["rulse", "rules"],
    ["hsa", "has"],
    ["frist", "first"],
  ])("to %j, two letters swapped, is %j", (name, meant) => {
    expect(nearest(name, ["points", meant, "clause"])).toBe(meant);
  });

  test.each([
    ["points", ["cap", "floor"]],
    ["abcdef", ["abcxyz"]],
    ["anything", []],
    ["x".repeat(61), ["x".repeat(60)]],
  ])("to %j among %j is none", (name, candidates) => {
    expect(nearest(name, candidates)).toBeUndefined();
  });

  test("is the one a letter away, and none that is far away", () => {
    const word = fc.string({ unit: fc.constantFrom("a", "b", "c"), minLength: 1, maxLength: 6 });
    const distance = (a: string, b: string): number => {
      if (a === "" || b === "") return a.length + b.length;
      const rest = [a.slice(1), b.slice(1)] as const;
      if (a[0] === b[0]) return distance(...rest);
      return 1 + Math.min(distance(rest[0], b), distance(a, rest[1]), distance(...rest));
    };
    holds(
      fc.property(
        word,
        fc.array(fc.string({ unit: fc.constantFrom("a", "b", "c"), maxLength: 6 }), {
          maxLength: 4,
        }),
        (name, candidates) => {
          // Swapped letters may count as one mistake or as two: words with such a pair are left out.
          const swapped = (one: string) =>
            /(.)(.)/.test(one) &&
            [...one].sort().join() === [...name].sort().join() &&
            one !== name;
          fc.pre(!candidates.some(swapped));
          const found = nearest(name, candidates);
          const near = candidates.map((one) => distance(name, one));
          const least = Math.min(...near, Number.POSITIVE_INFINITY);
          if (least > Math.max(1, Math.floor(name.length / 3)) + 1) expect(found).toBeUndefined();
          if (least <= 1) expect(found === undefined ? least : distance(name, found)).toBe(least);
        },
      ),
      8,
    );
  });
});

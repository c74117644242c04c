import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Arithmetic, type Exact, Ratio } from "../../src/values/exact.ts";
import { sumOf } from "../../src/values/sum.ts";
import { holds } from "../properties.ts";
import { accountOf, build, gain, measureOf, run, type Short } from "./build.ts";

/** Each gain is worth 1 divided by its points, or taken away if they are negative. */
const shares: Short = {
  rules: [
    {
      ...{ id: "gain", on: "gain", to: ["points", "mean"], fraction: true },
      amount: { "/": [1, { var: "event.points" }] },
    },
  ],
  accounts: {
    points: { fraction: true },
    mean: { fraction: true, steps: [{ mean: {} }] },
  },
  measures: {
    score: { fraction: true, value: { account: "points" } },
    all: { fraction: true, value: { cohort: ["sum", { value: { account: "points" } }] } },
    range: {
      fraction: true,
      value: {
        range: ["sum", { from: 1, to: { param: "last" }, value: { "/": [1, { var: "value" }] } }],
      },
    },
  },
  parameters: { last: "4000" },
};
const built = build(shares);

function gains(divisors: readonly number[]) {
  return divisors.map((points, at) => gain(String(at), "a", "2024-01-01", points));
}

const primes = Array.from({ length: 4000 }, (_, at) => at).filter(
  (one) =>
    one > 1 && Array.from({ length: one }, (_, at) => at).every((at) => at < 2 || one % at > 0),
);

describe("sums of fractions", () => {
  // The least common multiple of 1 to 2,000 has 2,879 binary digits, that of 1 to 4,000 has 5,755.
  test.each([
    [2000, true],
    [4000, false],
  ])("of 1/k for k up to %i have a value: %s", (last, has) => {
    const divisors = Array.from({ length: last }, (_, at) => at + 1);
    const result = run(build({ ...shares, parameters: { last: String(last) } }), gains(divisors));
    for (const value of [
      accountOf(result, "points"),
      accountOf(result, "mean"),
      measureOf(result, "range"),
    ])
      expect(value).toMatch(has ? /^\d+\/\d+$/ : /^unavailable$/);
  });

  test("say why they have no value, and what adds them has none either", () => {
    const result = run(built, gains(primes));
    expect(measureOf(result, "all")).toBe("unavailable");
    const { message } = result.unavailable.find(({ id }) => id === "points") ?? {};
    expect(message).toEqual({
      en: "points of a has no value: fractions cannot be added: their common denominator is too long",
      zh: "“a”的“points”没有值:分数的公分母过长,无法相加",
    });
  });

  test("of a cohort are bounded as well", () => {
    const subjects = Array.from({ length: primes.length }, (_, at) => `u${at}`);
    const events = primes.map((points, at) => gain(`${at}`, `u${at}`, "2024-01-01", points));
    const result = run(built, events, { subjects });
    expect(accountOf(result, "points", "u0")).toBe("0.5");
    expect(measureOf(result, "all", "u0")).toBe("unavailable");
  });

  test("do not depend on the order, even if the fractions cancel out", () => {
    const arithmetic = new Arithmetic(2);
    const sum = (divisors: readonly number[]) =>
      sumOf(
        divisors.map((one) => arithmetic.ratio(one < 0 ? -1n : 1n, BigInt(Math.abs(one)))),
        arithmetic,
      );
    const pairs = primes.flatMap((prime) => [prime, -prime]);
    const apart = [...primes, ...primes.map((prime) => -prime)];
    for (const order of [pairs, apart, [...apart].reverse()]) {
      expect(sum(order)).toBeUndefined();
      expect(sum(order.filter((one) => Math.abs(one) < 500))).toBe(0);
    }
    expect(accountOf(run(built, gains(pairs)), "points")).toBe("unavailable");
  });

  test("are what adding one by one gives", () => {
    const arithmetic = new Arithmetic(2);
    const big = fc.bigInt({ min: -(10n ** 18n), max: 10n ** 18n });
    const one = fc.tuple(big, fc.bigInt({ min: 1n, max: 10_000n }));
    holds(
      fc.property(fc.array(one, { maxLength: 20 }), (parts) => {
        const values = parts.map(([a, b]): Exact => arithmetic.ratio(a, b));
        const expected = values.reduce((a, b) => arithmetic.add(a, b), 0);
        const found = sumOf(values, arithmetic) ?? 0;
        expect(arithmetic.text(found)).toBe(arithmetic.text(expected));
        expect(found instanceof Ratio).toBe(expected instanceof Ratio);
      }),
    );
  });
});

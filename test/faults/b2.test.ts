import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { explain, explanationText, loadRuleset, score } from "../../src/index.ts";
import { marks, scoredBy } from "./reductions.ts";

const tenths = { round: [1, "half-up"], clause: "M2" };
const options = { subjects: [{ id: "第一镇" }], period: "2024" };

function told(steps: readonly object[], values: readonly (number | string)[]): string[] {
  const result = score(loadRuleset(scoredBy(steps)), marks(values), options);
  return explanationText(explain(result, "第一镇"), "en").split("\n");
}

interface Fraction {
  readonly top: bigint;
  readonly bottom: bigint;
}

function fraction(text: string): Fraction {
  const [top = "0", bottom = "1"] = text.split("/");
  const places = (top.split(".")[1] ?? "").length;
  return { top: BigInt(top.replace(".", "")), bottom: BigInt(bottom) * 10n ** BigInt(places) };
}

function plus(a: Fraction, b: Fraction): Fraction {
  return { top: a.top * b.bottom + b.top * a.bottom, bottom: a.bottom * b.bottom };
}

const names = /(number|mean|highest|lowest|first|last) of (\d+|each \w+)\b|because there are none/;
const pointsIn = (line: string): string | undefined =>
  [...line.matchAll(/(-?[\d./]+) points?\b/g)].at(-1)?.[1];

/** Do the lines below 得分 add up to it, from the one that names the last reduction on? */
function addsUp(lines: readonly string[]): boolean {
  const at = lines.findIndex((line) => line.startsWith("  得分: "));
  const heading = lines[at] ?? "";
  if (names.test(heading)) return true;
  const end = lines.findIndex((line, index) => index > at && !line.startsWith("    "));
  const below = lines
    .slice(at + 1, end < 0 ? undefined : end)
    .filter((line) => /^ {4}\S/.test(line));
  const last = below.map((line) => names.test(line)).lastIndexOf(true);
  const from = below.slice(Math.max(0, last));
  // What a reduction makes of several groups stands in one line: its values add up.
  const amounts = from.flatMap((line) =>
    / of each /.test(line)
      ? [...line.matchAll(/(-?[\d./]+) points?(?: each)?/g)].map((found) => found[1] ?? "0")
      : (pointsIn(line) ?? []),
  );
  const sum = amounts.map(fraction).reduce(plus, { top: 0n, bottom: 1n });
  const value = fraction(/^ {2}得分: (-?[\d./]+)/.exec(heading)?.[1] ?? "0");
  return sum.top * value.bottom === value.top * sum.bottom;
}

describe("B2 the lines under a number", () => {
  test("name the reduction, where they are not its sum", () => {
    // Of 4, 9, 3: the highest is 9, the lowest 3, the first 4, the last 3; nothing is 16.
    for (const [does, value] of [
      ["highest", 9],
      ["lowest", 3],
      ["first", 4],
      ["last", 3],
    ]) {
      const lines = told([{ [does as string]: {} }], [4, 9, 3]);
      expect(lines).toContain(`  得分: ${value} points (${does} of 3) [M2 2]:`);
      expect(lines).toContain("    mark: 3 entries:");
      expect(lines.join("\n")).not.toContain("16 points");
    }
  });

  test("say what a mean was before it was rounded", () => {
    // (4 + 9 + 3) / 3 = 16/3; 5 − 16/3 = −1/3.
    const lines = told([{ mean: {} }, { round: [0, "half-up"], clause: "M2" }], [4, 9, 3]);
    expect(lines).toContain("  得分: 5 points [M2 2]:");
    expect(lines).toContain("    mean of 3: 16/3 points");
    expect(lines).toContain(
      "    rounded (marks 16/3, rounded half up to a whole number): -1/3 points [M2 2]",
    );
  });

  test("count only what is kept, and name what is not", () => {
    // Without the worst of 4, 9, 3: (4 + 9) / 2 = 6.5.
    const lines = told([{ keep: { drop: 1 }, clause: "M1" }, { mean: {} }, tenths], [4, 9, 3]);
    expect(lines).toContain("  得分: 6.5 points (mean of 2) [M2 2]:");
    expect(lines).toContain("    without the worst (1): without event 第一镇3 [M1 1]");
  });

  test("add up where entries are counted, capped and dropped", () => {
    // Four entries, one dropped, at most 2: 4 − 1 − 1.
    const steps = [{ keep: { drop: 1 }, clause: "M1" }, { count: {} }, { cap: 2, clause: "M2" }];
    const lines = told(steps, [4, 9, 3, 5]);
    expect(lines).toContain("    without the worst (1): -1 point; without event 第一镇3 [M1 1]");
    expect(lines).toContain("    at most (2): -1 point [M2 2]");
  });

  test("add up to it or name the reduction, whatever the steps", () => {
    const keep = fc.constantFrom(
      { keep: { drop: 1 }, clause: "M1" },
      { keep: { best: 2 }, clause: "M1" },
      { keep: "last", clause: "M1" },
    );
    const map = fc.constantFrom(
      { cap: 5, clause: "M2" },
      { floor: 2, clause: "M2" },
      { round: [0, "half-up"], clause: "M2" },
    );
    const reduction = fc.constantFrom("sum", "count", "mean", "highest", "lowest", "first", "last");
    const steps = fc
      .record({
        kept: fc.option(keep, { nil: undefined }),
        each: fc.option(map, { nil: undefined }),
        inner: fc.option(reduction, { nil: undefined }),
        outer: reduction,
        after: fc.array(map, { maxLength: 2 }),
      })
      .map(({ kept, each, inner, outer, after }) => [
        ...(kept === undefined ? [] : [kept]),
        ...(each === undefined ? [] : [each]),
        ...(inner === undefined ? [] : [{ [inner]: {}, per: ["month"] }]),
        { [outer]: {} },
        ...after,
        tenths,
      ]);
    const values = fc.array(fc.integer({ min: -9, max: 9 }), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(steps, values, (chain, list) => {
        const lines = told(chain, list);
        if (!addsUp(lines)) throw new Error(lines.join("\n"));
      }),
      { numRuns: 150 },
    );
  });
});

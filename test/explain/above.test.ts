import { describe, expect, test } from "vitest";
import type { Result } from "../../src/document/result.ts";
import { comparisonText, whyAbove } from "../../src/explain/above.ts";
import type { Comparison, Difference } from "../../src/explain/model/comparison.ts";
import { UsageError } from "../../src/values/usage.ts";
import { bundled, exampleResults, rulesetIds, scored, times, total } from "./cases.ts";
import { school } from "./school.ts";

function told(differences: readonly Difference[]): unknown[] {
  return differences.map(({ kind, id, a, b, difference, parts }) => [
    `${kind} ${id}`,
    a,
    b,
    difference,
    ...(parts.length === 0 ? [] : [told(parts)]),
  ]);
}

const sections = ["a", "b"].map((id) => ({ id, name: `股室${id}` }));

describe("of two sections of Longyang", () => {
  const events = [
    ...times(34, { type: "submission", subject: "a" }),
    ...times(20, { type: "submission", subject: "b" }),
    { type: "adoption", channel: "province", subject: "b" },
    { type: "adoption", channel: "district-general", subject: "a" },
    { type: "commission", outcome: "failed", subject: "a" },
  ];
  const options = { subjects: sections, period: "2019" };
  const result = scored(bundled("longyang-2019"), events, options);

  test("the score decides, and its accounts and rules make the difference, the largest first", () => {
    // a: min(60, 68) + 5 − 15 = 50; b: 40 + 20 = 60.
    const comparison = whyAbove(result, "b", "a");
    expect(comparison).toMatchObject({
      verdict: "above",
      a: { subject: { id: "b", name: "股室b" }, rank: 1, ranked: 2 },
      b: { subject: { id: "a" }, rank: 2 },
    });
    const [criterion] = comparison.criteria;
    expect(criterion).toMatchObject({
      decides: true,
      a: "60",
      b: "50",
      difference: "10",
      clauses: [{ clause: "L9", place: "六(二)" }],
    });
    expect(told(criterion?.parts ?? [])).toEqual([
      [
        "account base",
        "40",
        "60",
        "-20",
        [
          ["rule submitted", "40", "68", "-28"],
          ["step 2", "0", "-8", "8"],
        ],
      ],
      ["account bonus", "20", "5", "15", [["rule adopted", "20", "5", "15"]]],
      ["account deduction", "0", "-15", "15", [["rule commission-failed", "0", "-15", "15"]]],
    ]);
  });

  test("asked the other way round, the one is below", () => {
    const comparison = whyAbove(result, "a", "b");
    expect(comparison.verdict).toBe("below");
    expect(comparison.criteria[0]).toMatchObject({ difference: "-10", decides: true });
  });

  test("the comparison is told in both languages", () => {
    const comparison = whyAbove(result, "b", "a");
    expect(comparisonText(comparison, "zh").split("\n").slice(0, 9)).toEqual([
      "股室b排在股室a之前(股室排名)〔L10 七(一)〕",
      "  股室b 第 1 名(股室共 2 个)",
      "  股室a 第 2 名(股室共 2 个)",
      "由最终得分决定:股室b 60 分,股室a 50 分;相差 +10 分〔L9 六(二)〕",
      "  差额来自:",
      "    基础分:股室b 40 分,股室a 60 分;相差 -20 分",
      "      报送信息:股室b 40 分(20 次),股室a 68 分(34 次);相差 -28 分〔L1 六(一)1〕",
      "      超出基础分上限的部分:股室b 0 分,股室a -8 分;相差 +8 分〔L1 六(一)1〕",
      "    加分:股室b 20 分,股室a 5 分;相差 +15 分",
    ]);
    expect(comparisonText(comparison, "en").split("\n").slice(0, 6)).toEqual([
      "股室b is above 股室a (ranking of the sections) [L10 七(一)]",
      "  股室b: place 1 of 2",
      "  股室a: place 2 of 2",
      "Decided by final score: 股室b 60 points, 股室a 50 points; difference +10 points [L9 六(二)]",
      "  What makes the difference:",
      "    base: 股室b 40 points, 股室a 60 points; difference -20 points",
    ]);
  });

  test("equal scores are level, and what they are made of may differ: 10·2 = 20", () => {
    const level = scored(
      bundled("longyang-2019"),
      [
        ...times(10, { type: "submission", subject: "a" }),
        { type: "adoption", channel: "province", subject: "b" },
      ],
      options,
    );
    const comparison = whyAbove(level, "a", "b");
    expect(comparison).toMatchObject({ verdict: "level", a: { rank: 1 }, b: { rank: 1 } });
    expect(comparison.criteria).toMatchObject([{ decides: false, difference: "0" }]);
    expect(told(comparison.criteria[0]?.parts ?? [])).toEqual([
      ["account base", "20", "0", "20", [["rule submitted", "20", "0", "20"]]],
      ["account bonus", "0", "20", "-20", [["rule adopted", "0", "20", "-20"]]],
    ]);
    expect(comparisonText(comparison, "zh")).toContain("股室a与股室b并列(股室排名)");
  });

  test("a ranking that is not published tells why one has no place in it", () => {
    const failed = scored(
      bundled("longyang-2019"),
      times(3, { type: "commission", outcome: "failed", subject: "a" }),
      options,
    );
    const comparison = whyAbove(failed, "a", "b", { ranking: "eligible" });
    expect(comparison).toMatchObject({
      verdict: "not-ranked",
      a: { notRanked: { reason: "excluded" } },
      b: { rank: 1 },
      criteria: [{ a: "-45", b: "0", decides: false, parts: [] }],
    });
    expect(comparisonText(comparison, "en")).toContain(
      "股室a: no place (ranking of those not disqualified): it does not take part: disqualified from the award given ≠ given does not hold",
    );
  });
});

describe("of others", () => {
  test("a town and a department that are ranked apart are not compared", () => {
    const apart = bundled("yicheng-2004-units", { interpretations: { cohorts: "by-category" } });
    const subjects = [
      { id: "a", category: "town" },
      { id: "b", category: "department" },
    ];
    const result = scored(apart, [{ type: "submission" }], { subjects, period: "2024" });
    const comparison = whyAbove(result, "a", "b");
    expect(comparison).toMatchObject({
      verdict: "apart",
      a: { rank: 1, cohort: { value: "town" } },
      b: { rank: 1, cohort: { value: "department" } },
    });
    expect(comparison.criteria).toMatchObject([{ a: "1", b: "0", decides: false, parts: [] }]);
    expect(comparisonText(comparison, "zh")).toContain("a与b不在同一组排名,不作比较(通报排名)");
  });

  test("without point values nobody is above anybody, and the text names what is wanted", () => {
    const subjects = ["a", "b"].map((id) => ({ id, category: "county" }));
    const result = scored(bundled("gannan-2008"), [], { subjects, period: "2024" });
    const comparison = whyAbove(result, "a", "b");
    expect(comparison.verdict).toBe("not-ranked");
    expect(comparison.a.notRanked).toMatchObject({
      reason: "unavailable",
      gap: {
        missing: expect.arrayContaining([expect.objectContaining({ parameter: "adoption.state" })]),
      },
    });
    expect(comparisonText(comparison, "en")).toContain(
      "these parameters have no value: adoption.prefecture",
    );
  });

  test("a weighted part counts with its weight: 0.2·(1000 − 900) = 20", () => {
    const review = (subject: string, score: number) =>
      ["masses", "panel", "directors"].map((by) => ({
        type: "review",
        by,
        subject,
        score: by === "panel" ? score : 800,
      }));
    const result = scored(
      bundled("yicheng-2004-staff"),
      [...review("a", 1000), ...review("b", 900)],
      { subjects: [{ id: "a" }, { id: "b" }], period: "2024" },
    );
    const [criterion] = whyAbove(result, "a", "b").criteria;
    expect(criterion).toMatchObject({ difference: "20" });
    expect(criterion?.parts).toMatchObject([
      {
        kind: "term",
        label: { zh: "考评小组权重 × 评议平均分(考评小组)" },
        difference: "20",
        clauses: [{ clause: "YS12" }],
        parts: [
          {
            kind: "account",
            id: "reviews",
            key: { value: "panel" },
            difference: "100",
            parts: [{ kind: "rule", id: "review", a: "1000", b: "900" }],
          },
        ],
      },
    ]);
  });

  test("authors are compared in their own ranking", () => {
    const result = scored(
      bundled("yicheng-2004-units"),
      [
        { type: "submission", author: "zhang" },
        { type: "adoption", level: "city", author: "li" },
      ],
      { subjects: [{ id: "a", category: "town" }], period: "2024" },
    );
    const comparison = whyAbove(result, "li", "zhang");
    expect(comparison).toMatchObject({ verdict: "above", ranking: { id: "informants" } });
    expect(told(comparison.criteria[0]?.parts ?? [])).toEqual([
      ["rule author-adoption", "50", "0", "50"],
      ["rule author-submission", "0", "1", "-1"],
    ]);
  });
});

describe("a chain of tie-breaks", () => {
  const subjects = [{ id: "a" }, { id: "b" }, { id: "c" }, { id: "guest", guest: true }];
  const races = (subject: string, ...points: number[]) =>
    points.map((one) => ({ type: "race", subject, points: one }));
  const mark = (subject: string, points: number) => ({ type: "mark", subject, points });

  test("is followed up to the first criterion that decides", () => {
    const events = [...races("a", 5, 4), ...races("b", 6, 3), mark("a", 7), mark("b", 8)];
    const result = scored(school(), events, { subjects, period: "2024" });
    const { verdict, criteria } = whyAbove(result, "b", "a");
    expect(verdict).toBe("above");
    expect(criteria).toMatchObject([
      { a: "9", b: "9", difference: "0", decides: false },
      { a: "8", b: "7", difference: "1", decides: true },
    ]);
    expect(comparisonText(whyAbove(result, "b", "a"), "zh")).toContain(
      "前项相同,由平均评分决定:b 8 分,a 7 分;相差 +1 分",
    );
  });

  test("knows of a criterion by which the lower is ahead", () => {
    // Both 9: b by 10 and a fault of −1 … with the bonus of 3 from 10 on that is 12, so a has 12 without one.
    const events = [...races("a", 6, 6), ...races("b", 8, 5), { type: "fault", subject: "b" }];
    const result = scored(school(), events, { subjects, period: "2024" });
    const comparison = whyAbove(result, "a", "b");
    // a: 12 + 3 = 15; b: 13 + 3 − 1 = 15; faults 0 and 1.
    expect(comparison.verdict).toBe("above");
    expect(comparison.criteria.at(-1)).toMatchObject({
      order: "ascending",
      decides: true,
      a: "0",
      b: "1",
    });
    expect(comparisonText(comparison, "en")).toContain("(the lower is ahead)");
  });

  test("has what is taken away with its sign: (9 − 3) − (9 − 7) = 4", () => {
    const events = [...races("a", 9), mark("a", 3), ...races("b", 9), mark("b", 7)];
    const result = scored(school(), events, { subjects, period: "2024" });
    const [criterion] = whyAbove(result, "a", "b", { ranking: "net" }).criteria;
    expect(criterion).toMatchObject({
      difference: "4",
      parts: [
        { kind: "term", a: "-3", b: "-7", difference: "4", parts: [{ id: "marks", a: "3" }] },
      ],
    });
  });

  test("leaves out who is not ranked, and says by which condition", () => {
    const result = scored(school(), races("guest", 9), { subjects, period: "2024" });
    const comparison = whyAbove(result, "guest", "a");
    expect(comparison.a.notRanked).toMatchObject({
      reason: "excluded",
      condition: { filled: { zh: "非(外校 是)" } },
    });
  });
});

describe("what cannot be compared", () => {
  const result = scored(bundled("longyang-2019"), [], { subjects: sections, period: "2019" });
  const message = (run: () => Comparison): string => {
    try {
      run();
    } catch (error) {
      if (error instanceof UsageError) return `${error.code}: ${error.text.en}`;
      throw error;
    }
    return "nothing was thrown";
  };

  test("is somebody unknown, an unknown ranking, a result from a file", () => {
    expect(message(() => whyAbove(result, "a", "c"))).toMatch(
      /^unknown-name: there is no section "c"/,
    );
    expect(message(() => whyAbove(result, "a", "b", { ranking: "fina" }))).toContain(
      'did you mean "final"?',
    );
    const read = JSON.parse(JSON.stringify(result)) as Result;
    expect(message(() => whyAbove(read, "a", "b"))).toContain("Score the events again");
  });

  test("is a kind that nothing ranks", () => {
    const staff = scored(bundled("yicheng-2004-staff"), [], {
      subjects: [{ id: "a" }],
      period: "2024",
    });
    expect(message(() => whyAbove(staff, "office", "office"))).toBe(
      "unknown-name: the ruleset has no ranking for this kind of subject: the office",
    );
  });

  test("is somebody with oneself, which is said", () => {
    expect(whyAbove(result, "a", "a").verdict).toBe("same");
    expect(comparisonText(whyAbove(result, "a", "a"), "zh")).toContain("股室a与其自身比较");
  });
});

describe.each(rulesetIds)("the comparisons of neighbours in all examples of %s", (id) => {
  const neighbours = (result: Result) =>
    result.standings.flatMap((standing, index) => {
      const next = result.standings[index + 1];
      return next?.ranking === standing.ranking ? [[standing, next] as const] : [];
    });

  test("agree with the places, add up, and are told without a word that is none", {
    timeout: 60_000,
  }, () => {
    const wrong: string[] = [];
    for (const { it, result } of exampleResults(id)) {
      for (const [a, b] of neighbours(result)) {
        const { ranking, subjectKind: kind } = a;
        const comparison = whyAbove(result, a.subject, b.subject, { ranking, kind });
        const verdict = a.cohort !== b.cohort ? "apart" : a.rank === b.rank ? "level" : "above";
        const where = `${it}: ${a.subject}, ${b.subject}`;
        if (comparison.verdict !== verdict) wrong.push(`${where}: ${comparison.verdict}`);
        for (const criterion of comparison.criteria) wrong.push(...unsound(criterion, where));
        for (const language of ["en", "zh"] as const) {
          const text = comparisonText(comparison, language);
          if (/undefined|NaN|\[object|\(\)|〔〕|\[\]|\S {2}/.test(text))
            wrong.push(`${where}: ${text}`);
        }
        if (JSON.stringify(JSON.parse(JSON.stringify(comparison))) !== JSON.stringify(comparison))
          wrong.push(`${where}: not plain`);
      }
    }
    expect(wrong).toEqual([]);
  });
});

/** Where a difference is not that of its values, or the rules and steps of an account that sums do not make it up. */
function unsound(
  { a, b, difference, parts }: Pick<Difference, "a" | "b" | "difference" | "parts">,
  where: string,
): string[] {
  const negative = b?.startsWith("-") ? b.slice(1) : `-${b}`;
  const isRight = a === undefined || b === undefined || total([a, negative]) === difference;
  const own = isRight ? [] : [`${where}: ${a} - ${b} is not ${difference}`];
  const isWhole = parts.length > 0 && parts.every(({ kind }) => kind === "rule" || kind === "step");
  const sum = total(parts.map((part) => part.difference ?? "0"));
  const made = !isWhole || sum === difference ? [] : [`${where}: ${sum} is not ${difference}`];
  return [...own, ...made, ...parts.flatMap((part) => unsound(part, where))];
}

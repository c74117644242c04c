import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { demo, label, told } from "./demo.ts";

/** The line on the score of 第一镇: 2 − sent ÷ used, or the fallback where nothing was used. */
async function line(sent: number, used: number, fallback: number, lang: "en" | "zh") {
  const rules = demo({
    subjects: {
      unit: {
        label: label("unit", "单位"),
        who: "roster",
        attributes: {
          sent: { type: "number", label: label("sent", "报送") },
          used: { type: "number", label: label("used", "采用") },
        },
      },
    },
    measures: {
      score: {
        label: label("score", "得分"),
        clause: "A1",
        fraction: true,
        value: {
          "-": [2, { "/": [{ var: "subject.sent" }, { var: "subject.used" }, fallback] }],
        },
      },
    },
  });
  const out = await told(
    "explain",
    { rules, units: `编号,报送,采用\n第一镇,${sent},${used}\n`, events: "编号,时间,类型,单位\n" },
    lang,
    ["--subject", "第一镇"],
  );
  const name = lang === "en" ? "  score" : "  得分";
  return out.split("\n").find((one) => one.startsWith(name)) ?? out;
}

describe("B22 explanations state the fallback of a division", () => {
  test("where the divisor is zero", async () => {
    // 2 − 1, since 0 ÷ 0 is not asked: the fallback is 1.
    expect(await line(0, 0, 1, "en")).toMatch(/2 - 1 .*sent 0 ÷ used 0 has a divisor of 0/);
    expect(await line(0, 0, 1, "zh")).toMatch(/2 - 1.*报送 0 ÷ 采用 0 的除数为 0/);
  });

  test("and nowhere else", async () => {
    const sizes = fc.integer({ min: 1, max: 9 });
    await fc.assert(
      fc.asyncProperty(sizes, sizes, sizes, async (sent, used, fallback) => {
        const text = await line(sent, used, fallback, "en");
        expect(text).toContain(`2 - sent ${sent} ÷ used ${used}`);
        expect(text).not.toContain("divisor");
      }),
      { numRuns: 10 },
    );
  });
});

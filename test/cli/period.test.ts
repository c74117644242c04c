import { expect, test } from "vitest";
import { statedPeriod } from "../../src/cli/period.ts";

test.each([
  ["二〇二四年十二月", "2024-12"],
  ["2024年第四季度", "2024-Q4"],
  // January and February, not month 12: left as it stands, for the engine to refuse.
  ["2024年一二月", "2024年一二月"],
  ["2024年十三月", "2024年十三月"],
])("%s is read as %s", (text, name) => {
  expect(statedPeriod(text)).toEqual({ name, needsYear: false });
});

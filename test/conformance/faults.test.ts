import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { faultPages, faultTests } from "../../scripts/faults.ts";

const root = join(import.meta.dirname, "..", "..");

/** Faults that are known and have no test yet: whoever writes one takes it off this list. */
const open: string[] = [];

test("every known fault has a test or is listed as open, and every test of one has its line", () => {
  const all = faultTests();
  expect(all).toHaveLength(46);
  expect(all.filter((one) => one.test === undefined).map(({ id }) => id)).toEqual(open);
  expect(all.filter(({ was }) => was === "").map(({ id }) => id)).toEqual([]);
});

test("the page of faults is that of the tests as they are: npm run generate", () => {
  for (const [path, text] of faultPages())
    expect(readFileSync(join(root, path), "utf8") === text, path).toBe(true);
});

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { constructPages, isLonely, primitiveUses, reasons } from "../../scripts/constructs.ts";

const root = join(import.meta.dirname, "..", "..");

test("the page of constructs is that of the rulesets as they are: npm run generate", () => {
  for (const [path, text] of constructPages())
    expect(readFileSync(join(root, path), "utf8") === text, path).toBe(true);
});

test("what one ruleset at most uses has its reason, and nothing else has", () => {
  const lonely = primitiveUses().filter(isLonely);
  expect(lonely.map(({ name }) => name).sort()).toEqual(Object.keys(reasons).sort());
});

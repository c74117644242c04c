import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { circularOf } from "../scripts/circulars.ts";

const root = join(import.meta.dirname, "..");
const ids = readdirSync(join(root, "rulesets")).map((name) => name.replace(/\.json$/, ""));

test.each(ids)(
  "the sample year of %s gives its circular (npm run generate writes it)",
  async (id) => {
    expect(await circularOf(id)).toBe(readFileSync(join(root, `test/golden/${id}.md`), "utf8"));
  },
);

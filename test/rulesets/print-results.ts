import { createHash } from "node:crypto";
import type { ExampleDocument } from "../../src/document/ruleset.ts";
import { scoreExample } from "../../src/examples/examples.ts";
import { rulesetLoader } from "../../src/program/load.ts";
import { rulesets } from "../../src/rulesets.ts";

/** The hash of each example's whole result, ruleset by ruleset. */
export function resultHashes(): Record<string, string[]> {
  return Object.fromEntries(
    Object.entries(rulesets).map(([id, document]) => {
      const load = rulesetLoader(document);
      const { examples } = document as { readonly examples: readonly ExampleDocument[] };
      const hashes = examples.map((example) =>
        createHash("sha256")
          .update(JSON.stringify(scoreExample(load, example)))
          .digest("hex"),
      );
      return [id, hashes];
    }),
  );
}

/** What the host makes of its settings: a test that cannot see them would prove nothing. */
function hostSettings(): { readonly zone: string; readonly locale: string } {
  const { timeZone: zone, locale } = new Intl.DateTimeFormat().resolvedOptions();
  return { zone, locale };
}

if (process.argv.includes("--print"))
  process.stdout.write(JSON.stringify({ ...hostSettings(), hashes: resultHashes() }));

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test, vi } from "vitest";
import { diagnoseRuleset } from "../../src/diagnostics/diagnose.ts";

vi.setConfig({ testTimeout: 120_000 });

const root = join(import.meta.dirname, "..", "..");

/** What is warned of in the examples of the documentation and in the corpus of constructs, and why it stays so. */
const accepted: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "diving-platform-2017": {
    "unread-attribute /events/dive/attributes/number":
      "the number of a dive tells judges and spectators which one it is, and scores nothing",
  },
  "skilled-migration-points": {
    "order-inverted /tables/age/cells/33": "the middle of life earns most",
  },
  "tie-break-chain": {
    "bare-number /accounts/days": "how days of several years are told apart, no number of the text",
  },
};

function documents(...folders: readonly string[]): [name: string, document: unknown][] {
  return folders.flatMap((folder) =>
    readdirSync(join(root, folder))
      .filter((name) => name.endsWith(".json"))
      .map((name): [string, unknown] => [
        name.replace(/\.json$/, ""),
        JSON.parse(readFileSync(join(root, folder, name), "utf8")),
      ]),
  );
}

const all = documents(
  "docs/examples",
  ...["choices", "constructs", "hard-cases"].map((name) => `test/conformance/${name}`),
);

describe("the linter warns of nothing that is not explained", () => {
  test.each(all)("%s", (name, document) => {
    const found = diagnoseRuleset(document)
      .filter(({ severity }) => severity === "warning")
      .map(({ code, pointer }) => `${code} ${pointer}`);
    expect(found.sort()).toEqual(Object.keys(accepted[name] ?? {}).sort());
  });

  test("and nothing is explained that is not there", () => {
    const names = new Set(all.map(([name]) => name));
    expect(Object.keys(accepted).filter((name) => !names.has(name))).toEqual([]);
  });
});

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseRuleset } from "../../src/ruleset/parse.ts";
import { rulesets } from "../../src/rulesets.ts";
import { holds } from "../properties.ts";
import { type Part, sound } from "./documents.ts";

function hashOf(document: unknown): string | undefined {
  return parseRuleset(document).value?.hash;
}

/** Objects whose order says something: which value of an enumeration is the greater, which kind is the principal one. */
const ordered = /^(?:\/enums\/[^/]+|\/subjects|\/subjects\/[^/]+\/categories)$/;

/** The same data with the keys of every other object in another order. */
function reordered(value: unknown, swap: () => boolean, path = ""): unknown {
  if (Array.isArray(value)) return value.map((part) => reordered(part, swap, `${path}/*`));
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).map(
    ([key, part]) => [key, reordered(part, swap, `${path}/${key}`)] as const,
  );
  return Object.fromEntries(swap() && !ordered.test(path) ? entries.reverse() : entries);
}

/** Every leaf of a document, by the way to it. */
function leaves(
  value: unknown,
  path: readonly (string | number)[] = [],
): (readonly (string | number)[])[] {
  if (Array.isArray(value)) return value.flatMap((part, index) => leaves(part, [...path, index]));
  if (typeof value === "object" && value !== null)
    return Object.entries(value).flatMap(([key, part]) => leaves(part, [...path, key]));
  return [path];
}

function change(
  document: unknown,
  path: readonly (string | number)[],
  to: (leaf: unknown) => unknown,
): unknown {
  const copy = structuredClone(document);
  let holder = copy as Record<string | number, unknown>;
  for (const key of path.slice(0, -1)) holder = holder[key] as Record<string | number, unknown>;
  const last = path.at(-1) ?? "";
  holder[last] = to(holder[last]);
  return copy;
}

describe("the hash of a ruleset", () => {
  const document = rulesets["longyang-2019"];
  const hash = hashOf(document);

  test("is 64 hexadecimal digits, the same each time", () => {
    expect(hash).toMatch(/^[0-9a-f]{64}$/);
    expect(hashOf(structuredClone(document))).toBe(hash);
  });

  test("does not see the order of keys", () => {
    holds(
      fc.property(fc.infiniteStream(fc.boolean()), (stream) => {
        const swap = () => stream.next().value === true;
        expect(hashOf(reordered(sound(), swap))).toBe(hashOf(sound()));
      }),
      0.4,
    );
    expect(hashOf(reordered(document, () => true))).toBe(hash);
  });

  test("does not see white space", () => {
    expect(hashOf(JSON.parse(JSON.stringify(document, undefined, 4)))).toBe(hash);
    expect(hashOf(JSON.parse(JSON.stringify(document)))).toBe(hash);
  });

  test("sees every value that can be another", () => {
    // Titles, places, labels and sentences of examples may be any text: each one counts.
    const free = leaves(document).filter((path) =>
      ["en", "zh", "place", "it", "issuer"].includes(String(path.at(-1))),
    );
    const sampled = free.filter((_, index) => index % Math.ceil(free.length / 40) === 0);
    for (const path of sampled)
      expect(hashOf(change(document, path, (leaf) => `${leaf} `)), path.join("/")).not.toBe(hash);
  });

  test.each<[string, readonly (string | number)[], (leaf: unknown) => unknown]>([
    ["a parameter's value", ["parameters", "L1.points", "value"], () => "3"],
    ["the spelling of a number", ["parameters", "L1.points", "value"], () => "2.0"],
    ["text for a number", ["parameters", "L1.points", "value"], () => 2],
    ["the default of a reading", ["interpretations", "repeatedly", "default"], () => "2"],
    ["an option of a reading", ["rules", 4, "amount", "reading", 1, "nothing"], () => "0"],
    [
      "a composed letter for one in two parts",
      ["title", "en"],
      (leaf) => `${leaf}é`.normalize("NFD"),
    ],
  ])("sees %s", (_name, path, to) => {
    expect(hashOf(change(document, path, to))).toBeDefined();
    expect(hashOf(change(document, path, to))).not.toBe(hash);
  });

  test("sees the order of lists", () => {
    const { rules } = document as { rules: unknown[] };
    const swapped = { ...(document as Part), rules: [rules[1], rules[0], ...rules.slice(2)] };
    expect(hashOf(swapped)).not.toBe(hash);
  });

  test("tells apart documents that score differently: an enumeration's order is what < goes by", () => {
    const level = {
      low: { en: "l", zh: "l" },
      middle: { en: "m", zh: "m" },
      high: { en: "h", zh: "h" },
    };
    const upward = hashOf(sound({ enums: { level } }));
    const downward = hashOf(
      sound({ enums: { level: Object.fromEntries(Object.entries(level).reverse()) } }),
    );
    expect(downward).not.toBe(upward);
  });

  test("tells apart documents that score differently: the first kind of subject is the principal one", () => {
    const subjects = {
      unit: { label: { en: "u", zh: "u" }, who: "roster" },
      person: { label: { en: "p", zh: "p" }, who: "roster" },
    };
    const one = hashOf(sound({ subjects }));
    const other = hashOf(
      sound({ subjects: Object.fromEntries(Object.entries(subjects).reverse()) }),
    );
    expect(one).toBeDefined();
    expect(other).not.toBe(one);
  });

  test("is another for each bundled ruleset", () => {
    expect(new Set(Object.values(rulesets).map(hashOf)).size).toBe(7);
  });
});

import { describe, expect, test } from "vitest";
import { rulesets } from "../../src/rulesets.ts";
import { clausesOfPages, questionsOfPages } from "./clauses.ts";

type Part = Readonly<Record<string, unknown>>;

function citedBy(part: unknown): readonly string[] {
  const cited = (part as Part | undefined)?.["clause"];
  return cited === undefined ? [] : ([cited].flat() as string[]);
}

const values = (part: unknown): unknown[] => Object.values((part ?? {}) as Part);

/** The cells of a table, however many axes it has: objects with a clause. */
function cellsOf(part: unknown): unknown[] {
  if (typeof part !== "object" || part === null) return [];
  return Object.hasOwn(part, "clause") ? [part] : Object.values(part).flatMap(cellsOf);
}

/** Who cites a clause: the kinds of part that say or do something by it. */
function citations(document: Part): Map<string, Set<string>> {
  const parts: Readonly<Record<string, readonly unknown[]>> = {
    rule: values(document["rules"]),
    parameter: values(document["parameters"]),
    cell: values(document["tables"]).flatMap((table) => [
      ...cellsOf((table as Part)["cells"]),
      ...cellsOf((table as Part)["default"]),
    ]),
    step: values(document["accounts"]).flatMap((account) => values((account as Part)["steps"])),
    check: values(document["events"]).flatMap((event) => values((event as Part)["checks"])),
    measure: values(document["measures"]),
    ranking: values(document["rankings"]),
    outcome: values(document["outcomes"]),
    period: values(document["periods"]),
    note: values(document["notes"]),
  };
  const found = new Map<string, Set<string>>();
  for (const [kind, list] of Object.entries(parts))
    for (const clause of list.flatMap(citedBy))
      found.set(clause, (found.get(clause) ?? new Set()).add(kind));
  return found;
}

test("the five regulations have 80 clauses, and seven rulesets", () => {
  expect(Object.values(clausesOfPages).flat()).toHaveLength(80);
  expect(new Set(Object.values(clausesOfPages).flat()).size).toBe(80);
  expect(Object.keys(clausesOfPages).sort()).toEqual(Object.keys(rulesets).sort());
});

describe.each(Object.entries(rulesets))("%s", (id, raw) => {
  const document = raw as Part;
  const cited = citations(document);

  test.each(clausesOfPages[id] ?? [])(
    "%s is declared with its place and title, and cited",
    (clause) => {
      const declared = (document["clauses"] as Readonly<Record<string, Part>>)[clause] ?? {};
      expect(declared["place"]).toMatch(/\p{Script=Han}/u);
      expect((declared["title"] as Part)["zh"]).toMatch(/\p{Script=Han}/u);
      expect([...(cited.get(clause) ?? [])]).not.toEqual([]);
    },
  );

  test("only notes cite what is not scored", () => {
    const onlyNoted = [...cited].filter(([, kinds]) => [...kinds].join() === "note");
    expect(onlyNoted.map(([clause]) => clause)).toEqual(
      id === "taierzhuang-2005-units" ? ["T11"] : [],
    );
  });

  test("its interpretations are those of the page, with their defaults", () => {
    const interpretations = document["interpretations"] as Readonly<Record<string, Part>>;
    const found = Object.entries(interpretations).map(([name, one]) => [
      name,
      one["default"],
      Object.keys(one["options"] as Part).sort(),
    ]);
    const expected = Object.entries(questionsOfPages[id] ?? {}).map(([name, options]) => [
      name,
      options[0],
      [...options].sort(),
    ]);
    expect(found.sort()).toEqual(expected.sort());
  });

  test("no number of the regulation stands outside parameters and tables", () => {
    const odd: string[] = [];
    const look = (part: unknown, place: string): void => {
      if (typeof part === "number" && ![0, 1, 100].includes(part)) odd.push(place);
      if (
        typeof part === "string" &&
        /^-?\d+(?:\.\d+)?$/.test(part) &&
        !["0", "1", "100"].includes(part)
      )
        odd.push(place);
      if (typeof part === "object" && part !== null)
        for (const [key, inner] of Object.entries(part)) look(inner, `${place}/${key}`);
    };
    for (const name of [
      "events",
      "rules",
      "accounts",
      "measures",
      "runnings",
      "rankings",
      "outcomes",
    ])
      look(document[name], `/${name}`);
    // How many decimals a number is written with, and the months and days of the calendar, are structure.
    expect(odd.filter((place) => !/\/(?:round|date)\/[012]$/.test(place))).toEqual([]);
  });
});

import { describe, expect, test, vi } from "vitest";
import { checkRuleset } from "../../src/program/load.ts";
import { rulesets } from "../../src/rulesets.ts";
import { pointerTo } from "../../src/values/issue.ts";

vi.setConfig({ testTimeout: 60_000 });

type Json = unknown;
type Container = Record<string | number, Json>;

/** A value of a document: where it stands, and how it may be got at. */
interface Place {
  readonly pointer: string;
  readonly path: readonly (string | number)[];
  readonly value: Json;
}

function* placesOf(value: Json, path: readonly (string | number)[] = []): Generator<Place> {
  yield { pointer: pointerTo("", ...path), path, value };
  if (typeof value !== "object" || value === null) return;
  const entries = Array.isArray(value)
    ? value.map((part, index) => [index, part] as const)
    : Object.entries(value);
  for (const [key, part] of entries) yield* placesOf(part, [...path, key]);
}

/** Events and subjects of examples are data; what an example expects is keyed by subjects, which may be any. */
function isData(pointer: string): boolean {
  return /^\/examples\/\d+\/(?:events\/.|given\/subjects\/.|expect\/[^/]+\/.)/.test(pointer);
}

function holderOf(document: Json, path: readonly (string | number)[]): Container {
  return path.slice(0, -1).reduce<Json>((at, key) => (at as Container)[key], document) as Container;
}

/** Two examples of each ruleset are enough: they all have the same shape. */
function documentOf(id: string): Record<string, Json> {
  const document = structuredClone(rulesets[id as keyof typeof rulesets]) as Record<string, Json>;
  return { ...document, examples: (document["examples"] as Json[]).slice(0, 2) };
}

/**
 * Spoils many places of a document at once and returns those where no issue tells of it. What lies in a part that
 * an issue hides from view gets its turn in a further round, so that in the end each place has been looked at.
 */
function unnoticed(
  document: Json,
  places: readonly Place[],
  spoil: (document: Json, place: Place) => void,
  tells: (place: Place, code: string, pointer: string) => boolean,
): string[] {
  const left = new Map<number, Place[]>();
  for (const place of places)
    left.set(place.path.length, [...(left.get(place.path.length) ?? []), place]);
  return [...left.values()].flatMap((level) => {
    let waiting = level;
    for (;;) {
      const spoiled = structuredClone(document);
      for (const place of waiting) spoil(spoiled, place);
      const codesAt = new Map<string, Set<string>>();
      for (const { code, pointer } of checkRuleset(spoiled))
        codesAt.set(pointer, (codesAt.get(pointer) ?? new Set()).add(code));
      const near = (pointer: string, upTo: number): string[] => {
        const parts = pointer.split("/");
        return Array.from({ length: upTo + 1 }, (_, at) =>
          parts.slice(0, parts.length - at).join("/"),
        );
      };
      const rest = waiting.filter((place) => {
        const pointers = [`${place.pointer}/zzzz`, ...near(place.pointer, 2)];
        return !pointers.some((pointer) =>
          [...(codesAt.get(pointer) ?? [])].some((code) => tells(place, code, pointer)),
        );
      });
      if (rest.length === 0) return [];
      if (rest.length === waiting.length) return rest.map(({ pointer }) => pointer);
      waiting = rest;
    }
  });
}

const ids = Object.keys(rulesets);

/** Every third place of a document: with seven rulesets, each kind of place is met many times. */
function sampledOf(document: Json): Place[] {
  return [...placesOf(document)]
    .filter(({ pointer, path }) => path.length > 0 && !isData(pointer))
    .filter((_, index) => index % 3 === 0);
}

describe("every object of every bundled ruleset is strict", () => {
  test.each(ids)("%s: one more key is refused, and the issue points to it", (id) => {
    const document = documentOf(id);
    const objects = [...placesOf(document)].filter(
      ({ pointer, value }) =>
        typeof value === "object" && value !== null && !Array.isArray(value) && !isData(pointer),
    );
    expect(objects.length).toBeGreaterThan(150);
    const quiet = unnoticed(
      document,
      objects,
      (spoiled, { path }) => {
        const key = path.at(-1);
        const object = key === undefined ? spoiled : holderOf(spoiled, path)[key];
        (object as Container)["zzzz"] = null;
      },
      ({ pointer, value }, code, told) =>
        told === `${pointer}/zzzz` ||
        // An expression with two keys is told of as a whole, and so is a reading, which is one no more.
        (told === pointer && ["operator-keys", "unknown-name"].includes(code)) ||
        (pointer.startsWith(told) && told !== "" && Object.hasOwn(value as object, "reading")),
    );
    expect(quiet.join("\n")).toBe("");
  });

  test.each(ids)("%s: null is no value anywhere", (id) => {
    const document = documentOf(id);
    const values = sampledOf(document);
    const quiet = unnoticed(
      document,
      values,
      (spoiled, { path }) => {
        holderOf(spoiled, path)[path.at(-1) ?? ""] = null;
      },
      ({ pointer }, _code, told) => pointer.startsWith(told) && told !== "",
    );
    expect(quiet.join("\n")).toBe("");
  });

  test.each(ids)("%s: a value of another type is refused", (id) => {
    const document = documentOf(id);
    const values = sampledOf(document);
    const other = (value: Json): Json =>
      typeof value === "string" ? true : typeof value === "object" ? 7.5 : "zzzz";
    const quiet = unnoticed(
      document,
      values,
      (spoiled, { path, value }) => {
        holderOf(spoiled, path)[path.at(-1) ?? ""] = other(value);
      },
      ({ pointer }, _code, told) => pointer.startsWith(told) && told !== "",
    );
    expect(quiet.join("\n")).toBe("");
  });
});

/** What each part must say, by the format's own description. */
const required: readonly (readonly [RegExp, readonly string[]])[] = [
  [
    /^$/,
    ["id", "title", "source", "timeZone", "clauses", "periods", "subjects", "events", "rules"],
  ],
  [/^\/source$/, ["title"]],
  [/^\/clauses\/[^/]+$/, ["place", "title"]],
  [/^\/periods\/\d+$/, ["unit", "clause", "label"]],
  [/^\/subjects\/[^/]+$/, ["label", "who"]],
  [/\/attributes\/[^/]+$/, ["type", "label"]],
  [/^\/events\/[^/]+$/, ["label"]],
  [/^\/events\/[^/]+\/derived\/[^/]+$/, ["value"]],
  [/^\/events\/[^/]+\/checks\/\d+$/, ["id", "clause", "label", "require", "else"]],
  [/^\/events\/[^/]+\/links\/[^/]+$/, ["to", "same", "which"]],
  [/^\/parameters\/[^/]+$/, ["clause"]],
  [/^\/tables\/[^/]+$/, ["axes", "cells"]],
  [/^\/tables\/[^/]+\/default$/, ["value", "clause"]],
  [/^\/interpretations\/[^/]+$/, ["clause", "question", "default", "options"]],
  [/^\/rules\/\d+$/, ["id", "clause", "label", "on", "to", "amount"]],
  [/^\/accounts\/[^/]+$/, ["label", "steps"]],
  [/^\/measures\/[^/]+$/, ["label", "clause", "value"]],
  [/^\/runnings\/[^/]+$/, ["label", "clause", "over", "state", "next", "value"]],
  [/^\/rankings\/[^/]+$/, ["label", "clause", "by"]],
  [/^\/outcomes\/[^/]+$/, ["kind", "label", "clause", "when"]],
  [/^\/notes\/\d+$/, ["clause", "text"]],
  [/^\/examples\/\d+$/, ["it", "events", "expect"]],
];

const languages = ["en", "zh"];

function requiredOf({ pointer, value }: Place): readonly string[] {
  const isLabel = languages.every((language) => Object.hasOwn(value as object, language));
  return isLabel ? languages : (required.find(([form]) => form.test(pointer))?.[1] ?? []);
}

describe("what a part must say cannot be left out", () => {
  test.each(ids)("%s: each key that is left out is missed where it should stand", (id) => {
    const document = documentOf(id);
    const objects = [...placesOf(document)].filter(
      ({ pointer, value }) =>
        typeof value === "object" &&
        value !== null &&
        !Array.isArray(value) &&
        !isData(pointer) &&
        !Object.hasOwn(value, "reading"),
    );
    const wanted = objects.flatMap((place) => {
      const keys = requiredOf(place);
      return keys.map((key) => ({ ...place, keys, key }));
    });
    const rounds = Math.max(...wanted.map(({ path }) => path.length));
    const quiet: string[] = [];
    for (let depth = 0; depth <= rounds; depth += 1) {
      for (let turn = 0; turn < 9; turn += 1) {
        const now = wanted.filter(
          ({ path, keys, key }) => path.length === depth && keys.indexOf(key) === turn,
        );
        if (now.length === 0) continue;
        const spoiled = structuredClone(document);
        for (const { path, key } of now) {
          const last = path.at(-1);
          const object = last === undefined ? spoiled : holderOf(spoiled, path)[last];
          delete (object as Container)[key];
        }
        const told = new Set(
          checkRuleset(spoiled).map(({ code, pointer }) => `${code} ${pointer}`),
        );
        for (const { pointer, key } of now)
          if (!told.has(`missing-key ${pointer}`)) quiet.push(`${pointer} without ${key}`);
      }
    }
    expect(quiet.join("\n")).toBe("");
  });

  test.each(ids)("%s: each cell has its value and its clause", (id) => {
    const document = documentOf(id);
    const cells = [...placesOf(document)].filter(
      ({ pointer, value }) =>
        /^\/tables\/[^/]+\/cells\//.test(pointer) &&
        typeof value === "object" &&
        value !== null &&
        Object.hasOwn(value, "clause"),
    );
    for (const [key, code] of [
      ["value", "missing-key"],
      ["clause", "missing-clause"],
    ] as const) {
      const spoiled = structuredClone(document);
      for (const { path } of cells)
        delete (holderOf(spoiled, path)[path.at(-1) ?? ""] as Container)[key];
      const told = new Set(checkRuleset(spoiled).map((one) => `${one.code} ${one.pointer}`));
      expect(
        cells
          .filter(({ pointer }) => !told.has(`${code} ${pointer}`))
          .map(({ pointer }) => pointer),
      ).toEqual([]);
    }
  });
});

import type { Json } from "../document/ruleset.ts";
import { didYouMean, type Issue, issue, pointerTo } from "../values/issue.ts";
import { listed } from "../values/phrase.ts";
import type { Origin } from "./origin.ts";

/** An element of a list whose elements have ids: a rule, a check. */
export interface Element {
  /** Undefined for an element without one, such as a reading. */
  readonly id: string | undefined;
  readonly json: Json;
  readonly origin: Origin;
}

/** What placing needs from merging. */
interface Placing {
  readonly base: string;
  readonly merge: (before: Element | undefined, after: Element) => Element;
  readonly report: (issue: Issue) => void;
}

/** What an overlay states about an element's place. */
interface Wish {
  readonly remove: boolean;
  readonly anchor: string | undefined;
  readonly isBefore: boolean;
  readonly element: Element;
}

/**
 * Merges a list over another: elements with the same id are merged in place, new ones go to the end or where
 * they say (`after`, `before`), and `"remove": true` takes one out.
 */
export function placeElements(
  base: readonly Element[],
  overlay: readonly Element[],
  placing: Placing,
): Element[] {
  const placed = [...base];
  const at = (id: string | undefined): number =>
    id === undefined ? -1 : placed.findIndex((one) => one.id === id);
  const moved: { readonly wish: Wish; readonly merged: Element }[] = [];
  const seen = new Set<string>();
  for (const one of overlay) {
    const wish = wishOf(one);
    const { id } = one;
    if (id !== undefined && seen.has(id)) reportTwice(id, wish, placing);
    else if (id !== undefined) seen.add(id);
    const index = at(id);
    if (wish.remove) {
      if (index < 0) reportUnknown(id ?? "", "", placed, wish, placing);
      else placed.splice(index, 1);
      continue;
    }
    // An element without an id is identified by its content.
    if (id === undefined && placed.some(({ json }) => isSame(json, one.json))) continue;
    const merged = placing.merge(placed[index], wish.element);
    if (wish.anchor !== undefined) {
      if (index >= 0) placed.splice(index, 1);
      moved.push({ wish, merged });
    } else if (index >= 0) placed[index] = merged;
    else placed.push(merged);
  }
  return withMoved(placed, moved, placing);
}

/** Moves elements to the places they name, in order, once their neighbours are placed. */
function withMoved(
  placed: Element[],
  moved: readonly { readonly wish: Wish; readonly merged: Element }[],
  placing: Placing,
): Element[] {
  let waiting = [...moved];
  const anchoredBy = new Map<string | undefined, string | undefined>();
  const belongs = (one: Element | undefined, anchor: string | undefined): boolean =>
    one?.id !== undefined && anchoredBy.get(one.id) === anchor;
  for (let before = -1; waiting.length !== before; ) {
    before = waiting.length;
    waiting = waiting.filter(({ wish, merged }) => {
      const index = placed.findIndex(({ id }) => id === wish.anchor);
      if (index < 0) return true;
      let place = wish.isBefore ? index : index + 1;
      while (!wish.isBefore && belongs(placed[place], wish.anchor)) place += 1;
      placed.splice(place, 0, merged);
      if (!wish.isBefore) anchoredBy.set(merged.id, wish.anchor);
      return false;
    });
  }
  // Those left over wait for a missing element, or for one another.
  for (const { wish } of waiting)
    reportUnknown(wish.anchor ?? "", wish.isBefore ? "before" : "after", placed, wish, placing);
  return [...placed, ...waiting.map(({ merged }) => merged)];
}

function wishOf(element: Element): Wish {
  const { json } = element;
  const object = (typeof json === "object" && json !== null ? json : {}) as Record<string, Json>;
  const { remove, after, before, ...rest } = object;
  const isOwn = remove === undefined && after === undefined && before === undefined;
  const anchor = after ?? before;
  return {
    remove: remove === true,
    anchor: typeof anchor === "string" ? anchor : undefined,
    isBefore: typeof after !== "string",
    element: isOwn ? element : { ...element, json: Object.freeze(rest) },
  };
}

function reportUnknown(
  name: string,
  key: string,
  placed: readonly Element[],
  { element: { origin } }: Wish,
  { base, report }: Placing,
): void {
  const known = placed.flatMap(({ id }) => id ?? []);
  const pointer = key === "" ? origin.pointer : pointerTo(origin.pointer, key);
  report({
    ...issue("not-in-base", pointer, { name, expected: base }, didYouMean(name, known)),
    document: origin.document,
  });
}

function reportTwice(name: string, { element: { origin } }: Wish, { report }: Placing): void {
  const details = { name, expected: listed([origin.document]) };
  report({ ...issue("duplicate-id", origin.pointer, details), document: origin.document });
}

function isSame(a: Json, b: Json): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

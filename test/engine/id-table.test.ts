import fc from "fast-check";
import { expect, test } from "vitest";
import { IdTable } from "../../src/engine/id-table.ts";
import { IdTexts } from "../../src/engine/id-texts.ts";
import { holds } from "../properties.ts";

/** Adds ids as a store of events does, and gives the row of each. */
function rowsOf(list: readonly string[], expected = 0): readonly number[] {
  const events = { ids: new IdTexts(), length: 0 };
  const table = new IdTable(events, expected);
  return list.map((id) => {
    const row = table.add(id, events.length);
    if (row === events.length) {
      events.ids.set(row, id);
      events.length += 1;
    }
    expect(table.get(id)).toBe(row);
    return row;
  });
}

function byMap(list: readonly string[]): readonly number[] {
  const rows = new Map<string, number>();
  return list.map((id) => {
    const known = rows.get(id) ?? rows.size;
    rows.set(id, known);
    return known;
  });
}

test("finds the row of each id, as a map does", () => {
  const ids = fc.array(fc.oneof(fc.string({ maxLength: 3 }), fc.nat(99).map(String)), {
    maxLength: 99,
  });
  holds(
    fc.property(ids, fc.nat(200), (list, expected) => {
      expect(rowsOf(list, expected)).toEqual(byMap(list));
    }),
  );
});

test("finds ids that were made to meet in one place", () => {
  // Last characters that are 1024 apart belong to one slot of a table of 1024.
  const ids = Array.from(
    { length: 1000 },
    (_, at) => `x${String.fromCharCode(1 + (at % 8) + 1024 * (at >> 3))}`,
  );
  expect(rowsOf([...ids, ...ids])).toEqual(byMap([...ids, ...ids]));
  // Larger tables have room for them: those that had found none before must still be found.
  const others = Array.from({ length: 3000 }, (_, at) => `y${at}`);
  const all = [...ids, ...others, ...ids, ...others];
  expect(rowsOf(all)).toEqual(byMap(all));
});

test("finds rows that were left out when they came, and none of an unknown id", () => {
  const events = { ids: new IdTexts(), length: 3 };
  for (const [row, id] of ["a", "b", "c"].entries()) events.ids.set(row, id);
  const table = new IdTable(events, 3);
  expect(["c", "a", "d", ""].map((id) => table.get(id))).toEqual([2, 0, undefined, undefined]);
});

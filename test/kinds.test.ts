import { describe, expect, test } from "vitest";
import {
  fakeKind,
  faultsOf,
  filesWithTables,
  handDispatch,
  programOf,
  type Union,
  unions,
  withFakeKinds,
} from "./kinds.ts";

const program = programOf();

describe("kinds are told apart by tables alone", () => {
  test("no chain of conditions and no switch tells two kinds of a union apart", () => {
    expect(handDispatch(program)).toEqual([]);
  });

  const withTables = (Object.keys(unions) as Union[]).map(
    (union) => [union, filesWithTables(program, union)] as const,
  );
  const faults = faultsOf(
    programOf(withFakeKinds(program)),
    new Set(withTables.flatMap(([, tables]) => tables)),
  );

  test.each(withTables)(
    "with one more kind of %s no file that has a table of its kinds compiles",
    (union, tables) => {
      expect(tables).not.toEqual([]);
      expect(tables.filter((path) => !faults.get(path)?.includes(fakeKind(union)))).toEqual([]);
    },
  );

  test("chains and switches are found", () => {
    const text = `
      import type { Expression } from "./tree.ts";
      import type { ValueType } from "./types.ts";
      export function chain(part: Expression): number {
        if (part.kind === "literal") return 1;
        return part.kind !== "field" ? 2 : 3;
      }
      export function list({ kind }: ValueType): boolean {
        return ["number", "text"].includes(kind);
      }
      export function open(type: ValueType): number {
        switch (type.kind) {
          case "number":
            return 1;
          default:
            return 2;
        }
      }
      export const one = (part: Expression): boolean => part.kind === "literal";
    `;
    const path = "src/expression/planted.ts";
    const found = handDispatch(programOf(new Map([[path, text]]))).sort();
    expect(found).toEqual([
      `${path}:12: a switch`,
      `${path}:5: Expression by part.kind`,
      `${path}:9: ValueType by kind`,
    ]);
  });
});

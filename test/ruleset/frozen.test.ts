import { describe, expect, test } from "vitest";
import { loadRuleset } from "../../src/program/load.ts";
import { rulesets } from "../../src/rulesets.ts";
import { freezeData, isFrozenData } from "../../src/values/frozen.ts";
import { documentOf } from "../engine/build.ts";

const titleOf = (document: unknown) => loadRuleset(document).resolved.title.en;

interface Titled {
  readonly title: { en: string; readonly zh: string };
}

/** A document whose title can change. */
function written(en: string): Titled {
  return { ...documentOf({}), title: { en, zh: en } };
}

describe("a document that is loaded again", () => {
  test("is not read again if it is frozen with everything in it", () => {
    const document = freezeData(written("one"));
    expect(loadRuleset(document)).toBe(loadRuleset(document));
    expect(loadRuleset(document, { parameters: {} })).toBe(loadRuleset(document));
  });

  test.each([
    ["that is not frozen", (document: Titled): Titled => document],
    ["of which only the outside is frozen", (document: Titled): Titled => Object.freeze(document)],
  ])("%s is read as it is now", (_what, freeze) => {
    const document = freeze(written("one"));
    expect(titleOf(document)).toBe("one");
    document.title.en = "two";
    expect(titleOf(document)).toBe("two");
  });

  test("is read again under other choices", () => {
    const short = { parameters: { share: "1" } };
    const document = freezeData(documentOf(short));
    const value = (share: string) =>
      loadRuleset(document, { parameters: { share } }).resolved.parameters.get("share")?.value;
    expect([value("2"), value("3"), value("2")]).toEqual(["2", "3", "2"]);
  });

  test("is refused each time if it has an issue", () => {
    const document = freezeData({ ...written("one"), timeZone: "nowhere" });
    expect(() => loadRuleset(document)).toThrow(/nowhere/);
    expect(() => loadRuleset(document)).toThrow(/nowhere/);
  });

  test("is frozen if it is bundled", () => {
    for (const document of Object.values(rulesets)) expect(isFrozenData(document)).toBe(true);
  });
});

describe("data", () => {
  test("with a getter may answer differently, though it is frozen", () => {
    expect(
      isFrozenData(
        Object.freeze({
          get title() {
            return 1;
          },
        }),
      ),
    ).toBe(false);
  });

  test("that contains itself is not frozen data", () => {
    const self: unknown[] = [];
    self.push(self);
    expect(isFrozenData(Object.freeze(self))).toBe(false);
  });
});

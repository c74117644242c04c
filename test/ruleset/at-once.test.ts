import { expect, test } from "vitest";
import { checkRuleset } from "../../src/program/load.ts";
import { sound } from "./documents.ts";

type Parts = Record<string, Record<string, Record<string, unknown>>>;

function linesOf(spoil: (parts: Parts) => void): string[] {
  const document = structuredClone(sound());
  spoil(document as Parts);
  return checkRuleset(document).map(({ code, pointer }) => `${code} ${pointer}`);
}

test("what is misshapen in several parts is told at once", () => {
  const found = linesOf(({ accounts, measures, rankings }) => {
    delete measures?.["score"]?.["label"];
    Object.assign(rankings?.["final"] ?? {}, { zzzz: 1 });
    Object.assign(accounts?.["total"] ?? {}, { steps: {} });
  });
  expect(found).toEqual([
    "wrong-type /accounts/total/steps",
    "missing-key /measures/score",
    "unknown-key /rankings/final/zzzz",
  ]);
});

test("a label, a clause or a zone that lacks hides nothing of what is deeper, and makes no other issues", () => {
  const spoil = (parts: Parts) => {
    const { accounts, measures, rankings } = parts;
    delete accounts?.["total"]?.["label"];
    delete measures?.["score"]?.["clause"];
    Object.assign(rankings?.["final"] ?? {}, { label: { en: "only English" } });
    Object.assign(parts, { timeZone: 8 });
  };
  const lacking = [
    "missing-key /accounts/total",
    "missing-key /measures/score",
    "missing-key /rankings/final/label",
    "wrong-type /timeZone",
  ];
  expect(linesOf(spoil)).toEqual(lacking);
  expect(
    linesOf((parts) => {
      spoil(parts);
      Object.assign(parts["measures"]?.["score"] ?? {}, { value: { account: "totl" } });
    }),
  ).toEqual([
    "missing-key /accounts/total",
    "missing-key /measures/score",
    "unknown-name /measures/score/value/account",
    "missing-key /rankings/final/label",
    "wrong-type /timeZone",
  ]);
});

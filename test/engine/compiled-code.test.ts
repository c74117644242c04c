import { expect, test } from "vitest";
import { keepCompiledCode } from "../../src/engine/compiled-code.ts";
import { rulesetLoader } from "../../src/program/load.ts";
import { documents } from "../documents.ts";

test.each(documents)("a run of nearly nothing can be kept for %s", (_name, document) => {
  const loadable = rulesetLoader(document)({});
  expect(() => keepCompiledCode(loadable.program, 10_000)).not.toThrow();
});

/** What rulesets need that `jifen compile` has written as modules. Its parts fit only modules of the same version. */
export * from "./program/cite.ts";
export { comparerOf } from "./program/compare.ts";
export { compiledRuleset, demandVersion } from "./program/compiled.ts";
export { dayAround } from "./program/distance.ts";
export * from "./program/evaluate.ts";
export * from "./program/operations.ts";
export { CreditSignature } from "./program/signature.ts";
export { compose } from "./program/slots.ts";
export { absent, Missing, parameterMissing, stronger } from "./program/value.ts";
export { Arithmetic, Ratio } from "./values/exact.ts";
export { rounded } from "./values/rounding.ts";
export { Clock } from "./values/time.ts";

import { formula } from "../expression/formula.ts";
import { isPart } from "../expression/traits.ts";
import { citing } from "./cite.ts";
import { kinds } from "./evaluate.ts";
import { operations } from "./operations.ts";
import type { Means } from "./slots.ts";

/** The means for every expression. */
export const everything: Means = {
  kinds,
  operators: operations,
  citing,
  formula,
  isConstant: (expression) => isPart(expression, "constant"),
};

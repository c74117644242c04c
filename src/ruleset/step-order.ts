import type { AccountDocument } from "../document/nodes.ts";
import { pointerTo } from "../values/issue.ts";
import { type ByKind, dispatch } from "../values/kinds.ts";
import { both } from "../values/phrase.ts";
import type { Builder } from "./builder.ts";
import type { Step } from "./resolved.ts";

/** The state of the elements after the steps so far. */
interface Made {
  /** A single value: steps on several elements no longer apply. */
  readonly single: boolean;
  /** It may be a fraction. */
  readonly fraction: boolean;
  /** So far only steps that may look beyond the window. */
  readonly early: boolean;
}

/** The state after each kind of step. */
const making: ByKind<Step, [before: Made], Made> = {
  keep: ({ within }, { fraction }) => ({ single: false, fraction, early: within !== undefined }),
  reduce: ({ per, reduction }, { single, fraction }) => ({
    single: !single && per === undefined,
    fraction: fraction || reduction === "mean",
    early: false,
  }),
  map: ({ name, value }, { single, fraction }) => ({
    single,
    fraction: value.fraction || (fraction && name !== "round"),
    early: false,
  }),
};

/** Steps must end with one value, and steps that look beyond the window come first. */
export function checkSteps(
  builder: Builder,
  steps: readonly Step[],
  document: AccountDocument,
  fromFraction: boolean,
  pointer: string,
): void {
  let made: Made = { single: false, fraction: fromFraction, early: true };
  for (const [index, step] of steps.entries()) {
    const place = pointerTo(pointer, "steps", index);
    const next = dispatch(making, step, made);
    if (made.single && !next.single) {
      builder.report("step-order", place, {
        expected: both(
          "the step before it has already reduced to one value",
          "前一步骤已归为一个值",
        ),
      });
    }
    if (!made.early && next.early) {
      builder.report("step-order", place, {
        expected: both(
          'a step with "within" must come before all others',
          "带“within”的步骤应在其他步骤之前",
        ),
      });
    }
    made = {
      single: made.single || next.single,
      fraction: next.fraction,
      early: made.early && next.early,
    };
  }
  const { single, fraction } = made;
  if (!single && steps.length > 0) builder.report("not-one-value", pointerTo(pointer, "steps"));
  if (fraction && document.fraction !== true) {
    builder.report("fraction-not-rounded", pointerTo(pointer, "steps"), {
      expected: both("the account", "该分项"),
    });
  }
}

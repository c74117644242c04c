import { calendarForms } from "./calendar.ts";
import { callForms } from "./calls.ts";
import { cohortForm } from "./cohort.ts";
import { varForm } from "./fields.ts";
import { keyedForms } from "./keyed.ts";
import { listForms } from "./lists.ts";
import { logicForms } from "./logic.ts";
import { type Form, Parser } from "./parser.ts";
import { rangeForms } from "./ranges.ts";
import { readForms } from "./reads.ts";
import type { Vocabulary } from "./scope.ts";

/** The whole language: every operator, and how it is read. */
export const languageForms: ReadonlyMap<string, Form> = new Map<string, Form>([
  ["var", varForm],
  ...readForms,
  ["cohort", cohortForm],
  ...keyedForms,
  ...logicForms,
  ...calendarForms,
  ...rangeForms,
  ...listForms,
  ...callForms,
]);

/** A parser of the whole language over some declared names. */
export function parserOf(vocabulary: Vocabulary): Parser {
  return new Parser(vocabulary, languageForms);
}

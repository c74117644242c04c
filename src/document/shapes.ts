import * as z from "zod";

/** Names of rules, nodes, parameters, clauses …: they begin with a letter of any script. */
const idForm = /^\p{L}[\p{L}\p{N}._-]{0,79}$/u;

export const id = z.string().regex(idForm, { error: "bad-id" });
export const label = z
  .strictObject({ en: z.string().min(1), zh: z.string().min(1) })
  .describe("A name or sentence in English and Chinese.");
export const name = z
  .strictObject({
    en: z.string().min(1),
    zh: z.string().min(1),
    also: z.array(z.string()).optional(),
  })
  .describe("A name in English and Chinese, with other spellings that data files may use.");
export const clause = z
  .union([id, z.array(id).min(1)])
  .describe("The clause, or the clauses, that this rests on.");
export const json = z.json();
export const expression = json.describe("A JSON Logic expression, or a literal.");
export const kinds = z.union([id, z.array(id).min(1)]).describe("A kind of subject, or several.");
export const number = z
  .union([z.string(), z.number()])
  .describe("A decimal string, or a whole number.");

/** Things by their ids. */
export function named<Value extends z.ZodType>(value: Value) {
  return z.record(id, value);
}

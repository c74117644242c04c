import * as z from "zod/mini";

/** A schema with a description for the JSON Schema of the format. */
export function described<Schema extends z.ZodMiniType>(
  schema: Schema,
  description: string,
): Schema {
  const own = schema.clone();
  z.globalRegistry.add(own, { description });
  return own;
}

/** A text that is not empty. */
export function filled() {
  return z.string().check(z.minLength(1));
}

/** A list that is not empty. */
export function some<Value extends z.ZodMiniType>(value: Value) {
  return z.array(value).check(z.minLength(1));
}

/** Names of rules, nodes, parameters, clauses …: they begin with a letter of any script. */
const idForm = /^\p{L}[\p{L}\p{N}._-]{0,79}$/u;

export const id = z.string().check(z.regex(idForm, { error: "bad-id" }));
export const label = described(
  z.strictObject({ en: filled(), zh: filled() }),
  "A name or sentence in English and Chinese.",
);
export const name = described(
  z.strictObject({
    en: filled(),
    zh: filled(),
    also: z.optional(z.array(z.string())),
  }),
  "A name in English and Chinese, with other spellings that data files may use.",
);
export const clause = described(
  z.union([id, some(id)]),
  "The clause, or the clauses, that this rests on.",
);
export const json = z.json();
export const expression = described(json, "A JSON Logic expression, or a literal.");
export const kinds = described(z.union([id, some(id)]), "A kind of subject, or several.");
export const number = described(
  z.union([z.string(), z.number()]),
  "A decimal string, or a whole number.",
);

/** Things by their ids. */
export function named<Value extends z.ZodMiniType>(value: Value) {
  return z.record(id, value);
}

/** What a function in code takes and returns: exact decimals, days, names and texts are strings. */
export type CodeValue = string | boolean;

/**
 * A function in code that a ruleset calls by its declared name. Numbers are passed and returned as exact decimal strings
 * (`"0.5"`), days as `"2024-03-05"`, truth values as booleans, names and texts as strings, subjects as their ids.
 * It must be pure: it is called once for each list of operands, and only if none of them is missing.
 */
export type CodeFunctionBody = (...values: never[]) => unknown;

/** The code of functions by their declared names. */
export type Functions = Readonly<Record<string, CodeFunctionBody>>;

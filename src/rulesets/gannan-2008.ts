import document from "../../rulesets/gannan-2008.json" with { type: "json" };
import { freezeData } from "../values/frozen.ts";

/** The bundled ruleset `gannan-2008`: a document for `loadRuleset`. It is frozen, so it is checked once. */
export const ruleset: unknown = freezeData(document);

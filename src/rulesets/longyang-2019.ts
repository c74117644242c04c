import document from "../../rulesets/longyang-2019.json" with { type: "json" };
import { freezeData } from "../values/frozen.ts";

/** The bundled ruleset `longyang-2019`: a document for `loadRuleset`. It is frozen, so it is checked once. */
export const ruleset: unknown = freezeData(document);

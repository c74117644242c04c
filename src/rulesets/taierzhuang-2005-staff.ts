import document from "../../rulesets/taierzhuang-2005-staff.json" with { type: "json" };
import { freezeData } from "../values/frozen.ts";

/** The bundled ruleset `taierzhuang-2005-staff`: a document for `loadRuleset`. It is frozen, so it is checked once. */
export const ruleset: unknown = freezeData(document);

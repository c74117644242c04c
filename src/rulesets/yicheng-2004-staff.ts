import document from "../../rulesets/yicheng-2004-staff.json" with { type: "json" };
import { freezeData } from "../values/frozen.ts";

/** The bundled ruleset `yicheng-2004-staff`: a document for `loadRuleset`. It is frozen, so it is checked once. */
export const ruleset: unknown = freezeData(document);

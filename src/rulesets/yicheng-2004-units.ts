import document from "../../rulesets/yicheng-2004-units.json" with { type: "json" };
import { freezeData } from "../values/frozen.ts";

/** The bundled ruleset `yicheng-2004-units`: a document for `loadRuleset`. It is frozen, so it is checked once. */
export const ruleset: unknown = freezeData(document);

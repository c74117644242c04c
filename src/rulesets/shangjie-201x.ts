import document from "../../rulesets/shangjie-201x.json" with { type: "json" };
import { freezeData } from "../values/frozen.ts";

/** The bundled ruleset `shangjie-201x`: a document for `loadRuleset`. It is frozen, so it is checked once. */
export const ruleset: unknown = freezeData(document);

import gannan from "../rulesets/gannan-2008.json" with { type: "json" };
import longyang from "../rulesets/longyang-2019.json" with { type: "json" };
import shangjie from "../rulesets/shangjie-201x.json" with { type: "json" };
import taierzhuangStaff from "../rulesets/taierzhuang-2005-staff.json" with { type: "json" };
import taierzhuangUnits from "../rulesets/taierzhuang-2005-units.json" with { type: "json" };
import yichengStaff from "../rulesets/yicheng-2004-staff.json" with { type: "json" };
import yichengUnits from "../rulesets/yicheng-2004-units.json" with { type: "json" };
import { freezeData } from "./values/frozen.ts";

/** The ids of the bundled rulesets. */
export type BundledRulesetId =
  | "gannan-2008"
  | "longyang-2019"
  | "shangjie-201x"
  | "taierzhuang-2005-staff"
  | "taierzhuang-2005-units"
  | "yicheng-2004-staff"
  | "yicheng-2004-units";

/** The bundled rulesets by id: documents for `loadRuleset`. They are frozen, so each is checked once. */
export const rulesets: Readonly<Record<BundledRulesetId, unknown>> = freezeData({
  "gannan-2008": gannan,
  "longyang-2019": longyang,
  "shangjie-201x": shangjie,
  "taierzhuang-2005-staff": taierzhuangStaff,
  "taierzhuang-2005-units": taierzhuangUnits,
  "yicheng-2004-staff": yichengStaff,
  "yicheng-2004-units": yichengUnits,
});

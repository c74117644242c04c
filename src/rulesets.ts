import type { BundledRulesetId } from "./rulesets/bundled.ts";
import { ruleset as gannan } from "./rulesets/gannan-2008.ts";
import { ruleset as longyang } from "./rulesets/longyang-2019.ts";
import { ruleset as shangjie } from "./rulesets/shangjie-201x.ts";
import { ruleset as taierzhuangStaff } from "./rulesets/taierzhuang-2005-staff.ts";
import { ruleset as taierzhuangUnits } from "./rulesets/taierzhuang-2005-units.ts";
import { ruleset as yichengStaff } from "./rulesets/yicheng-2004-staff.ts";
import { ruleset as yichengUnits } from "./rulesets/yicheng-2004-units.ts";

export type { BundledRulesetId } from "./rulesets/bundled.ts";

/** The bundled rulesets by id: documents for `loadRuleset`. They are frozen, so each is checked once. */
export const rulesets: Readonly<Record<BundledRulesetId, unknown>> = Object.freeze({
  "gannan-2008": gannan,
  "longyang-2019": longyang,
  "shangjie-201x": shangjie,
  "taierzhuang-2005-staff": taierzhuangStaff,
  "taierzhuang-2005-units": taierzhuangUnits,
  "yicheng-2004-staff": yichengStaff,
  "yicheng-2004-units": yichengUnits,
});

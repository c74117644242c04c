/** The ids of the bundled rulesets. */
export type BundledRulesetId =
  | "gannan-2008"
  | "longyang-2019"
  | "shangjie-201x"
  | "taierzhuang-2005-staff"
  | "taierzhuang-2005-units"
  | "yicheng-2004-staff"
  | "yicheng-2004-units";

/** A module of one ruleset. */
interface RulesetModule {
  readonly ruleset: unknown;
}

/** Loads a bundled ruleset, by its id, without the others. */
export const bundled: Readonly<Record<BundledRulesetId, () => Promise<RulesetModule>>> = {
  "gannan-2008": () => import("./gannan-2008.ts"),
  "longyang-2019": () => import("./longyang-2019.ts"),
  "shangjie-201x": () => import("./shangjie-201x.ts"),
  "taierzhuang-2005-staff": () => import("./taierzhuang-2005-staff.ts"),
  "taierzhuang-2005-units": () => import("./taierzhuang-2005-units.ts"),
  "yicheng-2004-staff": () => import("./yicheng-2004-staff.ts"),
  "yicheng-2004-units": () => import("./yicheng-2004-units.ts"),
};

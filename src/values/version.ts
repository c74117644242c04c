/** The version of jifen, as in package.json: a ruleset that was compiled ahead belongs to the version that compiled it. */
export const version = "0.1.0";

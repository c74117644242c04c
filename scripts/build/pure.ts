import { readFileSync } from "node:fs";
import type { Plugin } from "esbuild";
import ts from "typescript";

/**
 * Lets bundlers drop the constants of a module that nothing reads. No module of ours does anything when it is loaded,
 * and package.json says so; but one built file holds many modules, and there a bundler keeps every constant whose value
 * it cannot tell to be free of effects. A call that is marked as pure it may drop.
 */
export const pureConstants: Plugin = {
  name: "pure-constants",
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]src[\\/].*\.ts$/ }, ({ path }) => ({
      contents: withPureConstants(readFileSync(path, "utf8")),
      loader: "ts",
    }));
  },
};

function withPureConstants(text: string): string {
  const source = ts.createSourceFile("module.ts", text, ts.ScriptTarget.ES2022, false);
  const values = source.statements.flatMap((statement) =>
    ts.isVariableStatement(statement)
      ? statement.declarationList.declarations.flatMap(({ name, initializer }) =>
          initializer !== undefined && ts.isIdentifier(name) && mayAct(initializer)
            ? [initializer]
            : [],
        )
      : [],
  );
  // From the last to the first, so that the places before stay where they are.
  return values.reverse().reduce((changed, { pos, end }) => {
    return `${changed.slice(0, pos)} /* @__PURE__ */ (() => (${changed.slice(pos, end)}))()${changed.slice(end)}`;
  }, text);
}

/** Could computing a value do anything, for all that a bundler knows? */
function mayAct(value: ts.Expression): boolean {
  return !(
    ts.isLiteralExpression(value) ||
    ts.isArrowFunction(value) ||
    ts.isFunctionExpression(value)
  );
}

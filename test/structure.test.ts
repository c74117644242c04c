import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, posix, resolve } from "node:path";
import ts from "typescript";
import { describe, expect, test } from "vitest";

// ---------------------------------------------------------------------------------------------
// The rules
// ---------------------------------------------------------------------------------------------

type Layer = {
  /** The layers it may import, besides itself. */
  readonly imports: readonly string[];
  /** Type names it may import, as types only, from a layer it may not import otherwise. */
  readonly types?: Readonly<Record<string, RegExp>>;
  /** The packages it may import; "node:" stands for every module of Node. */
  readonly packages: readonly string[];
};

const PORTABLE = ["@date-fns/tz", "@noble/hashes", "date-fns", "zod"];
const READERS = [
  ...PORTABLE,
  "apache-arrow",
  "csv-parse",
  "hyparquet",
  "hyparquet-compressors",
  "jsonc-parser",
  "node:",
  "yaml",
];
const TERMINAL = [
  ...READERS,
  "cli-progress",
  "cli-table3",
  "commander",
  "hyparquet-writer",
  "json-stringify-pretty-compact",
];

const LANGUAGE = ["values", "document", "expression"];
const MACHINE = [...LANGUAGE, "ruleset", "program", "engine"];
const PURPOSES = ["explain", "examples", "diagnostics", "analysis", "sql", "testing"];

/** Every folder of src, lowest first. */
const LAYERS: Readonly<Record<string, Layer>> = {
  values: { imports: [], packages: PORTABLE },
  document: { imports: ["values"], packages: PORTABLE },
  expression: { imports: ["values", "document"], packages: PORTABLE },
  ruleset: { imports: LANGUAGE, packages: PORTABLE },
  program: { imports: [...LANGUAGE, "ruleset"], packages: PORTABLE },
  engine: { imports: [...LANGUAGE, "program"], types: { ruleset: /./ }, packages: PORTABLE },
  reference: { imports: LANGUAGE, types: { ruleset: /^Resolved/ }, packages: PORTABLE },
  explain: { imports: MACHINE, packages: PORTABLE },
  examples: { imports: [...MACHINE, "explain"], packages: PORTABLE },
  diagnostics: { imports: [...MACHINE, "explain", "examples"], packages: PORTABLE },
  analysis: { imports: [...MACHINE, "explain"], packages: PORTABLE },
  sql: { imports: MACHINE, packages: PORTABLE },
  testing: { imports: MACHINE, packages: [...PORTABLE, "fast-check"] },
  arrow: { imports: ["values", "document"], packages: [...PORTABLE, "apache-arrow"] },
  files: { imports: [...MACHINE, ...PURPOSES, "arrow"], packages: READERS },
  rulesets: { imports: ["values"], packages: PORTABLE },
  cli: { imports: [...MACHINE, ...PURPOSES, "arrow", "files", "rulesets"], packages: TERMINAL },
};

/**
 * The rooms of a layer that has several, lowest first: a room imports those before it, and the files directly in the
 * layer's folder import them all.
 */
const ROOMS: Readonly<Record<string, readonly string[]>> = {
  explain: ["model", "prose", "derivation", "comparison", "ruleset"],
};

/** Every file directly in src: what the package offers, and the only barrels. */
const ENTRIES: Readonly<Record<string, Layer>> = {
  "index.ts": { imports: [...MACHINE, ...PURPOSES], packages: PORTABLE },
  "score.ts": { imports: MACHINE, packages: PORTABLE },
  "runtime.ts": { imports: MACHINE, packages: PORTABLE },
  "rulesets.ts": { imports: [...MACHINE, "rulesets"], packages: PORTABLE },
  "arrow.ts": { imports: ["values", "document", "arrow"], packages: [...PORTABLE, "apache-arrow"] },
  "node.ts": { imports: [...MACHINE, ...PURPOSES, "files"], packages: READERS },
  "cli.ts": {
    imports: [...Object.keys(LAYERS), "index.ts", "rulesets.ts", "node.ts"],
    packages: TERMINAL,
  },
};

/** These may touch the world: its clock, its process, its console. */
const IMPURE = ["files", "cli", "node.ts", "cli.ts"];

/** Globals that hide a clock, chance, a locale or input and output. */
const FORBIDDEN_GLOBALS = ["console", "crypto", "Intl", "performance", "process"];
const FORBIDDEN_CALLS = ["Date", "eval", "Function"];
const FORBIDDEN_MEMBERS = ["Date.now", "Math.random"];
const FORBIDDEN_METHODS = /^(localeCompare|toLocale\w*)$/;

/** What one file alone may use of the above. */
const ALLOWED: Readonly<Record<string, readonly string[]>> = {
  "src/values/zone.ts": ["Intl"],
  // Only where it is asked for.
  "src/program/codegen.ts": ["new Function()"],
};

const MAX_FILE_LINES = 400;
const MAX_FUNCTION_LINES = 70;

/** The only source files that may import or name a bundled ruleset. */
const RULESETS = /^src\/rulesets(\.ts$|\/)/;

// ---------------------------------------------------------------------------------------------
// Reading
// ---------------------------------------------------------------------------------------------

/** A source file; its path is relative to the repository, with forward slashes. */
type Source = { readonly path: string; readonly text: string; readonly ast: ts.SourceFile };

type Import = {
  readonly specifier: string;
  /** The imported file, for a relative specifier. */
  readonly target: string | undefined;
  readonly names: readonly string[];
  readonly typeOnly: boolean;
  readonly line: number;
};

const ROOT = resolve(import.meta.dirname, "..");

function sourceOf(path: string, text: string): Source {
  return { path, text, ast: ts.createSourceFile(path, text, ts.ScriptTarget.ES2022, true) };
}

function filesUnder(folder: string, extension: string): string[] {
  const absolute = resolve(ROOT, folder);
  if (!existsSync(absolute)) return [];
  return readdirSync(absolute, { recursive: true, encoding: "utf8" })
    .map((name) => posix.join(folder, name.replaceAll("\\", "/")))
    .filter((path) => path.endsWith(extension))
    .sort();
}

function readSources(): Source[] {
  return filesUnder("src", ".ts").map((path) =>
    sourceOf(path, readFileSync(resolve(ROOT, path), "utf8")),
  );
}

/** By file name and by the `id` at the document's top. */
function readRulesetIds(): string[] {
  const ids = filesUnder("rulesets", ".json").flatMap((path) => {
    const id = /^ {2}"id": "([^"]+)"/m.exec(readFileSync(resolve(ROOT, path), "utf8"))?.[1];
    return [basename(path, ".json"), ...(id === undefined ? [] : [id])];
  });
  return [...new Set(ids)];
}

function lineOf(source: Source, node: ts.Node): number {
  return source.ast.getLineAndCharacterOfPosition(node.getStart(source.ast)).line + 1;
}

function lineCount(source: Source, node: ts.Node): number {
  return source.ast.getLineAndCharacterOfPosition(node.end).line + 2 - lineOf(source, node);
}

function nodesOf(source: Source): ts.Node[] {
  const nodes: ts.Node[] = [];
  const visit = (node: ts.Node): void => {
    nodes.push(node);
    ts.forEachChild(node, visit);
  };
  visit(source.ast);
  return nodes;
}

function place(source: Source, node: ts.Node): string {
  return `${source.path}:${lineOf(source, node)}`;
}

function targetOf(path: string, specifier: string): string | undefined {
  if (!specifier.startsWith(".")) return undefined;
  const target = posix.join(posix.dirname(path), specifier).replace(/\.js$/, ".ts");
  return /\.(ts|json)$/.test(target) ? target : `${target}.ts`;
}

/** What a static import or re-export names, and whether all of it is types. */
function namesOf(node: ts.ImportDeclaration | ts.ExportDeclaration): [string[], boolean] {
  const clause = ts.isImportDeclaration(node) ? node.importClause : node;
  if (clause === undefined) return [[], false];
  const whole = ts.isExportDeclaration(clause) ? clause.isTypeOnly : typeOnlyClause(clause);
  const bindings = ts.isExportDeclaration(clause) ? clause.exportClause : clause.namedBindings;
  const listed =
    bindings !== undefined && (ts.isNamedImports(bindings) || ts.isNamedExports(bindings))
      ? bindings.elements.map((element) => ({
          name: (element.propertyName ?? element.name).text,
          isType: whole || element.isTypeOnly,
        }))
      : [{ name: "*", isType: whole }];
  if (ts.isImportClause(clause) && clause.name !== undefined) {
    listed.push({ name: "default", isType: whole });
  }
  return [listed.map(({ name }) => name), whole || listed.every(({ isType }) => isType)];
}

function typeOnlyClause(clause: ts.ImportClause): boolean {
  return clause.phaseModifier === ts.SyntaxKind.TypeKeyword;
}

/** Static and dynamic imports, re-exports, `require` and `import("…")` types. */
function importsOf(source: Source): Import[] {
  return nodesOf(source).flatMap((node) => {
    const found = importedBy(node);
    if (found === undefined || !ts.isStringLiteralLike(found.specifier)) return [];
    const specifier = found.specifier.text;
    const target = targetOf(source.path, specifier);
    const { names, typeOnly } = found;
    return [{ specifier, target, names, typeOnly, line: lineOf(source, node) }];
  });
}

function importedBy(
  node: ts.Node,
): { specifier: ts.Node; names: string[]; typeOnly: boolean } | undefined {
  if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) {
    if (node.moduleSpecifier === undefined) return undefined;
    const [names, typeOnly] = namesOf(node);
    return { specifier: node.moduleSpecifier, names, typeOnly };
  }
  if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) {
    const names = [node.qualifier?.getText() ?? "*"];
    return { specifier: node.argument.literal, names, typeOnly: true };
  }
  if (ts.isExternalModuleReference(node)) {
    return { specifier: node.expression, names: ["*"], typeOnly: false };
  }
  if (ts.isCallExpression(node) && node.arguments[0] !== undefined) {
    const callee = node.expression;
    const isRequire = ts.isIdentifier(callee) && callee.text === "require";
    if (!isRequire && callee.kind !== ts.SyntaxKind.ImportKeyword) return undefined;
    return { specifier: node.arguments[0], names: ["*"], typeOnly: false };
  }
  return undefined;
}

/** The layer of a file in a folder of src; the file's own name for one directly in src. */
function unitOf(path: string): string {
  return path.split("/")[1] ?? path;
}

function isEntry(path: string): boolean {
  return path.startsWith("src/") && path.split("/").length === 2;
}

// ---------------------------------------------------------------------------------------------
// The checks: each returns its complaints
// ---------------------------------------------------------------------------------------------

function cycles(sources: readonly Source[]): string[] {
  const edges = new Map(
    sources.map((source) => [source.path, importsOf(source).map(({ target }) => target)]),
  );
  const found: string[] = [];
  const done = new Set<string>();
  const visit = (path: string, trail: readonly string[]): void => {
    const start = trail.indexOf(path);
    if (start >= 0) found.push([...trail.slice(start), path].join(" -> "));
    if (start >= 0 || done.has(path)) return;
    for (const target of edges.get(path) ?? []) {
      if (target !== undefined) visit(target, [...trail, path]);
    }
    done.add(path);
  };
  for (const path of edges.keys()) visit(path, []);
  return found;
}

function layering(sources: readonly Source[]): string[] {
  return sources.flatMap((source) => {
    const unit = unitOf(source.path);
    const layer = isEntry(source.path) ? ENTRIES[unit] : LAYERS[unit];
    if (layer === undefined) {
      return [`${source.path}: "${unit}" is neither a layer nor an entry; add it to the table`];
    }
    return importsOf(source).flatMap((imported) => {
      const complaint = layerComplaint(source.path, layer, imported);
      return complaint === undefined ? [] : [`${source.path}:${imported.line}: ${complaint}`];
    });
  });
}

function layerComplaint(path: string, layer: Layer, imported: Import): string | undefined {
  const { target, specifier, names, typeOnly } = imported;
  const unit = unitOf(path);
  if (target === undefined) {
    const allowed = layer.packages.some((name) =>
      name.endsWith(":")
        ? specifier.startsWith(name)
        : specifier === name || specifier.startsWith(`${name}/`),
    );
    return allowed ? undefined : `${unit} may not import the package "${specifier}"`;
  }
  if (target.startsWith("rulesets/")) {
    return RULESETS.test(path) ? undefined : `only src/rulesets imports ${target}`;
  }
  if (!target.startsWith("src/")) return `${target} is outside src`;
  const other = unitOf(target);
  if (layer.imports.includes(other) || (other === unit && !isEntry(path))) return undefined;
  const types = layer.types?.[other];
  if (types !== undefined && typeOnly && names.every((name) => types.test(name))) return undefined;
  const exception = types === undefined ? "" : `, except types matching ${types}`;
  return `${unit} may not import ${target}${exception}`;
}

function barrels(sources: readonly Source[]): string[] {
  return sources
    .filter(({ path }) => !isEntry(path))
    .flatMap((source) => [
      ...(posix.basename(source.path) === "index.ts" ? [`${source.path}: an inner barrel`] : []),
      ...reExports(source).map((node) => `${place(source, node)}: an inner re-export`),
    ]);
}

/** In a layer of several rooms every file is in one of them or directly in its folder, and imports downwards only. */
function rooming(sources: readonly Source[]): string[] {
  return sources.flatMap((source) => {
    const [, layer = "", room = "", ...inner] = source.path.split("/");
    const rooms = ROOMS[layer];
    if (rooms === undefined) return [];
    const at = inner.length === 0 ? rooms.length : rooms.indexOf(room);
    if (at < 0) return [`${source.path}: "${room}" is no room of ${layer}; add it to the table`];
    return importsOf(source).flatMap(({ target, line }) => {
      const [, other, below = "", ...rest] = target?.split("/") ?? [];
      if (other !== layer || at === rooms.length) return [];
      const isDown = rest.length > 0 && rooms.indexOf(below) <= at;
      return isDown ? [] : [`${source.path}:${line}: ${room} may not import ${target}`];
    });
  });
}

/** `export … from`, and `export { name }` of an imported name. */
function reExports(source: Source): ts.Node[] {
  const nodes = nodesOf(source);
  const imported = new Set(
    nodes
      .filter((node) => ts.isImportSpecifier(node) || ts.isImportClause(node))
      .map((node) => node.name?.text),
  );
  return nodes.filter((node) =>
    ts.isExportDeclaration(node)
      ? node.moduleSpecifier !== undefined
      : ts.isExportSpecifier(node) &&
        node.parent.parent.moduleSpecifier === undefined &&
        imported.has((node.propertyName ?? node.name).text),
  );
}

function defaultExports(sources: readonly Source[]): string[] {
  return sources.flatMap((source) =>
    nodesOf(source)
      .filter(
        (node) =>
          ts.isExportAssignment(node) ||
          node.kind === ts.SyntaxKind.DefaultKeyword ||
          (ts.isExportSpecifier(node) && node.name.text === "default"),
      )
      .filter((node) => !ts.isDefaultClause(node.parent))
      .map((node) => `${place(source, node)}: a default export`),
  );
}

function impurities(sources: readonly Source[]): string[] {
  return sources
    .filter(({ path }) => !IMPURE.includes(unitOf(path)))
    .flatMap((source) =>
      nodesOf(source).flatMap((node) => {
        const name = impurityOf(node);
        if (name === undefined || ALLOWED[source.path]?.includes(name)) return [];
        return [`${place(source, node)}: ${name}`];
      }),
    );
}

function impurityOf(node: ts.Node): string | undefined {
  if (ts.isIdentifier(node) && FORBIDDEN_GLOBALS.includes(node.text) && isReference(node)) {
    return node.text;
  }
  if (ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node)) {
    return forbiddenMember(node);
  }
  if (ts.isNewExpression(node) || ts.isCallExpression(node)) {
    const callee = node.expression.getText();
    if (!FORBIDDEN_CALLS.includes(callee)) return undefined;
    if (ts.isCallExpression(node)) return `${callee}()`;
    const isClock = callee === "Date" && (node.arguments?.length ?? 0) === 0;
    return isClock || callee !== "Date" ? `new ${callee}()` : undefined;
  }
  return undefined;
}

function forbiddenMember(
  node: ts.PropertyAccessExpression | ts.ElementAccessExpression,
): string | undefined {
  const key = ts.isPropertyAccessExpression(node) ? node.name : node.argumentExpression;
  if (!ts.isIdentifier(key) && !ts.isStringLiteralLike(key)) return undefined;
  if (ts.isElementAccessExpression(node) && ts.isIdentifier(key)) return undefined;
  const object = node.expression.getText();
  const member = `${object}.${key.text}`;
  if (FORBIDDEN_MEMBERS.includes(member)) return member;
  if (object === "globalThis" && FORBIDDEN_GLOBALS.includes(key.text)) return key.text;
  return FORBIDDEN_METHODS.test(key.text) ? key.text : undefined;
}

/** Whether an identifier stands for a variable rather than for a member's or an import's name. */
function isReference(node: ts.Identifier): boolean {
  const parent = node.parent;
  if (ts.isImportSpecifier(parent) || ts.isExportSpecifier(parent)) return false;
  if (ts.isBindingElement(parent)) return parent.propertyName !== node;
  const isMember =
    ts.isPropertyAccessExpression(parent) ||
    ts.isPropertyAssignment(parent) ||
    ts.isPropertySignature(parent) ||
    ts.isPropertyDeclaration(parent) ||
    ts.isMethodDeclaration(parent) ||
    ts.isMethodSignature(parent) ||
    ts.isGetAccessor(parent) ||
    ts.isSetAccessor(parent);
  return !(isMember && parent.name === node);
}

function lengths(sources: readonly Source[]): string[] {
  return sources.flatMap((source) => {
    const lines = source.text.replace(/\n$/, "").split("\n").length;
    const long = nodesOf(source)
      .filter((node) => ts.isFunctionLike(node) && "body" in node && node.body !== undefined)
      .map((node) => ({ node, lines: lineCount(source, node) }))
      .filter((found) => found.lines > MAX_FUNCTION_LINES)
      .map((found) => `${place(source, found.node)}: a function of ${found.lines} lines`);
    return lines > MAX_FILE_LINES ? [`${source.path}: a file of ${lines} lines`, ...long] : long;
  });
}

function namedRulesets(sources: readonly Source[], ids: readonly string[]): string[] {
  return sources
    .filter(({ path }) => !RULESETS.test(path))
    .flatMap(({ path, text }) =>
      text.split("\n").flatMap((line, index) => {
        const words: readonly string[] = line.match(/[\p{L}\p{N}_-]+/gu) ?? [];
        return ids
          .filter((id) => words.includes(id))
          .map((id) => `${path}:${index + 1}: names the ruleset "${id}"`);
      }),
    );
}

// ---------------------------------------------------------------------------------------------

describe("the source", () => {
  const sources = readSources();

  test("has no import cycle, types included", () => {
    expect(cycles(sources)).toEqual([]);
  });

  test("keeps to its layers, its packages and its entries", () => {
    expect(layering(sources)).toEqual([]);
  });

  test("has arrows between the rooms of a layer that point down", () => {
    expect(rooming(sources)).toEqual([]);
  });

  test("has no barrel but the entries", () => {
    expect(barrels(sources)).toEqual([]);
  });

  test("has no default export", () => {
    expect(defaultExports(sources)).toEqual([]);
  });

  test("has no clock, chance, locale, console or evaluation below files and cli", () => {
    expect(impurities(sources)).toEqual([]);
  });

  test("has short files and short functions", () => {
    expect(lengths(sources)).toEqual([]);
  });

  test("names no bundled ruleset outside the entries of the rulesets", () => {
    expect(namedRulesets(sources, readRulesetIds())).toEqual([]);
  });
});

describe("the checks themselves", () => {
  const sourcesOf = (files: Readonly<Record<string, string>>): Source[] =>
    Object.entries(files).map(([path, text]) => sourceOf(path, text));

  test("find a cycle over types, re-exports and dynamic imports", () => {
    const sources = sourcesOf({
      "src/values/a.ts": 'import type {\n  B,\n} from "./b.ts";',
      "src/values/b.ts": 'export * from "./c.ts";',
      "src/values/c.ts": 'const a = await import("./a.ts");',
      "src/values/d.ts": 'type A = import("./a.ts").A; // from "./d.ts"',
    });
    expect(cycles(sources)).toEqual([
      "src/values/a.ts -> src/values/b.ts -> src/values/c.ts -> src/values/a.ts",
    ]);
    expect(cycles(sources.slice(1))).toEqual([]);
  });

  test.each([
    ["src/document/event.ts", 'import { day } from "../values/day.ts";'],
    ["src/reference/evaluate.ts", 'import type { ResolvedRuleset } from "../ruleset/resolve.ts";'],
    ["src/reference/evaluate.ts", 'import { type ResolvedRule } from "../ruleset/resolve.ts";'],
    ["src/engine/score.ts", 'import { z } from "zod"; import { sha } from "@noble/hashes/sha2";'],
    ["src/files/csv.ts", 'import { parse } from "csv-parse/sync"; import "node:fs";'],
    ["src/cli/main.ts", 'import { bundled } from "../rulesets/bundled.ts";'],
    ["src/cli.ts", 'import { score } from "./index.ts"; import { main } from "./cli/main.ts";'],
    ["src/rulesets/a.ts", 'import a from "../../rulesets/a.json" with { type: "json" };'],
  ])("let %s have %s", (path, text) => {
    expect(layering([sourceOf(path, text)])).toEqual([]);
  });

  test.each([
    ["src/values/day.ts", 'import type { Event } from "../document/event.ts";'],
    ["src/reference/evaluate.ts", 'import { ResolvedRuleset } from "../ruleset/resolve.ts";'],
    ["src/reference/evaluate.ts", 'import type { parse } from "../ruleset/parse.ts";'],
    ["src/engine/score.ts", 'import { resolveRuleset } from "../ruleset/resolve.ts";'],
    ["src/explain/why.ts", 'import { sweep } from "../analysis/sweep.ts";'],
    ["src/engine/score.ts", 'import { score } from "../index.ts";'],
    ["src/cli/main.ts", 'import { score } from "../index.ts";'],
    ["src/cli/main.ts", 'import { rulesets } from "../rulesets.ts";'],
    ["src/node.ts", 'export { score } from "./index.ts";'],
    ["src/index.ts", 'export { readCsv } from "./files/csv.ts";'],
    ["src/engine/score.ts", 'import a from "../../rulesets/a.json";'],
    ["src/cli/main.ts", 'const a = require("../../rulesets/a.json");'],
    ["src/engine/score.ts", 'import { readFileSync } from "node:fs";'],
    ["src/files/csv.ts", 'import { Command } from "commander";'],
    ["src/engine/score.ts", 'import { z } from "zodiac";'],
    ["src/engine/score.ts", 'import { helper } from "../../test/helper.ts";'],
    ["src/helpers/text.ts", "export const a = 1;"],
    ["src/helpers.ts", "export const a = 1;"],
  ])("do not let %s have %s", (path, text) => {
    expect(layering([sourceOf(path, text)])).toHaveLength(1);
  });

  test("find an arrow between rooms that points up, and a folder that is no room", () => {
    const up = 'import { derive } from "../derivation/derive.ts";';
    const out = 'import { explain } from "../explain.ts";';
    const down = 'import type { Part } from "../../model/explanation.ts";';
    expect(rooming([sourceOf("src/explain/prose/page.ts", up)])).toHaveLength(1);
    expect(rooming([sourceOf("src/explain/prose/page.ts", out)])).toHaveLength(1);
    expect(rooming([sourceOf("src/explain/prose/english/words.ts", down)])).toEqual([]);
    expect(rooming([sourceOf("src/explain/explain.ts", up.replace("../", "./"))])).toEqual([]);
    expect(rooming([sourceOf("src/explain/helpers/a.ts", down)])).toHaveLength(1);
  });

  test("find inner barrels, and leave the entries alone", () => {
    const text = 'export { a } from "./a.ts";';
    const aliased = 'import { a } from "./a.ts";\nexport { a as b };';
    expect(barrels([sourceOf("src/values/index.ts", "export const a = 1;")])).toHaveLength(1);
    expect(barrels([sourceOf("src/values/all.ts", text)])).toHaveLength(1);
    expect(barrels([sourceOf("src/values/all.ts", aliased)])).toHaveLength(1);
    expect(barrels([sourceOf("src/values/all.ts", "const a = 1;\nexport { a };")])).toEqual([]);
    expect(barrels([sourceOf("src/index.ts", text)])).toEqual([]);
  });

  test.each([
    "export default 1;",
    "export default function f() {}",
    "export default class {}",
    "const a = 1;\nexport { a as default };",
  ])("find a default export in %s", (text) => {
    expect(defaultExports([sourceOf("src/values/a.ts", text)])).toHaveLength(1);
  });

  test("take no default clause for a default export", () => {
    const text = "switch (a) { default: b(); }";
    expect(defaultExports([sourceOf("src/values/a.ts", text)])).toEqual([]);
  });

  test.each([
    ["Date.now()", "Date.now"],
    ["new Date()", "new Date()"],
    ["new Date", "new Date()"],
    ["Date()", "Date()"],
    ["process.env.TZ", "process"],
    ["globalThis.process", "process"],
    ["a.localeCompare(b)", "localeCompare"],
    ['a["localeCompare"](b)', "localeCompare"],
    ["a?.toLocaleString()", "toLocaleString"],
    ["new Intl.Collator()", "Intl"],
    ["Math.random()", "Math.random"],
    ["const { random } = { ...crypto };", "crypto"],
    ["performance.now()", "performance"],
    ['console.log("a")', "console"],
    ['eval("1")', "eval()"],
    ['new Function("return 1")', "new Function()"],
    ['Function("return 1")', "Function()"],
  ])("find the impurity in %s", (text, name) => {
    expect(impurities([sourceOf("src/engine/a.ts", text)])).toEqual([`src/engine/a.ts:1: ${name}`]);
    expect(impurities([sourceOf("src/cli/a.ts", text)])).toEqual([]);
    expect(impurities([sourceOf("src/node.ts", text)])).toEqual([]);
  });

  test.each([
    "new Date(0)",
    'const text = "process"; // console.log(Date.now())',
    "step.process({ console: 1 })",
    "type A = { process: string }; const { process: renamed } = a;",
    "a.toLowerCase()",
  ])("find none in %s", (text) => {
    expect(impurities([sourceOf("src/engine/a.ts", text)])).toEqual([]);
  });

  test("allow a file what its line in the table allows, and no more", () => {
    const text = "new Intl.DateTimeFormat(); console.log(1);";
    expect(impurities([sourceOf("src/values/zone.ts", text)])).toEqual([
      "src/values/zone.ts:1: console",
    ]);
  });

  test("measure files and functions", () => {
    const body = (lines: number) => "  a();\n".repeat(lines - 2);
    const short = `function f() {\n${body(MAX_FUNCTION_LINES)}}\n`;
    const long = `const f = () => {\n${body(MAX_FUNCTION_LINES + 1)}};\n`;
    expect(lengths([sourceOf("src/values/a.ts", short)])).toEqual([]);
    expect(lengths([sourceOf("src/values/a.ts", `\n${long}`)])).toEqual([
      `src/values/a.ts:2: a function of ${MAX_FUNCTION_LINES + 1} lines`,
    ]);
    expect(lengths([sourceOf("src/values/a.ts", "a();\n".repeat(MAX_FILE_LINES))])).toEqual([]);
    expect(lengths([sourceOf("src/values/a.ts", "a();\n".repeat(MAX_FILE_LINES + 1))])).toEqual([
      `src/values/a.ts: a file of ${MAX_FILE_LINES + 1} lines`,
    ]);
  });

  test("find the name of a bundled ruleset, as a whole word", () => {
    const text = 'const a = "north-2019-b";\nconst b = rulesets["north-2019"];';
    expect(namedRulesets([sourceOf("src/engine/a.ts", text)], ["north-2019"])).toEqual([
      'src/engine/a.ts:2: names the ruleset "north-2019"',
    ]);
    expect(namedRulesets([sourceOf("src/rulesets.ts", text)], ["north-2019"])).toEqual([]);
  });
});

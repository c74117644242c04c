import { posix, relative, resolve } from "node:path";
import ts from "typescript";

/** The unions whose kinds are told apart by tables, and where each is declared. */
export const unions = {
  Expression: "src/expression/tree.ts",
  ValueType: "src/expression/types.ts",
  Node: "src/ruleset/resolved.ts",
  Step: "src/ruleset/resolved.ts",
  Key: "src/ruleset/resolved.ts",
  Window: "src/ruleset/resolved.ts",
  Criterion: "src/ruleset/resolved.ts",
} as const;
export type Union = keyof typeof unions;

const root = resolve(import.meta.dirname, "..");

/** A checked program of the sources, with other text for some files. */
export function programOf(changed: ReadonlyMap<string, string> = new Map()): ts.Program {
  const config = ts.readConfigFile(resolve(root, "tsconfig.json"), ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent(config.config, ts.sys, root);
  const host = ts.createCompilerHost(options);
  const read = host.readFile.bind(host);
  host.readFile = (name) => changed.get(pathOf(name)) ?? read(name);
  const files = ts.sys.readDirectory(resolve(root, "src"), [".ts"]);
  const given = [...changed.keys()].filter((path) => path.startsWith("src/"));
  const names = [...new Set([...files, ...given.map((path) => resolve(root, path))])];
  return ts.createProgram(names, options, host);
}

function pathOf(name: string): string {
  return relative(root, name).replaceAll("\\", posix.sep);
}

/** The own files of a program, by their paths. */
export function sourcesOf(program: ts.Program): ts.SourceFile[] {
  return program.getSourceFiles().filter(({ fileName }) => pathOf(fileName).startsWith("src/"));
}

/** The files in which a program does not compile. */
export function faultyFiles(program: ts.Program): Set<string> {
  return new Set(
    sourcesOf(program)
      .filter((source) => program.getSemanticDiagnostics(source).length > 0)
      .map(({ fileName }) => pathOf(fileName)),
  );
}

/** Which expressions are the kind of something in a union. */
class Kinds {
  private readonly members = new Map<ts.Type, Union>();

  constructor(
    private readonly checker: ts.TypeChecker,
    program: ts.Program,
  ) {
    for (const [name, path] of Object.entries(unions)) {
      const source = program.getSourceFile(resolve(root, path));
      const module = source === undefined ? undefined : checker.getSymbolAtLocation(source);
      const symbol = checker
        .getExportsOfModule(module as ts.Symbol)
        .find((one) => one.name === name);
      const type = checker.getDeclaredTypeOfSymbol(symbol as ts.Symbol);
      for (const member of (type as ts.UnionType).types) this.members.set(member, name as Union);
    }
  }

  of(expression: ts.Expression): Union | undefined {
    if (ts.isPropertyAccessExpression(expression))
      return expression.name.text === "kind" ? this.unionAt(expression.expression) : undefined;
    if (!ts.isIdentifier(expression)) return undefined;
    const declared = this.checker.getSymbolAtLocation(expression)?.valueDeclaration;
    if (declared === undefined || !ts.isBindingElement(declared)) return undefined;
    const name = (declared.propertyName ?? declared.name).getText();
    return name === "kind" ? this.unionAt(declared.parent) : undefined;
  }

  private unionAt(node: ts.Node): Union | undefined {
    const type = this.checker.getNonNullableType(this.checker.getTypeAtLocation(node));
    const parts = type.isUnion() ? type.types : [type];
    return parts.map((part) => this.members.get(part)).find((union) => union !== undefined);
  }
}

/** What a comparison looks at, and the kinds that it tells of; "*" stands for several. */
function comparison(node: ts.Node): [ts.Expression, readonly string[]] | undefined {
  if (ts.isBinaryExpression(node) && ["===", "!=="].includes(node.operatorToken.getText())) {
    if (ts.isStringLiteralLike(node.right)) return [node.left, [node.right.text]];
    if (ts.isStringLiteralLike(node.left)) return [node.right, [node.left.text]];
  }
  if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression))
    return undefined;
  const [sought] = node.arguments;
  const looks = ["includes", "has", "indexOf"].includes(node.expression.name.text);
  return looks && sought !== undefined ? [sought, ["several", "*"]] : undefined;
}

/** The function that a node stands in: a declared one, a method, or an arrow that has a name. */
function homeOf(node: ts.Node): ts.Node {
  for (let at: ts.Node = node.parent; ; at = at.parent) {
    if (ts.isSourceFile(at) || ts.isFunctionDeclaration(at) || ts.isMethodDeclaration(at))
      return at;
    if (!ts.isVariableDeclaration(at) && !ts.isPropertyAssignment(at)) continue;
    if (at.initializer !== undefined && ts.isArrowFunction(at.initializer)) return at;
  }
}

/** Where kinds of a union are told apart by hand: chains of conditions, and switches that need not name every kind. */
export function handDispatch(program: ts.Program): string[] {
  const checker = program.getTypeChecker();
  const kinds = new Kinds(checker, program);
  return sourcesOf(program).flatMap((source) => {
    const told = new Map<ts.Node, Map<string, { line: number; names: Set<string> }>>();
    const found: string[] = [];
    const lineOf = (node: ts.Node): number =>
      source.getLineAndCharacterOfPosition(node.getStart()).line + 1;
    const visit = (node: ts.Node): void => {
      const [subject, names] = comparison(node) ?? [];
      const union = subject === undefined ? undefined : kinds.of(subject);
      if (subject !== undefined && union !== undefined) {
        const home = homeOf(node);
        const key = `${union} by ${subject.getText().replaceAll("?", "")}`;
        const ofHome = told.get(home) ?? new Map<string, { line: number; names: Set<string> }>();
        const one = ofHome.get(key) ?? { line: lineOf(node), names: new Set<string>() };
        for (const name of names ?? []) one.names.add(name);
        told.set(home, ofHome.set(key, one));
      }
      if (ts.isSwitchStatement(node) && kinds.of(node.expression) !== undefined) {
        const isOpen = node.caseBlock.clauses.some(ts.isDefaultClause) || !givesValue(node);
        if (isOpen) found.push(`${pathOf(source.fileName)}:${lineOf(node)}: an open switch`);
      }
      ts.forEachChild(node, visit);
    };
    visit(source);
    for (const ofHome of told.values())
      for (const [key, { line, names }] of ofHome)
        if (names.size > 1) found.push(`${pathOf(source.fileName)}:${line}: ${key}`);
    return found;
  });
}

/** Every case gives a value at once: without one for a kind the function's type does not hold. */
function givesValue(node: ts.SwitchStatement): boolean {
  let returns = false;
  const visit = (part: ts.Node): void => {
    if (ts.isReturnStatement(part) && part.expression !== undefined) returns = true;
    ts.forEachChild(part, visit);
  };
  visit(node);
  return returns;
}

/** The files that have a table or a switch for every kind of a union. */
export function dispatchingFiles(program: ts.Program, union: Union): Set<string> {
  const checker = program.getTypeChecker();
  const kinds = new Kinds(checker, program);
  const table = new RegExp(
    `\\b(ByKind|Traits)<\\s*${union}\\b|\\bin ${union}\\["kind"\\]\\]|Record<${union}\\["kind"\\]`,
  );
  const files = new Set<string>();
  for (const source of sourcesOf(program)) {
    const visit = (node: ts.Node): void => {
      if (ts.isSwitchStatement(node) && kinds.of(node.expression) === union)
        files.add(pathOf(source.fileName));
      ts.forEachChild(node, visit);
    };
    if (table.test(source.text)) files.add(pathOf(source.fileName));
    visit(source);
  }
  return files;
}

/** The text of a union's file, with one more kind in it. */
export function withFakeKind(program: ts.Program, union: Union): Map<string, string> {
  const path = unions[union];
  const source = program.getSourceFile(resolve(root, path));
  const declared = source?.statements.find(
    (one) => ts.isTypeAliasDeclaration(one) && one.name.text === union,
  );
  if (source === undefined || declared === undefined || !ts.isTypeAliasDeclaration(declared))
    throw new Error(`${path} declares no ${union}`);
  // All that the members have in common is the fake's too, so that nothing fails but for its kind.
  const common = { Node: "Measure", Step: "MapStep", Expression: "Owner" } as const;
  const like =
    union in common
      ? `Omit<${common[union as keyof typeof common]}, "kind">`
      : union === "Key"
        ? "{ readonly name: string; readonly type: ValueType }"
        : union === "Criterion"
          ? "CriterionCommon"
          : "{}";
  const fake = `(${like} & { readonly kind: "fake" })`;
  const { text } = source;
  const { end } = declared.type;
  return new Map([[path, `${text.slice(0, end)} | ${fake}${text.slice(end)}`]]);
}

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

/** What programs have in common is parsed once. */
const parsed = new Map<string, ts.SourceFile | undefined>();

/** A checked program of the sources, with other text for some files. */
export function programOf(changed: ReadonlyMap<string, string> = new Map()): ts.Program {
  const config = ts.readConfigFile(resolve(root, "tsconfig.json"), ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent(config.config, ts.sys, root);
  const host = ts.createCompilerHost(options);
  const read = host.readFile.bind(host);
  host.readFile = (name) => changed.get(pathOf(name)) ?? read(name);
  const parse = host.getSourceFile.bind(host);
  host.getSourceFile = (name, ...rest) => {
    if (changed.has(pathOf(name))) return parse(name, ...rest);
    const source = parsed.get(name) ?? parse(name, ...rest);
    parsed.set(name, source);
    return source;
  };
  const files = ts.sys.readDirectory(resolve(root, "src"), [".ts"]);
  const given = [...changed.keys()].filter((path) => path.startsWith("src/"));
  const names = [...new Set([...files, ...given.map((path) => resolve(root, path))])];
  return ts.createProgram(names, options, host);
}

function pathOf(name: string): string {
  return relative(root, name).replaceAll("\\", posix.sep);
}

/** The own files of a program, by their paths. */
function sourcesOf(program: ts.Program): ts.SourceFile[] {
  return program.getSourceFiles().filter(({ fileName }) => pathOf(fileName).startsWith("src/"));
}

/** What some of a program's files do not compile for. */
export function faultsOf(program: ts.Program, paths: ReadonlySet<string>): Map<string, string> {
  const faults = new Map<string, string>();
  for (const source of sourcesOf(program).filter(({ fileName }) => paths.has(pathOf(fileName)))) {
    const messages = program
      .getSemanticDiagnostics(source)
      .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, "\n"));
    if (messages.length > 0) faults.set(pathOf(source.fileName), messages.join("\n"));
  }
  return faults;
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

/** Where kinds of a union are told apart by hand: chains of conditions, and switches. */
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
      if (ts.isSwitchStatement(node) && kinds.of(node.expression) !== undefined)
        found.push(`${pathOf(source.fileName)}:${lineOf(node)}: a switch`);
      ts.forEachChild(node, visit);
    };
    visit(source);
    for (const ofHome of told.values())
      for (const [key, { line, names }] of ofHome)
        if (names.size > 1) found.push(`${pathOf(source.fileName)}:${line}: ${key}`);
    return found;
  });
}

/** The files that have a table for every kind of a union. */
export function filesWithTables(program: ts.Program, union: Union): string[] {
  const table = new RegExp(
    `\\b(ByKind|Traits)<\\s*(Resolved)?${union}\\b|\\bin ${union}\\["kind"\\]\\]|Record<${union}\\["kind"\\]`,
  );
  return sourcesOf(program)
    .filter(({ text }) => table.test(text))
    .map(({ fileName }) => pathOf(fileName));
}

/** What the kind is called that a union gets on trial. */
export function fakeKind(union: Union): string {
  return `fake-${union}`;
}

/** The texts of the unions' files, with one more kind in each union. */
export function withFakeKinds(program: ts.Program): Map<string, string> {
  const texts = new Map<string, string>();
  // From the last to the first, so that the places of the others stay where they are.
  const all = (Object.keys(unions) as Union[])
    .map((union) => ({ union, end: endOf(program, union) }))
    .sort((a, b) => b.end - a.end);
  for (const { union, end } of all) {
    const path = unions[union];
    const text = texts.get(path) ?? program.getSourceFile(resolve(root, path))?.text ?? "";
    const fake = `(${commonOf(union)} & { readonly kind: "${fakeKind(union)}" })`;
    texts.set(path, `${text.slice(0, end)} | ${fake}${text.slice(end)}`);
  }
  return texts;
}

function endOf(program: ts.Program, union: Union): number {
  const path = unions[union];
  const declared = program
    .getSourceFile(resolve(root, path))
    ?.statements.filter(ts.isTypeAliasDeclaration)
    .find(({ name }) => name.text === union);
  if (declared === undefined) throw new Error(`${path} declares no ${union}`);
  return declared.type.end;
}

/** All that the members have in common is the fake's too, so that nothing fails but for its kind. */
function commonOf(union: Union): string {
  const common: Partial<Record<Union, string>> = {
    Expression: 'Omit<Owner, "kind">',
    Node: 'Omit<Measure, "kind">',
    Step: 'Omit<MapStep, "kind">',
    Key: "{ readonly name: string; readonly type: ValueType }",
    Criterion: "CriterionCommon",
  };
  return common[union] ?? "{}";
}

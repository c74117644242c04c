import {
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  type ParsedNode,
  parseDocument,
  type Scalar,
  type YAMLError,
  type YAMLMap,
} from "yaml";
import { rulesetSchema } from "../document/ruleset.ts";
import { definitionOf, schemaAt } from "../document/walk.ts";
import { both } from "../values/phrase.ts";
import type { Text } from "../values/text.ts";
import type { Place } from "./json.ts";
import { FileError } from "./messages.ts";

/** Deepest nesting that is looked at. */
const depthLimit = 200;

/** A ruleset as its YAML text says it: every error of the text, or the document with the places of its parts. */
export interface YamlRuleset {
  readonly document: unknown;
  readonly errors: readonly FileError[];
  readonly placeOf: (pointer: string) => Place;
}

/**
 * Reads a ruleset that is written in YAML. Scalars are text as written, so that no number passes through a float and
 * `no` is a text; only true, false and null have their own types, and whole numbers where the format has no text.
 */
export function readYaml(text: string, file: string): YamlRuleset {
  const lines = new LineCounter();
  const document = parseDocument(text, {
    schema: "failsafe",
    version: "1.2",
    merge: false,
    uniqueKeys: false,
    lineCounter: lines,
    prettyErrors: false,
  });
  const placeAt = (offset: number): Place => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(1, line), column: Math.max(1, col) };
  };
  const placeOf = (pointer: string): Place => placeAt(offsetOf(document.contents, pointer));
  if (text.trim() === "") {
    const empty = new FileError("file-empty", file);
    return { document: undefined, errors: [empty], placeOf };
  }
  const reader = new YamlReader(file, placeAt);
  for (const error of [...document.errors, ...document.warnings]) reader.reportSyntax(error, text);
  const value =
    reader.errors.length > 0 ? undefined : reader.read(document.contents, rulesetSchema, "text", 0);
  return { document: value, errors: reader.errors, placeOf };
}

/** What whole numbers are where any value may stand: numbers in expressions, text in what events say. */
type Plain = "number" | "text";

class YamlReader {
  readonly errors: FileError[] = [];

  constructor(
    private readonly file: string,
    private readonly placeAt: (offset: number) => Place,
  ) {}

  reportSyntax({ code, pos: [offset] }: YAMLError, text: string): void {
    if (this.errors.length > 0) return;
    const slips: Readonly<Record<string, Text>> = { ...say, MULTIPLE_DOCS: say.documents };
    const isFullWidth = /^[\s-]*[^\s:'"#]+：/u.test(text.slice(offset).split("\n", 1)[0] ?? "");
    this.report(isFullWidth ? say.fullWidth : (slips[code] ?? say.syntax), offset);
  }

  read(node: Node | null, schema: unknown, plain: Plain, depth: number): unknown {
    const offset = node?.range?.[0] ?? 0;
    if (depth > depthLimit) {
      if (this.errors.length === 0) this.report(say.depth, offset);
      return null;
    }
    if (node === null) return null;
    if (isAlias(node) || ("anchor" in node && node.anchor !== undefined)) {
      this.report(say.anchor, offset);
      return null;
    }
    if (node.tag !== undefined && !standardTags.includes(node.tag)) this.report(say.tag, offset);
    if (isScalar(node)) return scalarOf(node, schema, plain);
    if (isMap(node))
      return this.readMap(node as YAMLMap<ParsedNode, ParsedNode | null>, schema, plain, depth);
    if (!isSeq(node)) return null;
    return node.items.map((item, index) =>
      this.read(item as Node, schemaUnder(schema, index), plain, depth + 1),
    );
  }

  private readMap(
    map: YAMLMap<ParsedNode, ParsedNode | null>,
    schema: unknown,
    plain: Plain,
    depth: number,
  ): unknown {
    const first = new Map<string, number>();
    const entries: [string, unknown][] = [];
    for (const { key, value } of map.items) {
      const offset = key?.range?.[0] ?? map.range?.[0] ?? 0;
      if (!isScalar(key) || typeof key.value !== "string") {
        this.report(say.key, offset);
        continue;
      }
      if (key.anchor !== undefined) this.report(say.anchor, offset);
      const name = key.value;
      const before = first.get(name);
      if (before !== undefined) {
        const { line, column } = this.placeAt(before);
        const details = { name, expected: `${line}:${column}` };
        this.errors.push(
          new FileError("json-duplicate-key", this.file, details, this.placeAt(offset)),
        );
        continue;
      }
      first.set(name, offset);
      const inner = depth === 0 && name !== "examples" ? "number" : plain;
      // What stands for a reading's options is what would stand in its place.
      const isReading = map.items.length === 1 && name === "reading";
      const part = isReading ? this.readReading(value, schema, inner, depth) : undefined;
      entries.push([name, part ?? this.read(value, schemaUnder(schema, name), inner, depth + 1)]);
    }
    return Object.fromEntries(entries);
  }

  /** The options of a reading, each read as if it stood in the reading's place. */
  private readReading(value: Node | null, schema: unknown, plain: Plain, depth: number): unknown {
    if (!isSeq(value) || value.items.length !== 2) return undefined;
    const [id, cases] = value.items as [Node, Node];
    if (!isMap(cases)) return undefined;
    const name = this.read(id, undefined, "text", depth + 1);
    return [
      name,
      this.read(cases, { def: { type: "record", valueType: schema } }, plain, depth + 1),
    ];
  }

  private report(text: Text, offset: number): void {
    this.errors.push(new FileError("yaml-syntax", this.file, { text }, this.placeAt(offset)));
  }
}

const standardTags: readonly string[] = [
  "tag:yaml.org,2002:str",
  "tag:yaml.org,2002:map",
  "tag:yaml.org,2002:seq",
];

/** A scalar as it is meant where it stands. */
function scalarOf({ value, type, source }: Scalar, schema: unknown, plain: Plain): unknown {
  if (type !== "PLAIN") return value;
  const text = source ?? String(value ?? "");
  if (text === "true" || text === "false") return text === "true";
  if (text === "null" || text === "~" || text === "") return null;
  const number = Number(text);
  const isWhole = /^-?(?:0|[1-9]\d*)$/.test(text) && text !== "-0" && Number.isSafeInteger(number);
  return isWhole && wantsNumber(schema, plain) ? number : text;
}

/** Does the format want a number, not text, at a place? */
function wantsNumber(schema: unknown, plain: Plain): boolean {
  if (schema === undefined) return plain === "number";
  const { type, options, values } = definitionOf(schema);
  if (type === "lazy" || type === "any" || type === "unknown") return plain === "number";
  if (type === "union") return (options ?? []).every((option) => wantsNumber(option, plain));
  return type === "number" || (type === "literal" && typeof values?.[0] === "number");
}

/** The schema at a key, in whichever form has it. */
function schemaUnder(schema: unknown, key: string | number): unknown {
  if (schema === undefined) return undefined;
  const { type, options } = definitionOf(schema);
  if (type !== "union") return schemaAt(schema, key);
  for (const option of options ?? []) {
    const found = schemaUnder(option, key);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The place of a value in the text; an entry of a map begins with its key. */
function offsetOf(root: Node | null, pointer: string): number {
  let node = root;
  let offset = root?.range?.[0] ?? 0;
  for (const raw of pointer.split("/").slice(1)) {
    const key = raw.replaceAll("~1", "/").replaceAll("~0", "~");
    if (isMap(node)) {
      const pair = (node as YAMLMap<ParsedNode, ParsedNode | null>).items.find(
        (item) => isScalar(item.key) && item.key.value === key,
      );
      if (pair === undefined) break;
      offset = pair.key.range?.[0] ?? offset;
      node = pair.value;
    } else if (isSeq(node)) {
      const item = node.items[Number(key)] as Node | undefined;
      if (item === undefined) break;
      offset = item.range?.[0] ?? offset;
      node = item;
    } else break;
  }
  return offset;
}

/** Messages for common errors, some by the parser's code. */
const say = {
  syntax: both("check the indentation, colons and quotes here", "请检查此处的缩进、冒号和引号"),
  fullWidth: both("a key is followed by an ASCII colon and a space", "键后应为半角冒号和空格"),
  documents: both("a file contains one document", "一个文件只能有一个文档"),
  anchor: both("anchors and aliases (& and *) are not supported", "不支持锚点与别名(& 与 *)"),
  tag: both("tags (!) are not supported", "不支持标签(!)"),
  key: both("a key is a single text", "键应为单个文字"),
  depth: both(`nested deeper than ${depthLimit} levels`, `嵌套超过 ${depthLimit} 层`),
  TAB_AS_INDENT: both("indent with spaces, not with tabs", "请用空格缩进,不要用制表符"),
  TAG_RESOLVE_FAILED: both("tags (!) are not supported", "不支持标签(!)"),
  MISSING_CHAR: both(
    "something is not closed, or a colon or comma is missing",
    "有未闭合之处,或缺少冒号、逗号",
  ),
  BAD_INDENT: both("the indentation does not fit the lines above", "缩进与上文不一致"),
  DUPLICATE_KEY: both("a key occurs twice", "键重复"),
} as const satisfies Record<string, Text>;

import { didYouMean, pointerTo } from "../values/issue.ts";
import { both } from "../values/phrase.ts";
import { asText } from "../values/text.ts";
import {
  type Call,
  type Form,
  isObject,
  literal,
  operandsOf,
  type Parser,
  placeholder,
} from "./parser.ts";
import { subjectField } from "./reads.ts";
import type { EventSignature, FieldSignature, Scope } from "./scope.ts";
import {
  type EachField,
  type Expression,
  eachFields,
  entryFields,
  type PeriodField,
  periodFields,
} from "./tree.ts";
import { booleanType, dayType, fits, numberType, textType, type ValueType } from "./types.ts";

const leaf = { operands: [], optional: false, fraction: false } as const;

/** Minutes since midnight, if the event has a time. */
const timeField = "time";

/** Resolves a path from one root; undefined if there is no such field. */
type Root = (
  parser: Parser,
  scope: Scope,
  rest: readonly string[],
  path: string,
  pointer: string,
) => Expression | undefined;

/** The fields that all of some event types have. */
function commonFields(events: readonly EventSignature[]): Map<string, FieldSignature> {
  const [first, ...others] = events;
  const fields = new Map(first?.fields ?? []);
  for (const event of others) {
    for (const [name, field] of fields) {
      const other = event.fields.get(name);
      if (other === undefined || !fits(other.type, field.type)) fields.delete(name);
      else if (other.optional && !field.optional) fields.set(name, other);
    }
  }
  return fields;
}

function subjectsOf(events: readonly EventSignature[]): ValueType {
  return { kind: "subject", kinds: [...new Set(events.flatMap((event) => event.subjects))] };
}

/** The time of day is readable unless one of the types declares an attribute of that name. */
function clockFields(events: readonly EventSignature[]): [string, FieldSignature][] {
  if (events.some(({ fields }) => fields.has(timeField))) return [];
  return [[timeField, { type: numberType, optional: true }]];
}

function eventFields(events: readonly EventSignature[]): Map<string, FieldSignature> {
  return new Map<string, FieldSignature>([
    ...clockFields(events),
    ...commonFields(events),
    ["id", { type: textType, optional: false }],
    [
      "type",
      {
        type: { kind: "enum", name: "event type", values: events.map((event) => event.id) },
        optional: false,
      },
    ],
    ["at", { type: dayType, optional: false }],
    ["subject", { type: subjectsOf(events), optional: false }],
  ]);
}

/** A field of an event of one of these types; a path may continue through a reference to a subject. */
function fieldOf(
  parser: Parser,
  events: readonly EventSignature[],
  link: string | undefined,
  rest: readonly string[],
  scope: Scope,
  path: string,
  pointer: string,
): Expression | undefined {
  const [name = "", ...further] = rest;
  const fields = eventFields(events);
  const field = fields.get(name);
  if (field === undefined) {
    const prefix = path.slice(0, path.length - rest.join(".").length);
    parser.report(
      "unknown-field",
      pointer,
      { name: path },
      didYouMean(
        path,
        [...fields.keys()].map((one) => prefix + one),
      ),
    );
    return placeholder(undefined);
  }
  const own = link === undefined ? `event.${name}` : `link.${link}.${name}`;
  const known = scope.present.has(own) || (link !== undefined && !field.optional);
  const ofClock = name === timeField && clockFields(events).length > 0;
  const read: Expression = {
    kind: "field",
    link,
    name,
    type: field.type,
    operands: [],
    optional: field.optional && !known,
    fraction: false,
    ...(ofClock ? { ofClock } : {}),
  };
  return through(parser, read, further, scope, path, pointer);
}

/** Follows a path through references to subjects. */
function through(
  parser: Parser,
  from: Expression,
  rest: readonly string[],
  scope: Scope,
  path: string,
  pointer: string,
): Expression {
  const [name, ...further] = rest;
  if (name === undefined) return from;
  if (from.type.kind !== "subject") {
    parser.report("unknown-field", pointer, { name: path });
    return placeholder(undefined);
  }
  if (name === "id")
    return {
      kind: "subject-field",
      name,
      type: textType,
      operands: [from],
      optional: from.optional,
      fraction: false,
    };
  const field = subjectField(parser, from.type.kinds, name, pointer);
  if (field === undefined) return placeholder(undefined);
  const optional = (from.optional || field.optional) && !scope.present.has(path);
  const read: Expression = {
    kind: "subject-field",
    name,
    type: field.type,
    operands: [from],
    optional,
    fraction: false,
  };
  return through(parser, read, further, scope, path, pointer);
}

const roots: Readonly<Record<string, Root>> = {
  event: (parser, scope, rest, path, pointer) =>
    scope.events === undefined
      ? undefined
      : fieldOf(parser, scope.events, undefined, rest, scope, path, pointer),

  link: (parser, scope, rest, path, pointer) => {
    const [name = "", ...further] = rest;
    const link = scope.events?.[0]?.links.get(name);
    if (
      link === undefined ||
      !scope.events?.every((event) => event.links.get(name)?.to === link.to)
    )
      return undefined;
    const known = scope.present.has(`link.${name}`);
    if (link.counts) {
      return further.length > 0
        ? undefined
        : { kind: "link", link: name, type: numberType, ...leaf };
    }
    if (further.length === 0) {
      return {
        kind: "link",
        link: name,
        type: booleanType,
        operands: [],
        optional: !known,
        fraction: false,
      };
    }
    const target = parser.vocabulary.events.get(link.to);
    if (target === undefined) return undefined;
    const read = fieldOf(parser, [target], name, further, scope, path, pointer);
    return read === undefined || known || scope.present.has(path)
      ? read
      : { ...read, optional: true };
  },

  subject: (parser, scope, rest, path, pointer) => {
    if (scope.owner === undefined) return undefined;
    const owner: Expression = {
      kind: "owner",
      type: { kind: "subject", kinds: scope.owner },
      ...leaf,
    };
    return through(parser, owner, rest, scope, path, pointer);
  },

  entry: (parser, scope, rest, path, pointer) => {
    const [first, ...further] = rest;
    const name = entryFields.find((one) => one === first);
    if (scope.entry === undefined || name === undefined) return undefined;
    const types: Record<typeof name, ValueType> = {
      amount: numberType,
      day: dayType,
      rule: { kind: "enum", name: "rule", values: parser.vocabulary.rules },
      subject: { kind: "subject", kinds: scope.entry },
      position: numberType,
    };
    const known = scope.positioned === true || scope.present.has("entry.position");
    const optional = name === "position" && !known;
    return through(
      parser,
      { kind: "entry", name, type: types[name], ...leaf, optional },
      further,
      scope,
      path,
      pointer,
    );
  },

  each: (parser, scope, rest, path, pointer) => {
    const [first, ...further] = rest;
    const name = eachFields.find((one) => one === first);
    if (scope.each === undefined || name === undefined) return undefined;
    const types: Record<EachField["name"], ValueType> = {
      value: scope.each,
      position: numberType,
      count: numberType,
    };
    const read: Expression = { kind: "each", name, type: types[name], ...leaf };
    return through(parser, read, further, scope, path, pointer);
  },

  key: (_parser, scope, rest) => {
    const [name = ""] = rest;
    const type = scope.keys?.get(name);
    if (type === undefined || rest.length > 1) return undefined;
    return {
      kind: "key",
      name,
      type: type.kind === "calendar" && type.unit === "day" ? dayType : type,
      ...leaf,
    };
  },

  value: (_parser, scope, rest) =>
    scope.value === undefined || rest.length > 0
      ? undefined
      : { kind: "value", type: scope.value, ...leaf },

  state: (_parser, scope, rest) => {
    const [name = ""] = rest;
    const state = scope.state?.get(name);
    return state === undefined || rest.length > 1
      ? undefined
      : { kind: "state", name, ...state, ...leaf };
  },

  reader: (parser, scope, rest, path, pointer) => {
    if (scope.reader === undefined) return undefined;
    const reader: Expression = {
      kind: "reader",
      type: { kind: "subject", kinds: scope.reader },
      ...leaf,
    };
    return through(parser, reader, rest, scope, path, pointer);
  },

  period: (_parser, scope, rest) => {
    const name = periodFields.find((one) => one === rest[0]);
    if (scope.nodes !== true || name === undefined || rest.length > 1) return undefined;
    const types: Record<PeriodField["name"], ValueType> = {
      year: numberType,
      first: dayType,
      last: dayType,
    };
    return { kind: "period", name, type: types[name], ...leaf };
  },
};

const aPath = both('the path of a field, such as "event.at"', "字段的路径,如“event.at”");

/** `{ "var": "event.level" }`: own properties of declared things only, whatever the text of the path. */
const readVar: Form["read"] = (parser, call) => {
  const [rawPath, ...defaults] = operandsOf(call.argument);
  if (isObject(rawPath)) {
    parser.report("wrong-type", call.pointer, { expected: aPath, found: rawPath });
    return placeholder(call.expected);
  }
  const path = asText(rawPath);
  const [root = "", ...rest] = path.split(".");
  const reader = Object.hasOwn(roots, root) ? roots[root] : undefined;
  const read = reader?.(parser, call.scope, rest, path, call.pointer);
  if (read === undefined) {
    parser.report(
      "unknown-field",
      call.pointer,
      { name: path },
      didYouMean(path, visiblePaths(call)),
    );
    return placeholder(call.expected);
  }
  if (defaults.length === 0) return read;
  const fallback = literalDefault(parser, call, defaults[0], read.type);
  return {
    kind: "operation",
    operator: "else",
    type: read.type,
    operands: [read, fallback],
    optional: false,
    fraction: false,
  };
};

export const varForm: Form = { least: 1, most: 2, read: readVar };

function literalDefault(parser: Parser, call: Call, json: unknown, type: ValueType): Expression {
  if (type.kind === "unknown") return literal(type, "");
  return parser.parse(json, type, call.scope, pointerTo(call.pointer, 1));
}

function visiblePaths(call: Call): string[] {
  const { scope } = call;
  const paths = ["value", "subject", "period.year", "period.first", "period.last"];
  if (scope.events !== undefined)
    for (const name of eventFields(scope.events).keys()) paths.push(`event.${name}`);
  for (const name of scope.events?.[0]?.links.keys() ?? []) paths.push(`link.${name}`);
  for (const name of scope.keys?.keys() ?? []) paths.push(`key.${name}`);
  for (const name of scope.state?.keys() ?? []) paths.push(`state.${name}`);
  if (scope.reader !== undefined) paths.push("reader");
  if (scope.entry !== undefined) for (const name of entryFields) paths.push(`entry.${name}`);
  if (scope.each !== undefined) for (const name of eachFields) paths.push(`each.${name}`);
  return paths;
}

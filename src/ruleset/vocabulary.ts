import { retractionType } from "../document/event.ts";
import type {
  EnumDocument,
  EventTypeDocument,
  NameDocument,
  OrderedEnumDocument,
} from "../document/ruleset.ts";
import { eachOf } from "../expression/lists.ts";
import { established } from "../expression/logic.ts";
import {
  type EventSignature,
  emptyScope,
  type FieldSignature,
  type Scope,
  withPresent,
} from "../expression/scope.ts";
import { type Expression, partsOf } from "../expression/tree.ts";
import { booleanType, textType } from "../expression/types.ts";
import { canonicalDecimal, readDecimal } from "../values/exact.ts";
import { pointerTo } from "../values/issue.ts";
import { both, nouns } from "../values/phrase.ts";
import { resolveAttributes } from "./attributes.ts";
import type { Builder } from "./builder.ts";
import type { Check, Derived, EventType, Link, Parameter, SubjectKind } from "./resolved.ts";

/** The name of the enumeration of a kind's categories. */
function categoryType(kind: string): string {
  return `${kind}.category`;
}

function isOrdered(document: EnumDocument): document is OrderedEnumDocument {
  return document["ordered"] === true;
}

/** The enumerations whose values are declared to be levels. */
export function orderedEnums({ document }: Builder): ReadonlySet<string> {
  const all = Object.entries(document.enums ?? {});
  return new Set(all.filter(([, one]) => isOrdered(one)).map(([id]) => id));
}

export function resolveEnums(builder: Builder): Map<string, ReadonlyMap<string, NameDocument>> {
  const names = new Map<string, ReadonlyMap<string, NameDocument>>();
  for (const [id, document] of Object.entries(builder.document.enums ?? {}))
    names.set(id, new Map(Object.entries(isOrdered(document) ? document.values : document)));
  for (const [kind, { categories }] of Object.entries(builder.document.subjects)) {
    if (categories !== undefined)
      names.set(categoryType(kind), new Map(Object.entries(categories)));
  }
  for (const id of Object.keys(builder.document.enums ?? {})) {
    if (!builder.isTypeName(id)) continue;
    builder.report("duplicate-id", pointerTo("/enums", id), {
      name: id,
      expected: both("the types and the kinds of subject", "内置类型或对象种类"),
    });
  }
  for (const [id, values] of names) builder.enums.set(id, [...values.keys()]);
  return names;
}

export function resolveParameters(
  builder: Builder,
  given: Readonly<Record<string, string | number>>,
): Map<string, Parameter> {
  const parameters = new Map<string, Parameter>();
  for (const [name, document] of Object.entries(builder.document.parameters ?? {})) {
    const pointer = pointerTo("/parameters", name);
    const raw = Object.hasOwn(given, name) ? given[name] : document.value;
    const decimal = raw === undefined ? undefined : readDecimal(raw);
    const isFloat = typeof raw === "number" && !Number.isSafeInteger(raw);
    if (raw !== undefined && (decimal === undefined || isFloat)) {
      builder.report("bad-number", pointer, { found: raw });
    }
    if (decimal !== undefined) builder.values.set(name, canonicalDecimal(decimal));
    parameters.set(name, {
      name,
      value: decimal === undefined ? undefined : canonicalDecimal(decimal),
      clauses: builder.clauses(document.clause, pointer),
      label: document.label,
    });
    builder.vocabulary.parameters.add(name);
  }
  for (const name of Object.keys(given))
    builder.knownName(nouns.parameter, name, parameters.keys(), "/parameters");
  return parameters;
}

export function resolveKinds(builder: Builder): Map<string, SubjectKind> {
  const kinds = new Map<string, SubjectKind>();
  const documents = Object.entries(builder.document.subjects);
  for (const [id, { who }] of documents)
    builder.vocabulary.kinds.set(id, { who, fields: new Map() });
  for (const [id, document] of documents) {
    const pointer = pointerTo("/subjects", id);
    const attributes = resolveAttributes(
      builder,
      document.attributes ?? {},
      pointerTo(pointer, "attributes"),
    );
    const fields = new Map<string, FieldSignature>([["name", { type: textType, optional: false }]]);
    for (const { name } of attributes) {
      if (!reservedSubjectFields.includes(name)) continue;
      builder.report("duplicate-id", pointerTo(pointer, "attributes", name), {
        name,
        expected: both("the fields of every subject", "对象自身的字段"),
      });
    }
    for (const attribute of attributes) fields.set(attribute.name, attribute);
    if (document.categories !== undefined) {
      fields.set("category", { type: builder.type(categoryType(id), pointer), optional: false });
    }
    builder.vocabulary.kinds.set(id, { who: document.who, fields });
    kinds.set(id, {
      id,
      label: document.label,
      who: document.who,
      categories: new Map(Object.entries(document.categories ?? {})),
      attributes,
    });
  }
  return kinds;
}

/** Names that an attribute of a subject cannot have: a subject's own. */
const reservedSubjectFields = ["id", "name", "kind", "category"];

/** Names that an attribute cannot have: an event's own. */
const reservedFields = ["id", "type", "at", "subject", "revises", "retracts"];

function checkReserved(builder: Builder, names: readonly string[], pointer: string): void {
  for (const name of names.filter((one) => reservedFields.includes(one))) {
    builder.report("duplicate-id", pointerTo(pointer, name), {
      name,
      expected: both("the fields of every event", "事件自身的字段"),
    });
  }
}

export function resolveEvents(builder: Builder): Map<string, EventType> {
  const events = new Map<string, EventType>();
  const common = resolveAttributes(builder, builder.document.attributes ?? {}, "/attributes");
  checkReserved(builder, Object.keys(builder.document.attributes ?? {}), "/attributes");
  const documents = Object.entries(builder.document.events);
  for (const [id, document] of documents) {
    const pointer = pointerTo("/events", id);
    if (id === retractionType)
      builder.report("duplicate-id", pointer, {
        name: id,
        expected: both("the built-in type", "内置的事件类型"),
      });
    const own = resolveAttributes(
      builder,
      document.attributes ?? {},
      pointerTo(pointer, "attributes"),
    );
    const ownNames = new Set(own.map((attribute) => attribute.name));
    const attributes = [...common.filter((attribute) => !ownNames.has(attribute.name)), ...own];
    checkReserved(
      builder,
      Object.keys(document.attributes ?? {}),
      pointerTo(pointer, "attributes"),
    );
    checkReserved(builder, Object.keys(document.derived ?? {}), pointerTo(pointer, "derived"));
    const subjects = document.subjects ?? [builder.principal];
    builder.kinds(subjects, pointerTo(pointer, "subjects"));
    const fields = new Map<string, FieldSignature>(
      attributes.map(({ name, type, optional }) => [name, { type, optional }]),
    );
    const links = new Map(
      Object.entries(document.links ?? {}).map(([name, { to, which }]) => [
        name,
        { to, counts: which === "count" },
      ]),
    );
    builder.vocabulary.events.set(id, { id, subjects, fields, links });
    const derived = resolveDerived(
      builder,
      document,
      builder.vocabulary.events.get(id),
      fields,
      pointer,
    );
    events.set(id, {
      id,
      label: document.label,
      subjects,
      attributes,
      derived,
      checks: [],
      links: [],
    });
  }
  // Links read the events they lead to, so they come when all types are known.
  for (const [id, document] of documents) {
    const event = events.get(id);
    const signature = builder.vocabulary.events.get(id);
    if (event === undefined || signature === undefined) continue;
    const links = resolveLinks(builder, document, signature, pointerTo("/events", id, "links"));
    const checks = resolveChecks(builder, document, signature, pointerTo("/events", id, "checks"));
    events.set(id, { ...event, links, checks });
  }
  return events;
}

function resolveDerived(
  builder: Builder,
  document: EventTypeDocument,
  signature: EventSignature | undefined,
  fields: Map<string, FieldSignature>,
  pointer: string,
): Derived[] {
  return Object.entries(document.derived ?? {}).map(([name, derived]) => {
    const place = pointerTo(pointer, "derived", name);
    builder.pathName(name, place);
    const scope: Scope = {
      ...emptyScope,
      events: signature === undefined ? [] : [unlinked(signature)],
    };
    const when =
      derived.when === undefined
        ? undefined
        : builder.parser.parse(derived.when, booleanType, scope, pointerTo(place, "when"));
    const inside = withPresent(scope, established(derived.when));
    const value = builder.parser.parsePartial(
      derived.value,
      undefined,
      inside,
      pointerTo(place, "value"),
    );
    if (fields.has(name))
      builder.report("duplicate-id", place, {
        name,
        expected: pointerTo(pointer, "attributes", name),
      });
    fields.set(name, { type: value.type, optional: when !== undefined || value.optional });
    return { name, when, value };
  });
}

/** Links are resolved when all events are in, so expressions evaluated on admission cannot read them. */
function unlinked(signature: EventSignature): EventSignature {
  return { ...signature, links: new Map() };
}

function resolveChecks(
  builder: Builder,
  document: EventTypeDocument,
  signature: EventSignature,
  pointer: string,
): Check[] {
  const scope: Scope = { ...emptyScope, events: [signature] };
  const ids = new Set<string>();
  for (const [index, { id }] of (document.checks ?? []).entries()) {
    if (ids.has(id))
      builder.report("duplicate-id", pointerTo(pointer, index), { name: id, expected: pointer });
    ids.add(id);
  }
  return (document.checks ?? []).map((check, index) => {
    const place = pointerTo(pointer, index);
    const [each, inside] = eachOf(builder.parser, check.each, scope, pointerTo(place, "each"));
    const at = pointerTo(place, "require");
    const require = builder.parser.parse(check.require, booleanType, inside, at);
    return {
      id: check.id,
      clauses: builder.clauses(check.clause, place),
      label: check.label,
      each,
      require,
      rejects: check.else === "reject",
      linked: [each, require].some((one) => one !== undefined && readsLink(one)),
    };
  });
}

function readsLink(expression: Expression): boolean {
  const fields = partsOf(expression, "field").filter(({ link }) => link !== undefined);
  return fields.length > 0 || partsOf(expression, "link").length > 0;
}

function resolveLinks(
  builder: Builder,
  document: EventTypeDocument,
  signature: EventSignature,
  pointer: string,
): Link[] {
  return Object.entries(document.links ?? {}).map(([name, link]) => {
    const place = pointerTo(pointer, name);
    builder.pathName(name, place);
    const target = builder.vocabulary.events.get(link.to);
    if (target === undefined)
      builder.knownName(
        nouns.eventType,
        link.to,
        builder.vocabulary.events.keys(),
        pointerTo(place, "to"),
      );
    for (const [index, field] of link.same.entries()) {
      for (const one of target === undefined ? [signature] : [signature, target]) {
        builder.knownName(
          nouns.attribute,
          field,
          ["subject", ...one.fields.keys()],
          pointerTo(place, "same", index),
        );
      }
    }
    // The condition sees one candidate, even if only the number of linked events is read.
    const links = new Map([...signature.links, [name, { to: link.to, counts: false }] as const]);
    const candidate: EventSignature = { ...signature, links };
    const scope: Scope = withPresent({ ...emptyScope, events: [candidate] }, [`link.${name}`]);
    return {
      name,
      to: link.to,
      same: link.same,
      which: link.which,
      timing: link.timing ?? "either",
      when:
        link.when === undefined
          ? undefined
          : builder.parser.parse(link.when, booleanType, scope, pointerTo(place, "when")),
    };
  });
}

import type { Rejection } from "../document/result.ts";
import type { NameDocument } from "../document/ruleset.ts";
import type { Expression } from "../expression/tree.ts";
import type { ValueType } from "../expression/types.ts";
import type { Attribute, EventType } from "../ruleset/resolved.ts";
import { didYouMean } from "../values/issue.ts";
import { rejectionMessage } from "../values/notice.ts";
import { quote, type Text } from "../values/text.ts";
import { spellings } from "./columns.ts";
import { columnHint } from "./hints.ts";
import type { Plan, Plans } from "./plan.ts";

/** The message and hint for a rejected event. */
interface Words {
  readonly message: Text;
  readonly hint?: Text | undefined;
}

/** The field of the event that a rejection is about, also where its code alone says so. */
export function fieldOf({ code, field }: Rejection, plan: Plan | undefined): string | undefined {
  if (code === "check-failed") return checkedList(field, plan);
  if (field !== undefined) return field;
  if (code === "type-missing" || code === "type-unknown") return "type";
  if (code === "conflict") return "id";
  // Only retractions have no type of the ruleset and are corrections.
  return code.startsWith("correction-")
    ? plan?.type === undefined
      ? "retracts"
      : "revises"
    : undefined;
}

/** The list that a check iterates over. */
function checkedList(id: string | undefined, plan: Plan | undefined): string | undefined {
  const each = plan?.type?.checks.find((check) => check.id === id)?.each;
  return each !== undefined && isField(each) && each.link === undefined ? each.name : undefined;
}

function isField(expression: Expression): expression is Extract<Expression, { kind: "field" }> {
  return expression.kind === "field";
}

/** A rejection in the words of its file: headers instead of fields, labels instead of ids, and the way out. */
export function inWords(
  rejection: Rejection,
  plan: Plan | undefined,
  header: string | undefined,
  plans: Plans,
): Words {
  const { code, field, position, value = "" } = rejection;
  const attribute = plan?.type?.attributes.find(({ name }) => name === field);
  const named = header === undefined ? undefined : { en: header, zh: header };
  const type = attribute?.type.kind === "list" ? attribute.type.of : attribute?.type;
  if (code === "type-unknown") return { ...rejection, hint: typeHint(plans, value) };
  if (code === "type-missing") return { ...rejection, hint: typeHint(plans, "") };
  if (code === "conflict") return { ...rejection, hint: conflictHint(plans, value) };
  if (code === "subject-unknown") {
    const kinds = kindsOf(type) ?? plan?.type?.subjects;
    const message = rejectionMessage(code, {
      value,
      field,
      position,
      label: named ?? attribute?.label,
    });
    return { message, hint: plans.roster.hint(value, kinds ?? []) };
  }
  if (attribute === undefined) return rejection;
  const label = named ?? attribute.label;
  if (code === "value-repeated")
    return { message: rejectionMessage(code, { label, value, position }) };
  if (code === "attribute-missing") {
    const message = rejectionMessage(code, { label, position });
    return { message, hint: missingHint(attribute, header, plan, plans) };
  }
  if (code === "attribute-value" && type?.kind === "enum") {
    const expected = valuesOf(attribute, plans);
    return { message: rejectionMessage(code, { label, position, value, expected }) };
  }
  return rejection;
}

/** The kinds of subject that a type names. */
function kindsOf(type: ValueType | undefined): readonly string[] | undefined {
  return type?.kind === "subject" ? type.kinds : undefined;
}

function missingHint(
  attribute: Attribute,
  header: string | undefined,
  plan: Plan | undefined,
  plans: Plans,
): Text | undefined {
  if (header === undefined) {
    return elsewhere(attribute, plan, plans) ?? columnHint(attribute.label, plan?.strange ?? []);
  }
  return allowed(valuesOf(attribute, plans));
}

/** A column of the file that holds the attribute for other types only: its label would serve them all. */
function elsewhere(attribute: Attribute, plan: Plan | undefined, plans: Plans): Text | undefined {
  const { name, label } = attribute;
  const holds = (header: string, type: EventType | undefined): boolean => {
    const meaning = plans.columns.meaning(header, type);
    return meaning?.kind === "attribute" && meaning.attribute.name === name;
  };
  if (!holds(label.zh, plan?.type)) return undefined;
  for (const index of plan?.unused ?? []) {
    const header = plan?.headers[index] ?? "";
    const types = [...plans.ruleset.events.values()].filter((type) => holds(header, type));
    if (types.length > 0 && types.every((type) => holds(label.zh, type))) {
      const { en, zh } = listOf(types.map((type) => type.label));
      return {
        en: `the column "${quote(header)}" holds it for ${en} only; rename the column to "${label.en}"`,
        zh: `“${quote(header)}”列只适用于${zh};请将该列改名为“${label.zh}”`,
      };
    }
  }
  return undefined;
}

/** What may stand in a column of listed values. */
function valuesOf(attribute: Attribute, plans: Plans): Text | undefined {
  const type = attribute.type.kind === "list" ? attribute.type.of : attribute.type;
  return type.kind === "enum" ? listOf(plans.ruleset.enums.get(type.name)?.values()) : undefined;
}

function allowed(list: Text | undefined): Text | undefined {
  return list && { en: `allowed: ${list.en}`, zh: `可填:${list.zh}` };
}

function listOf(names: Iterable<NameDocument> = []): Text {
  const all = [...names];
  return { en: all.map(({ en }) => en).join(", "), zh: all.map(({ zh }) => zh).join("、") };
}

const fewTypes = 12;

function typeHint(plans: Plans, found: string): Text | undefined {
  const types = [...plans.ruleset.events.values()];
  if (types.length > fewTypes) {
    return didYouMean(
      found,
      types.flatMap(({ id, label }) => spellings(id, label)),
    );
  }
  return allowed(listOf(types.map(({ label }) => label)));
}

function conflictHint(plans: Plans, id: string): Text {
  const revises = plans.columns.nameOf("revises");
  return {
    en: `keep one of them; to correct an event, give the new row its own id and "${id}" in the column ${revises.en}`,
    zh: `请只保留一行;如系更正,请为新的一行另编编号,并在${revises.zh}列填写“${id}”`,
  };
}

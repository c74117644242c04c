import type { Rejection } from "../document/result.ts";
import type { NameDocument } from "../document/ruleset.ts";
import type { Attribute } from "../ruleset/resolved.ts";
import { didYouMean } from "../values/issue.ts";
import { type NoticeDetails, rejectionMessage } from "../values/notice.ts";
import type { Text } from "../values/text.ts";
import { spellings } from "./columns.ts";
import type { Plan, Plans } from "./plan.ts";

/** What is said of a rejected event. */
interface Words {
  readonly message: Text;
  readonly hint?: Text | undefined;
}

/** The field of the event that a rejection is about, also where its code alone says so. */
export function fieldOf({ code, field }: Rejection, plan: Plan | undefined): string | undefined {
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

/** A rejection in the words of its file: headers instead of fields, labels instead of ids. */
export function inWords(
  rejection: Rejection,
  plan: Plan | undefined,
  header: string | undefined,
  plans: Plans,
): Words {
  const { code, field, value = "" } = rejection;
  const attribute = plan?.type?.attributes.find(({ name }) => name === field);
  if (code === "type-unknown") return { ...rejection, hint: typeHint(plans, value) };
  if (code === "subject-unknown") {
    const kinds = attribute?.type.kind === "subject" ? attribute.type.kinds : plan?.type?.subjects;
    const message = rejectionMessage(code, { value, field: header ?? field });
    return { message, hint: plans.roster.hint(value, kinds ?? []) };
  }
  if (attribute === undefined) return rejection;
  if (code === "attribute-missing") return missing(attribute, header);
  if (code === "attribute-value" && attribute.type.kind === "enum") {
    const listed = plans.ruleset.enums.get(attribute.type.name) ?? new Map<string, NameDocument>();
    return { message: bothWays(code, attribute, header, value, listOf(listed.values())) };
  }
  return rejection;
}

function missing(attribute: Attribute, header: string | undefined): Words {
  const message = bothWays("attribute-missing", attribute, header);
  const { en, zh } = attribute.label;
  if (header !== undefined) return { message };
  return { message, hint: { en: `add a column "${en}"`, zh: `请增加“${zh}”列` } };
}

/** A message whose details are called differently in the two languages. */
function bothWays(
  code: Rejection["code"],
  attribute: Attribute,
  header: string | undefined,
  value?: string,
  expected?: Text,
): Text {
  const say = (language: "en" | "zh"): string => {
    const field = header ?? attribute.label[language];
    const details: NoticeDetails = { field, value, expected: expected?.[language] };
    return rejectionMessage(code, details)[language];
  };
  return { en: say("en"), zh: say("zh") };
}

function listOf(names: Iterable<NameDocument>): Text {
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
  const { en, zh } = listOf(types.map(({ label }) => label));
  return { en: `allowed: ${en}`, zh: `可填:${zh}` };
}

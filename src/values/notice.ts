import { both, type Phrase, phraseIn, plural, quotedList, spaced } from "./phrase.ts";
import { type Language, quote, type Text } from "./text.ts";

/** Details for a message about an event. */
export interface NoticeDetails {
  readonly field?: string | undefined;
  /** The position of the list value that it concerns, from 1. */
  readonly position?: number | undefined;
  readonly value?: unknown;
  readonly expected?: Phrase | undefined;
  /** How many other fields it concerns, if it names none. */
  readonly others?: number | undefined;
  /** The label of the field, check or event type. */
  readonly label?: Text | undefined;
}

/** Labels of the fields that every event has. */
const ownFields: ReadonlyMap<string, Text> = new Map([
  ["id", { en: "id", zh: "编号" }],
  ["type", { en: "type", zh: "类型" }],
  ["at", { en: "at", zh: "时间" }],
  ["subject", { en: "subject", zh: "考核对象" }],
  ["revises", { en: "revises", zh: "更正" }],
  ["retracts", { en: "retracts", zh: "撤销" }],
]);

const value = (details: NoticeDetails): string => quote(details.value);
const field = (details: NoticeDetails): string => quote(details.field ?? "");

/** The field's label, or its name if it has none; for a list, with the position. */
function called({ field = "", label, position }: NoticeDetails, language: Language): string {
  const known = label ?? ownFields.get(field);
  const name = known === undefined ? quotedList([quote(field)])[language] : quote(known[language]);
  if (position === undefined) return name;
  return language === "en"
    ? `${name}, position ${position},`
    : spaced`${name}第${String(position)}项`;
}

/** A sentence, with the position in the list that it concerns. */
function atPlace({ en, zh }: Text, { position }: NoticeDetails): Text {
  return position === undefined
    ? both(en, zh)
    : both(`${en} (position ${position})`, `${zh}(第 ${position} 项)`);
}

/** Is there no value to show? */
function isNothing(found: unknown): boolean {
  return found === undefined || found === null || found === "";
}

function wanted({ expected = "" }: NoticeDetails, language: Language): string {
  return phraseIn(expected, language);
}

/** Every reason to reject an event, in order of precedence: an event gets the first that applies. */
const rejections = {
  malformed: () =>
    both(
      "this is not an event: expected an object with id, type and at",
      "这不是事件:应为含“id”“type”“at”的对象",
    ),
  "id-missing": (d) =>
    isNothing(d.value)
      ? both("the event has no id", "事件没有编号")
      : both(
          `the event has no valid id: expected text (found ${value(d)})`,
          `事件没有编号:编号应为文本(现为“${value(d)}”)`,
        ),
  "type-missing": () => both("the event has no type", "事件没有类型"),
  "type-unknown": (d) =>
    both(`there is no event type "${value(d)}"`, `没有“${value(d)}”这种事件类型`),
  "date-invalid": (d) =>
    both(
      `"${value(d)}" is not a date such as 2024-03-05, or a date-time such as 2024-03-05T09:30:00+08:00`,
      `“${value(d)}”不是日期(例如 2024-03-05)或日期时间(例如 2024-03-05T09:30:00+08:00)`,
    ),
  "subject-missing": () => both("the event names no subject", "事件没有写明考核对象"),
  "subject-unknown": (d) =>
    both(
      `"${value(d)}" in ${called(d, "en")} is not on the roster`,
      spaced`${called(d, "zh")}“${value(d)}”不在名单中`,
    ),
  "attribute-missing": (d) => both(`${called(d, "en")} is missing`, spaced`缺少${called(d, "zh")}`),
  "attribute-type": (d) =>
    both(
      `${called(d, "en")} is "${value(d)}", expected ${wanted(d, "en")}`,
      spaced`${called(d, "zh")}为“${value(d)}”,应为${wanted(d, "zh")}`,
    ),
  "attribute-value": (d) =>
    both(
      `${called(d, "en")} is "${value(d)}", expected one of ${wanted(d, "en")}`,
      spaced`${called(d, "zh")}为“${value(d)}”,应为 ${wanted(d, "zh")} 之一`,
    ),
  "out-of-range": (d) =>
    both(
      `${called(d, "en")} is ${value(d)}, expected ${wanted(d, "en")}`,
      spaced`${called(d, "zh")}为${value(d)},允许 ${wanted(d, "zh")}`,
    ),
  "value-repeated": (d) =>
    both(
      `${called({ ...d, position: undefined }, "en")} lists "${value(d)}" twice (again at position ${d.position ?? ""})`,
      `${called({ ...d, position: undefined }, "zh")}中“${value(d)}”重复(第 ${d.position ?? ""} 项)`,
    ),
  "check-failed": (d) =>
    atPlace(d.label ?? both("a check of the ruleset failed", "未通过规则集的检查"), d),
  conflict: (d) =>
    both(
      `events with different content share the id "${value(d)}"; none of them counts`,
      `编号“${value(d)}”对应内容不同的事件,均不计入`,
    ),
  "correction-unknown": (d) =>
    both(`it corrects "${value(d)}", which does not exist`, `它更正的“${value(d)}”不存在`),
  "correction-type": (d) =>
    both(
      `it revises "${value(d)}", which is an event of another type`,
      `它更正的“${value(d)}”是另一类型的事件`,
    ),
  "correction-subject": (d) =>
    both(
      `it removes "${value(d)}", which is an event of another subject`,
      `它撤销的“${value(d)}”不是该对象的事件`,
    ),
  "correction-cycle": (d) =>
    both(`it corrects "${value(d)}", which in turn corrects it`, `它与“${value(d)}”互相更正`),
  "correction-second": (d) =>
    both(
      `"${value(d)}" is already revised: revise its revision`,
      `“${value(d)}”已被更正过:请更正其更正件`,
    ),
} satisfies Record<string, (details: NoticeDetails) => Text>;

/** Why an event does not count: one of `rejectionCodes`, each with its section in docs/codes.md. */
export type RejectionCode = keyof typeof rejections;

/** All rejection codes in their order of precedence. */
export const rejectionCodes = Object.keys(rejections) as readonly RejectionCode[];

export function rejectionMessage(code: RejectionCode, details: NoticeDetails): Text {
  return rejections[code](details);
}

/** Every warning: what it concerns counts all the same. */
const warnings = {
  check: (d) => atPlace(d.label ?? quotedList([field(d)]), d),
  outcome: (d) => d.label ?? quotedList([field(d)]),
  "unknown-attribute": (d) =>
    d.others === undefined
      ? both(
          `${d.label?.en ?? ""} events have an attribute "${field(d)}" that the ruleset does not declare; it is ignored`,
          `${d.label?.zh ?? ""}事件有规则集未声明的属性“${field(d)}”,已忽略`,
        )
      : both(
          `${d.label?.en ?? ""} events have ${plural(d.others, "more attribute")} that the ruleset does not declare; ${d.others === 1 ? "it is" : "they are"} ignored`,
          `${d.label?.zh ?? ""}事件另有 ${d.others} 个规则集未声明的属性,已忽略`,
        ),
  "unknown-subject-attribute": (d) =>
    d.others === undefined
      ? both(
          `the roster has an attribute "${field(d)}" that the ruleset does not declare; it is ignored`,
          `名单有规则集未声明的属性“${field(d)}”,已忽略`,
        )
      : both(
          `the roster has ${plural(d.others, "more attribute")} that the ruleset does not declare; ${d.others === 1 ? "it is" : "they are"} ignored`,
          `名单另有 ${d.others} 个规则集未声明的属性,已忽略`,
        ),
  "no-roster": (d) =>
    both(
      `no roster was given: only subjects named by events are ranked (${wanted(d, "en")})`,
      `未提供名单:只对事件中出现的对象排名(${wanted(d, "zh")})`,
    ),
  "no-amount": (d) =>
    both(
      `the rule "${d.label?.en ?? ""}" yields no amount: nothing is credited`,
      `规则“${d.label?.zh ?? ""}”没有得出数额,未计分`,
    ),
  "no-events": () => both("there are no events", "没有事件"),
} satisfies Record<string, (details: NoticeDetails) => Text>;

/** The code of a warning: one of `warningCodes`, each with its section in docs/codes.md. */
export type WarningCode = keyof typeof warnings;

/** All codes of warnings. */
export const warningCodes = Object.keys(warnings) as readonly WarningCode[];

export function warningMessage(code: WarningCode, details: NoticeDetails): Text {
  return warnings[code](details);
}

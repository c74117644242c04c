import type { Unavailable } from "../document/result.ts";
import type { ProgramAccount, ProgramNode } from "../program/program.ts";
import { isMissing, type KeyValue, type Missing, type Value } from "../program/value.ts";
import { both } from "../values/phrase.ts";
import type { Text } from "../values/text.ts";
import { Elements } from "./elements.ts";
import type { World } from "./world.ts";

/** Nodes with missing parameters, then single values that could not be computed. */
export function unavailableOf(world: World, subjects: readonly number[]): Unavailable[] {
  const { nodeOrder } = world.program.resolved;
  const nodes = [...world.program.nodes];
  nodes.sort((a, b) => nodeOrder.indexOf(a.node.name) - nodeOrder.indexOf(b.node.name));
  return [
    ...nodes.filter(({ missing }) => missing.size > 0).map((node) => unavailableNode(world, node)),
    ...nodes
      .filter(({ missing }) => missing.size === 0)
      .flatMap((node) => undividedValues(world, node, subjects)),
  ];
}

function unavailableNode(world: World, { node, missing }: ProgramNode): Unavailable {
  const { parameters } = world.program.resolved;
  const names = [...parameters.keys()].filter((name) => missing.has(name));
  const cited = names.map((name) => nameWithClause(parameters.get(name)?.clauses, name));
  return {
    node: node.name,
    id: node.id,
    missing: names.map((parameter) => ({
      parameter,
      clauses: parameters.get(parameter)?.clauses ?? [],
    })),
    message: {
      en: `${node.label.en} needs values for: ${cited.join(", ")}`,
      zh: `“${node.label.zh}”缺少参数值:${cited.join("、")}`,
    },
  };
}

function undividedValues(
  world: World,
  node: ProgramNode,
  subjects: readonly number[],
): Unavailable[] {
  const { name, id, label } = node.node;
  return subjects.flatMap((owner) => {
    const broken = [...world.all(node.index, owner)].filter(({ value }) => isUnavailable(value));
    return broken.map(({ key, value }): Unavailable => {
      const subject = world.subjects.ids[owner]!;
      return {
        node: name,
        id,
        subject,
        ...(node.keys.length === 0 ? {} : { key: world.keyName(node.keys, key) }),
        missing: [],
        message: valueless(
          label,
          subject,
          value as Missing,
          failedEntries(world, node, owner, key),
        ),
      };
    });
  });
}

/** Why a computation failed. */
const causes: { readonly [Cause in NonNullable<Missing["cause"]>]: Text } = {
  parameter: both("a parameter has no value", "参数没有值"),
  "zero-divisor": both("a divisor is zero", "除数为零"),
  "no-such-day": both("a day does not exist", "日期不存在"),
  "out-of-bounds": both("a number is out of bounds", "数值超出可计算的范围"),
  "range-too-long": both("a range has too many numbers or days", "需逐一计算的数或日过多"),
  "denominator-too-long": both(
    "fractions cannot be added: their common denominator is too long",
    "分数的公分母过长,无法相加",
  ),
};

function valueless(
  label: Text,
  subject: string,
  { cause }: Missing,
  entries: readonly Text[],
): Text {
  const why = causes[cause ?? "zero-divisor"];
  const [first, ...more] = entries;
  const where = first ?? both("", "");
  const others = more.length === 0 ? both("", "") : alsoOthers(more.length);
  return {
    en: `${label.en} of ${subject} has no value: ${why.en}${where.en}${others.en}`,
    zh: `“${subject}”的“${label.zh}”没有值:${where.zh}${why.zh}${others.zh}`,
  };
}

function alsoOthers(count: number): Text {
  return both(
    `, and for ${count} more ${count === 1 ? "entry" : "entries"}`,
    `,另有 ${count} 条计分如此`,
  );
}

/** The entries at a key of an account whose amounts could not be computed: by their rules and events. */
function failedEntries(world: World, node: ProgramNode, owner: number, key: KeyValue): Text[] {
  if (node.node.kind !== "account") return [];
  const account = node as ProgramAccount;
  const frame = world.frame();
  frame.owner = owner;
  const elements = new Elements(world, account, frame);
  return elements
    .of(owner)
    .filter(({ entry, value }) => entry >= 0 && isUnavailable(value))
    .filter((element) => elements.keyOf(element, account.keys).text === key.text)
    .map(({ entry }) => {
      const { rules, rows } = world.entries;
      const label = world.program.rules[rules[entry]!]!.rule.label;
      const event = world.store.ids.at(rows[entry]!)!;
      return both(
        ` in the rule "${label.en}" for event ${event}`,
        `规则“${label.zh}”对事件 ${event} 的计算中`,
      );
    });
}

function isUnavailable(value: Value): boolean {
  return isMissing(value) && value.state === "unavailable";
}

function nameWithClause(clauses: readonly string[] | undefined, name: string): string {
  return `${name} (${(clauses ?? []).join(", ")})`;
}

import type { Unavailable } from "../document/result.ts";
import type { ProgramNode } from "../program/program.ts";
import { isMissing } from "../program/value.ts";
import type { World } from "./world.ts";

/** Nodes that lack parameters, then single values that a zero divisor left without one. */
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
    const broken = [...world.all(node.index, owner)].filter(
      ({ value }) => isMissing(value) && value.state === "unavailable",
    );
    return broken.map(({ key }): Unavailable => {
      const subject = world.subjects.ids[owner]!;
      return {
        node: name,
        id,
        subject,
        ...(node.keys.length === 0 ? {} : { key: world.keyName(node.keys, key) }),
        missing: [],
        message: {
          en: `${label.en} of ${subject} has no value: a divisor is zero, or a day does not exist`,
          zh: `“${subject}”的“${label.zh}”没有值:除数为零,或日期不存在`,
        },
      };
    });
  });
}

function nameWithClause(clauses: readonly string[] | undefined, name: string): string {
  return `${name} (${(clauses ?? []).join(", ")})`;
}

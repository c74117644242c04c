import type { Conclusion } from "../../engine/conclude.ts";
import type { Element } from "../../engine/element-columns.ts";
import { Elements } from "../../engine/elements.ts";
import type { Computed } from "../../engine/node-values.ts";
import type { Run } from "../../engine/run.ts";
import { type Stage, stagesOf } from "../../engine/tally.ts";
import { within } from "../../engine/windows.ts";
import type { World } from "../../engine/world.ts";
import type { ProgramAccount } from "../../program/program.ts";
import type { KeyValue } from "../../program/value.ts";
import { indexOf } from "../model/run-index.ts";

/** Finds the values of a run by key; each list is indexed once. */
export class Lookup {
  private readonly elementsOf = new Map<string, ReadonlyMap<string, Element[]>>();
  private readonly stagesOf = new Map<string, ReadonlyMap<string, readonly Stage[]>>();
  private readonly computedOf = new Map<string, ReadonlyMap<string, Computed>>();

  constructor(private readonly run: Run) {}

  /** The elements of an account at a key, kept or not, in their order. */
  elements(account: ProgramAccount, owner: number, key: KeyValue): readonly Element[] {
    const name = `${account.index} ${owner}`;
    let found = this.elementsOf.get(name);
    if (found === undefined) {
      found = elementsByKey(this.run.world, account, owner);
      this.elementsOf.set(name, found);
    }
    return found.get(key.text) ?? [];
  }

  /** The values of an account at a key, before its steps and after each. */
  stages(account: ProgramAccount, owner: number, key: KeyValue): readonly Stage[] {
    const name = `${account.index} ${owner}`;
    let found = this.stagesOf.get(name);
    if (found === undefined) {
      found = stagesOf(this.run.world, account, owner);
      this.stagesOf.set(name, found);
    }
    return found.get(key.text) ?? [];
  }

  /** The value of a node at a key, with what the steps changed. */
  computed(node: number, owner: number, key: KeyValue): Computed | undefined {
    const name = `${node} ${owner}`;
    let found = this.computedOf.get(name);
    if (found === undefined) {
      const all = [...this.run.world.all(node, owner)];
      found = new Map(all.map((one) => [one.key.text, one]));
      this.computedOf.set(name, found);
    }
    return found.get(key.text);
  }

  /** The conclusion of an outcome at a key. */
  conclusion(node: number, owner: number, key: KeyValue): Conclusion | undefined {
    const own = indexOf(this.run).conclusionsOf(node, owner);
    return own.find((one) => one.key.text === key.text);
  }
}

function elementsByKey(
  world: World,
  account: ProgramAccount,
  owner: number,
): Map<string, Element[]> {
  const frame = world.frame();
  frame.owner = owner;
  const elements = new Elements(world, account, frame);
  const byKey = new Map<string, Element[]>();
  for (const element of elements.inOrder(elements.of(owner))) {
    if (!lies(world, account, element)) continue;
    const { text } = elements.keyOf(element, account.keys);
    const list = byKey.get(text);
    if (list === undefined) byKey.set(text, [element]);
    else list.push(element);
  }
  return byKey;
}

/** Does an element lie in the account's window? */
function lies(world: World, account: ProgramAccount, element: Element): boolean {
  const { key } = element;
  const { program, windows } = world;
  if (key === undefined) return within(element.day, windows.days(account));
  const source = program.nodes[account.from ?? -1];
  return source !== undefined && windows.takes(account, source, key);
}

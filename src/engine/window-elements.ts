import type { ProgramAccount } from "../program/program.ts";
import type { KeyValue } from "../program/value.ts";
import type { ElementColumns } from "./element-columns.ts";
import { within } from "./windows.ts";
import type { World } from "./world.ts";

/** Marks the elements that lie in an account's window; undefined if all do. */
export function countingIn(
  world: World,
  account: ProgramAccount,
  { days, keys }: ElementColumns,
): Uint8Array | undefined {
  const span = world.windows.days(account);
  const counts =
    keys === undefined ? (at: number) => within(days[at]!, span) : keyCounts(world, account, keys);
  const counting = new Uint8Array(days.length);
  let count = 0;
  for (let at = 0; at < counting.length; at += 1) {
    if (!counts(at)) continue;
    counting[at] = 1;
    count += 1;
  }
  return count === counting.length ? undefined : counting;
}

/** Decides by the keys, many of which are the same. */
function keyCounts(
  { program, windows }: World,
  account: ProgramAccount,
  keys: readonly KeyValue[],
): (at: number) => boolean {
  const source = program.nodes[account.from ?? -1]!;
  const known = new Map<KeyValue, boolean>();
  return (at) => {
    const key = keys[at]!;
    let counts = known.get(key);
    if (counts === undefined) {
      counts = windows.takes(account, source, key);
      known.set(key, counts);
    }
    return counts;
  };
}

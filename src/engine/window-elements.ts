import type { ProgramAccount } from "../program/program.ts";
import type { ElementColumns, KeyColumn } from "./element-columns.ts";
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

/** Decides by the keys, each of which many elements may have. */
function keyCounts(
  { program, windows }: World,
  account: ProgramAccount,
  { numbers, values }: KeyColumn,
): (at: number) => boolean {
  const source = program.nodes[account.from ?? -1]!;
  const counts = values.map((key) => windows.takes(account, source, key));
  return (at) => counts[numbers[at]!]!;
}

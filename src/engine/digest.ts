import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import type { ValueType } from "../expression/types.ts";
import type { Program } from "../program/program.ts";
import { isExact, List, type Value } from "../program/value.ts";
import { type ByKind, dispatch } from "../values/kinds.ts";
import type { EventStore } from "./store.ts";
import type { Subjects } from "./subjects.ts";

/** SHA-256 of the events that count, in the order of their ids: the same for the same events in any order. */
export function digestOf(store: EventStore, program: Program, subjects: Subjects): string {
  const { resolved, arithmetic } = program;
  const types = [...resolved.events.values()];
  const rows = [...store.inForce()]
    .filter((row) => store.types[row]! >= 0)
    .map((row) => [store.ids.at(row)!, row] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  const asText = (_type: ValueType, value: Value): string => String(value);
  const plain: ByKind<ValueType, [value: Value], unknown> = {
    number: (_type, value) => (isExact(value) ? arithmetic.text(value) : String(value)),
    text: asText,
    boolean: asText,
    day: asText,
    calendar: asText,
    enum: asText,
    subject: (_type, value) => subjects.ids[value as number] ?? null,
    list: ({ of }, value) =>
      value instanceof List ? value.items.map((item) => dispatch(plain, of, item)) : String(value),
    unknown: asText,
  };
  const hash = sha256.create();
  for (const [id, row] of rows) {
    const type = types[store.types[row]!]!;
    const attributes = type.attributes.map((attribute) => {
      const value: Value | undefined = store.value(
        program.slots.attributes.get(attribute.name) ?? -1,
        row,
      );
      return value === undefined ? null : dispatch(plain, attribute.type, value);
    });
    const subject = subjects.ids[store.subjects[row]!] ?? null;
    const content = [id, type.id, store.days[row], store.instantOf(row), subject, ...attributes];
    hash.update(utf8ToBytes(`${JSON.stringify(content)}\n`));
  }
  return bytesToHex(hash.digest());
}

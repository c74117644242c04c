import type { Warning } from "../document/result.ts";
import type { Program } from "../program/program.ts";
import { suggestion } from "../values/issue.ts";
import { type WarningCode, warningMessage } from "../values/notice.ts";
import { compareText, nearest, quote, type Text } from "../values/text.ts";

/** How many unknown attributes are named; the others are only counted. */
const mostNamed = 20;

/** Keys that every event may have besides its attributes. */
export const eventKeys: ReadonlySet<string> = new Set([
  "id",
  "type",
  "at",
  "subject",
  "revises",
  "retracts",
]);

/** Attributes of events that their types do not declare. */
export class UnknownAttributes {
  /** For each type, and each key of it, the events that have it. */
  private readonly found = new Map<string, Map<string, Set<string>>>();

  constructor(private readonly program: Program) {}

  add(type: string, key: string, event: string): void {
    const keys = this.found.get(type) ?? new Map<string, Set<string>>();
    this.found.set(type, keys);
    const events = keys.get(key);
    if (events === undefined) keys.set(key, new Set([event]));
    else events.add(event);
  }

  /** One warning for each key of a type, up to a number of them; then one for all others. */
  warnings(): Warning[] {
    return [...this.found].flatMap(([type, keys]) => {
      const { label } = this.program.resolved.events.get(type) ?? {};
      const known =
        this.program.events.get(type)?.attributes.map(({ attribute }) => attribute.name) ?? [];
      return boundedWarnings("unknown-attribute", keys.keys(), label, (key) => ({
        count: keys.get(key)?.size ?? 0,
        near: nearest(key, [...known, ...eventKeys]),
      }));
    });
  }
}

/** The warning about one unknown key. */
interface Unknown {
  readonly count: number;
  readonly near: string | undefined;
}

/** Warnings about unknown keys: one each for the first by name, and one for the number of others. */
export function boundedWarnings(
  code: WarningCode,
  keys: Iterable<string>,
  label: Text | undefined,
  describe: (key: string) => Unknown,
): Warning[] {
  const sorted = [...keys].sort(compareText);
  const named = sorted.slice(0, mostNamed).map((key): Warning => {
    const { count, near } = describe(key);
    const field = quote(key);
    const message = warningMessage(code, { field, label });
    return {
      code,
      field,
      count,
      message,
      ...(near === undefined ? {} : { hint: suggestion(near) }),
    };
  });
  const others = sorted.length - named.length;
  if (others === 0) return named;
  return [...named, { code, count: others, message: warningMessage(code, { label, others }) }];
}

import { invariant } from "../values/issue.ts";

/** A text as JavaScript that is also safe between `<script>` tags. */
export function quoted(text: string): string {
  return JSON.stringify(text)
    .replace(/<(?=[/!])/g, "\\u003c")
    .replaceAll("\u2028", "\\u2028")
    .replaceAll("\u2029", "\\u2029");
}

const plainKey = /^[A-Za-z_$][\w$]*$/;

/** The key of an object literal, in which a bare or quoted `__proto__` would be no key. */
function keyText(key: string): string {
  if (key === "__proto__") return '["__proto__"]';
  return plainKey.test(key) ? key : quoted(key);
}

/**
 * Writes data as JavaScript. Whatever occurs more than once is written once, so that what was one object is one again.
 */
export class LiteralWriter {
  /** The statements that the literals refer to, in their order. */
  readonly statements: string[] = [];
  private readonly names = new Map<object, string>();
  private readonly used = new Map<object, number>();
  private readonly open = new Set<object>();
  private count = 0;

  /**
   * @param special how functions are written, and objects that are no plain data.
   * @param before how often each object occurs, as counted by a writer of the same data; without it, each gets a name.
   */
  constructor(
    private readonly special: (one: object) => string | undefined,
    private readonly before?: LiteralWriter,
  ) {}

  /** Gives a name to the result of some source. */
  once(source: string): string {
    this.count += 1;
    const name = `o${this.count}`;
    this.statements.push(`const ${name} = ${source};`);
    return name;
  }

  of(value: unknown): string {
    if (typeof value === "function") return this.object(value);
    if (typeof value === "object" && value !== null) return this.object(value);
    if (typeof value === "string") return quoted(value);
    return value === undefined ? "void 0" : String(value);
  }

  private object(value: object): string {
    this.used.set(value, (this.used.get(value) ?? 0) + 1);
    const known = this.names.get(value);
    if (known !== undefined) return known;
    invariant(!this.open.has(value), "a ruleset contains itself");
    this.open.add(value);
    const source = this.contents(value);
    this.open.delete(value);
    if (this.before?.used.get(value) === 1 || /^[\w.]+$/.test(source)) return source;
    const name = this.once(source);
    this.names.set(value, name);
    return name;
  }

  private contents(value: object): string {
    const special = this.special(value);
    if (special !== undefined) return special;
    const list = (values: Iterable<unknown>): string =>
      `[${Array.from(values, (one) => this.of(one)).join(",")}]`;
    if (Array.isArray(value)) return list(value);
    if (value instanceof Set) return `new Set(${list(value)})`;
    if (value instanceof Map) {
      const pairs = Array.from(value, ([key, one]) => `[${this.of(key)},${this.of(one)}]`);
      return `new Map([${pairs.join(",")}])`;
    }
    const prototype: unknown = Object.getPrototypeOf(value);
    invariant(
      prototype === null || prototype === Object.prototype,
      "something is part of a ruleset that is no data",
    );
    const properties = Object.entries(value).map(([key, one]) => `${keyText(key)}:${this.of(one)}`);
    // Without a prototype it is written as such: this key of a literal is no property.
    return `{${[...(prototype === null ? ["__proto__:null"] : []), ...properties].join(",")}}`;
  }
}

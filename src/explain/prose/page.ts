import type { Language, Text } from "../../values/text.ts";
import type { Mention, Part } from "../model/explanation.ts";
import type { Citation, Gap, MissingParameter, Shown, SubjectName } from "../model/shown.ts";
import { chinese } from "./chinese/words.ts";
import { english } from "./english/words.ts";
import type { CohortWords, Words } from "./words.ts";

/** How detailed a text is. */
export interface TextOptions {
  /** Writes every entry and every key on its own line. Otherwise, long lists are cut, with the number left out. */
  readonly full?: boolean | undefined;
}

/** The longest list that is shown in full, and how many items a longer one shows. */
const shown = { list: 6, cut: 3 } as const;
const shownRuns = { list: 12, cut: 6 } as const;

/** Up to this many keys of one node have their own lines; more share one. */
export const shortSeries = 3;

/** Writes the text for one key or for several. */
type At = (keys: string, text: string, isRun: boolean) => string;

/** The text for one key of a list. */
export interface RunItem {
  readonly key: Shown | undefined;
  readonly text: string;
  /** The position of the key in its series: a run has no gaps. */
  readonly position: number;
}

/** Lines of text in one language. */
export class Page {
  readonly words: Words;
  readonly full: boolean;
  private readonly lines: { depth: number; text: string; opens: boolean }[] = [];

  constructor(
    readonly language: Language,
    options: TextOptions,
  ) {
    this.words = language === "zh" ? chinese : english;
    this.full = options.full === true;
  }

  add(depth: number, text: string): void {
    this.lines.push({ depth, text, opens: false });
  }

  /** A line that announces the parts below it. */
  open(depth: number, text: string): void {
    this.lines.push({ depth, text, opens: true });
  }

  toString(): string {
    return this.lines
      .map(({ depth, text, opens }, at) => {
        const isOpen = opens && (this.lines[at + 1]?.depth ?? 0) > depth;
        return `${"  ".repeat(depth)}${text}${isOpen ? this.words.told.made : ""}`;
      })
      .join("\n");
  }

  in(text: Text): string {
    return text[this.language];
  }

  /** The clauses with their places, each once; empty if there are none. */
  cite(...lists: readonly (readonly Citation[])[]): string {
    const texts = new Set(
      lists.flat().map(({ clause, place }) => (place === "" ? clause : `${clause} ${place}`)),
    );
    return texts.size === 0 ? "" : this.words.told.cite([...texts]);
  }

  /** The cohort of a standing. */
  cohort({ value, text }: Shown): CohortWords {
    return { text: this.in(text), isAll: value === "all" };
  }

  amount(value: string, unit: Text | undefined): string {
    return this.words.told.amount(value, unit === undefined ? undefined : this.in(unit));
  }

  /** A value with its unit, or why there is none. */
  value(part: { readonly value?: string; readonly gap?: Gap; readonly unit?: Text }): string {
    if (part.value !== undefined) return this.amount(part.value, part.unit);
    return part.gap === undefined ? this.words.states.absent : this.gap(part.gap);
  }

  gap({ state, cause, missing = [] }: Gap): string {
    const stated = this.words.states[state];
    if (cause === undefined) return stated;
    const names = this.words.list(missing.map(({ parameter }) => parameter));
    return `${stated}${this.words.told.bracketed(this.words.told.gap(cause, names))}`;
  }

  missing(missing: readonly MissingParameter[]): string {
    const { list, told } = this.words;
    return list(
      missing.map(({ parameter, label, clauses }) => {
        const named = label === undefined ? "" : told.bracketed(this.in(label));
        return `${parameter}${named}${this.cite(clauses)}`;
      }),
    );
  }

  /** The name of a part, with its key, and with its subject if it is not the explained one. */
  heading({ label, key, of }: Mention | Part): string {
    const { keyed, of: whose } = this.words;
    const named = key === undefined ? this.in(label) : keyed(this.in(label), this.in(key.text));
    return of === undefined ? named : whose(named, this.subject(of));
  }

  subject({ id, name, kindLabel, kind }: SubjectName): string {
    return id === kind ? this.in(kindLabel) : name;
  }

  /** A list on one line; a long one is cut unless everything is requested. */
  list(items: readonly string[], limits: { list: number; cut: number } = shown): string {
    if (this.full || items.length <= limits.list) return this.words.told.sentence(items);
    const rest = this.words.told.more(items.length - limits.cut);
    return this.words.told.sentence([...items.slice(0, limits.cut), rest]);
  }

  ids(ids: readonly string[]): string {
    const cut = this.full || ids.length <= shown.list ? ids : ids.slice(0, shown.cut);
    const rest = ids.length - cut.length;
    const listed = this.words.told.eventIds(cut);
    return rest === 0 ? listed : `${listed}, ${this.words.told.more(rest)}`;
  }

  /** Writes equal texts at several keys once: for calendar keys without gaps as a span, for others as a list. */
  runs(items: readonly RunItem[], at: At): string {
    const runs: Run[] = [];
    for (const { key, text, position } of items) {
      const name = key === undefined ? "" : this.in(key.text);
      const isTime = key !== undefined && /^\d{4}(-\w+)*$/.test(key.value);
      const open = runs.at(-1);
      const goesOn = open?.text === text && (!isTime || open.next === position) && !this.full;
      if (open !== undefined && goesOn) {
        open.names.push(name);
        open.next = position + 1;
      } else runs.push({ names: [name], text, isTime, next: position + 1 });
    }
    return this.list(
      runs.map(({ names, text, isTime }) => {
        return at(isTime ? this.span(names) : this.names(names), text, names.length > 1);
      }),
      shownRuns,
    );
  }

  /** A value at a key, or that of each of several. */
  readonly valueAt: At = (keys, value, isRun) => {
    const { told } = this.words;
    return told.at(keys, isRun && /^-?\d/.test(value) ? told.each(value) : value);
  };

  private span(names: readonly string[]): string {
    const [first = "", last = ""] = [names[0], names.at(-1)];
    return names.length === 1 ? first : this.words.told.through(first, last);
  }

  private names(names: readonly string[]): string {
    const { list, told } = this.words;
    if (names.length <= shown.list) return list(names);
    return list([...names.slice(0, shown.cut), told.more(names.length - shown.cut)]);
  }
}

/** Keys with the same text. */
interface Run {
  readonly names: string[];
  readonly text: string;
  readonly isTime: boolean;
  next: number;
}

import type { Expression, Field, NodeRead, RateRead, TableRead } from "../../expression/tree.ts";
import type { Text } from "../../values/text.ts";
import type { Viewpoint } from "../model/viewpoint.ts";
import { bonds, type Piece, piece } from "./binding.ts";
import type { Names } from "./names.ts";
import type { ExpressionWords } from "./words.ts";

/** What a writer needs to know about the run. */
export interface Look {
  readonly names: Names;
  readonly view: Viewpoint;
  readonly node: (part: NodeRead) => Text;
  readonly keys: (part: TableRead) => readonly Text[];
  readonly isBracket: (part: TableRead, at: number) => boolean;
  /** The cells that rates use, each with its share of the operand; the result is their sum. */
  readonly shares: (part: RateRead) => readonly { readonly part: Text; readonly cell: Text }[];
}

/** Writes named things in one language: the name, with its value beside it. */
export abstract class NameWriter {
  /** Whether to include the current values. */
  protected filled = false;
  /** The name of the element's value. */
  protected element: Text | undefined;

  constructor(
    protected readonly look: Look,
    protected readonly words: ExpressionWords,
    protected readonly language: keyof Text,
  ) {}

  /** A label, with the value beside it if values are included. */
  protected named(label: string, part: Expression): Piece {
    if (!this.filled) return piece(label);
    const value = this.value(part);
    if (label === "" || !/^-\d/.test(value)) return piece(`${label} ${value}`.trim());
    return {
      text: `${label} ${value}`,
      bond: bonds.signed,
      bracketed: `${label} (${value})`,
    };
  }

  protected value(part: Expression): string {
    const { names, view } = this.look;
    return names.shown(part.type, view.evaluate(part)).text[this.language];
  }

  protected field(part: Field): Piece {
    const { names, view } = this.look;
    const builtIn: Readonly<Record<string, string>> = {
      id: this.words.eventId,
      type: this.words.eventType,
      at: this.words.eventDay,
      subject: this.words.eventSubject,
      ...(part.ofClock ? { time: this.words.eventTime } : {}),
    };
    const label =
      builtIn[part.name] ?? names.attribute(part.name, view.frame.row, part.link)[this.language];
    // A derived attribute has no label.
    if (this.filled && label === part.name) return piece(this.value(part));
    if (part.link === undefined) return this.named(label, part);
    return this.named(this.words.of(label, names.link(part.link)[this.language]), part);
  }

  protected entry(part: Extract<Expression, { kind: "entry" }>): Piece {
    const { world } = this.look.names;
    const rule = world.program.rules[world.entries.rules[this.look.view.frame.entry] ?? -1];
    const label =
      part.name === "amount" && rule !== undefined
        ? rule.rule.label[this.language]
        : this.words.entry[part.name];
    return this.named(label, part);
  }
}

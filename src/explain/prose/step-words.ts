import type { Expression } from "../../expression/tree.ts";
import type { Key, MapStep, Rule, Step } from "../../ruleset/resolved.ts";
import { type ByKind, dispatch } from "../../values/kinds.ts";
import { alike, both, named, nouns, spaced } from "../../values/phrase.ts";
import type { Text } from "../../values/text.ts";
import { changes, keptWords, reducedWords, unitNames, windowWords } from "./terms.ts";

const nothing = alike("");

/** Describes the steps of accounts. */
export class StepWords {
  constructor(
    private readonly write: (expression: Expression, element?: Text) => Text,
    private readonly rules: readonly Rule[],
  ) {}

  private readonly keys: ByKind<Key, [], Text> = {
    calendar: ({ unit }) => unitNames[unit],
    item: () => both("item", "信息"),
    event: () => both("event", "事件"),
    rule: () => nouns.rule,
    expression: ({ expression }) => this.write(expression),
    own: ({ name }) => both(`"${name}"`, `“${name}”`),
  };

  private readonly kinds: ByKind<Step, [], Text> = {
    keep: (step) => {
      const { en, zh } = keptWords(step.keep, this.written(step.count), this.list(step.per));
      const of = this.ofRules(step.of);
      const within = step.within === undefined ? undefined : windowWords(step.within);
      const when = this.condition(step.when);
      return both(
        `${of === undefined ? "" : `of ${of.en} `}${en}${within === undefined ? "" : `, within ${within.en}`}${when.en}`,
        `${of === undefined ? "" : `${of.zh}中`}${zh}${within === undefined ? "" : `,限${within.zh}`}${when.zh}`,
      );
    },
    reduce: ({ reduction, per = [], none }) =>
      reducedWords(reduction, this.list(per), none === undefined ? undefined : this.write(none)),
    map: (step) => {
      const { en, zh } = this.mapped(step);
      const when = this.condition(step.when);
      return both(`${en}${when.en}`, `${zh}${when.zh}`);
    },
  };

  /** What a step does, its label, and its clauses. */
  step(step: Step): Text {
    const { en, zh } = dispatch(this.kinds, step);
    const { label, clauses } = step;
    const cited = clauses.length === 0 ? "" : ` [${clauses.join(", ")}]`;
    return both(
      `${en}${label === undefined ? "" : ` (${label.en})`}${cited}`,
      `${zh}${label === undefined ? "" : `(${label.zh})`}${cited}`,
    );
  }

  /** The keys that groups are formed by. */
  list(keys: readonly Key[]): Text | undefined {
    return keys.length === 0 ? undefined : joined(keys.map((key) => dispatch(this.keys, key)));
  }

  private mapped({ name, value }: MapStep): Text {
    const limit = value.operands[1];
    if (limit !== undefined && (name === "cap" || name === "floor"))
      return changes[name](this.write(limit));
    const changed = this.write(value, both("the value", "该值"));
    return name === "round" ? changed : changes.value(changed);
  }

  private written(expression: Expression | undefined): Text {
    return expression === undefined ? nothing : this.write(expression);
  }

  private condition(when: Expression | undefined): Text {
    if (when === undefined) return nothing;
    const { en, zh } = this.write(when);
    return both(`, if ${en}`, spaced`(条件:${zh})`);
  }

  /** Rules by their labels. */
  private ofRules(ids: readonly string[] | undefined): Text | undefined {
    if (ids === undefined) return undefined;
    const labelled = (id: string) => this.rules.find((rule) => rule.id === id)?.label;
    return joined(ids.map((id) => labelled(id) ?? named(nouns.rule, id)));
  }
}

function joined(texts: readonly Text[]): Text {
  return both(texts.map(({ en }) => en).join(", "), texts.map(({ zh }) => zh).join("、"));
}

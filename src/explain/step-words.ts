import type { Expression } from "../expression/tree.ts";
import type { Key, Rule, Step, Window } from "../ruleset/resolved.ts";
import type { CalendarUnit } from "../values/calendar.ts";
import { type ByKind, dispatch } from "../values/kinds.ts";
import { both, named, nouns, spaced } from "../values/phrase.ts";
import type { Text } from "../values/text.ts";

type Kept = Extract<Step, { kind: "keep" }>["keep"];
type Reduction = Extract<Step, { kind: "reduce" }>["reduction"];

const units: { readonly [Unit in CalendarUnit]: Text } = {
  day: both("day", "日"),
  week: both("week", "周"),
  month: both("month", "月"),
  quarter: both("quarter", "季度"),
  "half-year": both("half-year", "半年"),
  year: both("year", "年"),
};

const keeps: { readonly [Keep in Kept]: (count: Text) => Text } = {
  all: () => both("all count", "全部计入"),
  none: () => both("none counts", "不计入"),
  first: () => both("only the first counts", "只计第一次"),
  last: () => both("only the last counts", "只计最后一次"),
  highest: () => both("only the highest counts", "只计最高"),
  lowest: () => both("only the lowest counts", "只计最低"),
  best: ({ en, zh }) => both(`only the best ${en} count`, spaced`只计最好的${zh}项`),
  worst: ({ en, zh }) => both(`only the worst ${en} count`, spaced`只计最差的${zh}项`),
  drop: ({ en, zh }) => both(`all but the worst ${en} count`, spaced`去掉最差的${zh}项`),
  "drop-best": ({ en, zh }) => both(`all but the best ${en} count`, spaced`去掉最好的${zh}项`),
};

const reductions: { readonly [Name in Reduction]: Text } = {
  sum: both("summed up", "合计"),
  count: both("counted", "计数"),
  mean: both("their mean", "取平均"),
  highest: both("the highest", "取最高"),
  lowest: both("the lowest", "取最低"),
  first: both("the first", "取第一次"),
  last: both("the last", "取最后一次"),
};

const windows: ByKind<Window, [], Text> = {
  period: () => both("the period", "考核期"),
  year: () => both("the calendar year that the period lies in", "考核期所在全年"),
  "year-to-date": () => both("from 1 January to the end of the period", "年初至期末"),
  "to-date": () => both("from the beginning to the end of the period", "截至期末"),
  all: () => both("all time", "不限时间"),
  last: ({ count, unit }) =>
    both(
      `the last ${count === 1 ? units[unit].en : `${count} ${units[unit].en}s`} to the end of the period`,
      spaced`截至期末的最近 ${String(count)} 个${units[unit].zh}`,
    ),
};

/** The span of days that a node or a step sees. */
export function windowWords(window: Window): Text {
  return dispatch(windows, window);
}

/** Tells of the parts of accounts what they do. */
export class StepWords {
  constructor(
    private readonly write: (expression: Expression, element?: Text) => Text,
    private readonly rules: readonly Rule[],
  ) {}

  private readonly keys: ByKind<Key, [], Text> = {
    calendar: ({ unit }) => units[unit],
    item: () => both("item", "信息"),
    event: () => both("event", "事件"),
    rule: () => both("rule", "规则"),
    expression: ({ expression }) => this.write(expression),
    own: ({ name }) => both(`"${name}"`, `“${name}”`),
  };

  private readonly kinds: ByKind<Step, [], Text> = {
    keep: (step) => {
      const { en, zh } = keeps[step.keep](this.written(step.count));
      const [of, per] = [this.ofRules(step.of), this.list(step.per)];
      const within = step.within === undefined ? undefined : windowWords(step.within);
      return both(
        `${of === undefined ? "" : `of ${of.en} `}${en}${per === undefined ? "" : ` for each ${per.en}`}${within === undefined ? "" : `, within ${within.en}`}${this.condition(step.when).en}`,
        `${of === undefined ? "" : `${of.zh}中`}${per === undefined ? "" : spaced`按${per.zh}`}${zh}${within === undefined ? "" : `,限${within.zh}`}${this.condition(step.when).zh}`,
      );
    },
    reduce: (step) => {
      const { en, zh } = reductions[step.reduction];
      const per = this.list(step.per ?? []);
      const none = step.none === undefined ? undefined : this.write(step.none);
      return both(
        `${en}${per === undefined ? "" : ` for each ${per.en}`}${none === undefined ? "" : `, ${none.en} where there are none`}`,
        `${per === undefined ? "" : spaced`按${per.zh}`}${zh}${none === undefined ? "" : spaced`,没有时为${none.zh}`}`,
      );
    },
    map: (step) => {
      const { en, zh } = this.mapped(step.name, step.value);
      const when = this.condition(step.when);
      return both(`${en}${when.en}`, `${zh}${when.zh}`);
    },
  };

  /** What a step does, its own label, and the clauses that it rests on. */
  step(step: Step): Text {
    const { en, zh } = dispatch(this.kinds, step);
    const { label, clauses } = step;
    const cited = clauses.length === 0 ? "" : ` [${clauses.join(", ")}]`;
    return both(
      `${en}${label === undefined ? "" : ` (${label.en})`}${cited}`,
      `${zh}${label === undefined ? "" : `(${label.zh})`}${cited}`,
    );
  }

  /** What there is a value for each of. */
  list(keys: readonly Key[]): Text | undefined {
    const texts = keys.map((key) => dispatch(this.keys, key));
    if (texts.length === 0) return undefined;
    return both(texts.map(({ en }) => en).join(", "), texts.map(({ zh }) => zh).join("、"));
  }

  private mapped(name: Extract<Step, { kind: "map" }>["name"], value: Expression): Text {
    const limit = value.operands[1];
    if (limit !== undefined && (name === "cap" || name === "floor")) {
      const { en, zh } = this.write(limit);
      return name === "cap"
        ? both(`at most ${en}`, spaced`不超过${zh}`)
        : both(`at least ${en}`, spaced`不低于${zh}`);
    }
    const { en, zh } = this.write(value, both("the value", "该值"));
    return name === "round" ? both(en, zh) : both(`becomes ${en}`, spaced`折算为${zh}`);
  }

  private written(expression: Expression | undefined): Text {
    return expression === undefined ? both("", "") : this.write(expression);
  }

  private condition(when: Expression | undefined): Text {
    if (when === undefined) return both("", "");
    const { en, zh } = this.write(when);
    return both(`, if ${en}`, spaced`(条件:${zh})`);
  }

  /** Rules by what they are called. */
  private ofRules(ids: readonly string[] | undefined): Text | undefined {
    if (ids === undefined) return undefined;
    const texts = ids.map((id) => {
      const label = this.rules.find((rule) => rule.id === id)?.label;
      return label ?? named(nouns.rule, id);
    });
    return both(texts.map(({ en }) => en).join(", "), texts.map(({ zh }) => zh).join("、"));
  }
}

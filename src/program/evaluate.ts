import type {
  Cohort,
  CohortReduction,
  Expression,
  Field,
  NodeRead,
  PeriodField,
  Quantifier,
  TableRead,
  Tied,
} from "../expression/tree.ts";
import type { Arithmetic, Exact } from "../values/exact.ts";
import { invariant } from "../values/issue.ts";
import { rootOf } from "../values/powers.ts";
import { rounded } from "../values/rounding.ts";
import { sumOf } from "../values/sum.ts";
import { constant } from "./constant.ts";
import { type Evaluate, type Frame, noTime, nothing } from "./frame.ts";
import { rangeReader } from "./range.ts";
import { rateReader } from "./rates.ts";
import { shiftReader } from "./shift.ts";
import type { Compile, Slots } from "./slots.ts";
import { lookupOf } from "./table.ts";
import {
  absent,
  agrees,
  denominatorTooLong,
  isMissing,
  type KeyValue,
  keyText,
  type Missing,
  outOfBounds,
  pending,
  stronger,
  type Value,
} from "./value.ts";

export const readLiteral: Compile<"literal"> = (expression, _operands, { arithmetic }) => {
  const value = constant(expression, arithmetic);
  return () => value;
};

export const readField: Compile<"field"> = (expression, _operands, slots) =>
  fieldReader(expression, slots);

export const readLink: Compile<"link"> = (expression, _operands, slots) => {
  const slot = slots.links.get(expression.link) ?? 0;
  const { arithmetic } = slots;
  if (expression.type.kind === "number")
    return (frame) => arithmetic.integer(frame.events.links[slot]?.[frame.row] ?? 0);
  return (frame) => ((frame.events.links[slot]?.[frame.row] ?? -1) < 0 ? absent : true);
};

export const readSubjectField: Compile<"subject-field"> = (expression, [of = nothing], slots) =>
  subjectReader(expression.name, of, slots);

export const readOwner: Compile<"owner"> = () => (frame) => frame.owner;

export const readReader: Compile<"reader"> = () => (frame) => frame.reader;

export const readSingle: Compile<"single"> =
  ({ subject }) =>
  (frame) =>
    frame.subjects.single(subject);

export const readEntry: Compile<"entry"> = ({ name }, _operands, { rules, arithmetic }) => {
  const readers: Record<typeof name, Evaluate> = {
    amount: (frame) => frame.entries.amounts[frame.entry] ?? absent,
    day: (frame) => frame.entries.days[frame.entry] ?? absent,
    rule: (frame) => rules[frame.entries.rules[frame.entry] ?? -1] ?? absent,
    subject: (frame) => frame.entries.owners[frame.entry] ?? absent,
    position: (frame) => {
      const position = frame.entries.positions[frame.entry] ?? 0;
      return position === 0 ? absent : arithmetic.integer(position);
    },
  };
  return readers[name];
};

export const readEach: Compile<"each"> = ({ name }, _operands, { arithmetic }) => {
  const readers: Record<typeof name, Evaluate> = {
    value: (frame) => frame.list?.items[frame.at] ?? absent,
    position: (frame) => (frame.list === undefined ? absent : arithmetic.integer(frame.at + 1)),
    count: (frame) =>
      frame.list === undefined ? absent : arithmetic.integer(frame.list.items.length),
  };
  return readers[name];
};

export const readKey: Compile<"key"> =
  ({ name }) =>
  (frame) =>
    frame.key.parts.get(name) ?? absent;

export const readValue: Compile<"value"> = () => (frame) => frame.value;

export const readState: Compile<"state"> =
  ({ name }) =>
  (frame) =>
    frame.state.get(name) ?? absent;

export const readPeriod: Compile<"period"> = (expression, _operands, { arithmetic }) =>
  periodReader(expression.name, arithmetic);

export const readParameter: Compile<"parameter"> = ({ name }, _operands, slots) => {
  const slot = slots.parameters.get(name) ?? -1;
  return (frame) => frame.parameters[slot] ?? absent;
};

export const readTable: Compile<"table"> = (expression, operands, slots) =>
  tableReader(expression, operands, slots);

export const readRates: Compile<"rates"> = (expression, operands, { tables, arithmetic }) =>
  rateReader(expression, operands, tables, arithmetic);

export const evaluateCall: Compile<"call"> = ({ name }, operands, { functions }) => {
  const call = functions.get(name);
  invariant(call !== undefined, "the code of every function was asked for");
  return call(operands);
};

export const readNode: Compile<"node"> = (expression, operands, slots) =>
  nodeReader(expression, operands, slots);

export const readCohort: Compile<"cohort"> = (expression, operands, slots) =>
  cohortReader(expression, operands, slots);

export const readQuantifier: Compile<"quantifier"> = (expression, operands, slots) =>
  quantifierReader(expression, operands, slots);

export const readTied: Compile<"tied"> = (expression, _operands, slots) =>
  tiedReader(expression, slots);

export const evaluateRound: Compile<"round"> =
  ({ places, mode }, [operand = nothing], { arithmetic }) =>
  (frame) => {
    const value = operand(frame);
    return isMissing(value) ? value : rounded(arithmetic, value as Exact, places, mode);
  };

export const evaluateRoot: Compile<"root"> =
  ({ degree, places, mode }, [operand = nothing], { arithmetic }) =>
  (frame) => {
    const value = operand(frame);
    if (isMissing(value)) return value;
    return rootOf(arithmetic, value as Exact, degree, places, mode) ?? outOfBounds;
  };

export const evaluateShift: Compile<"shift"> = (expression, operands, { arithmetic }) =>
  shiftReader(expression, operands, arithmetic);

export const readRange: Compile<"range"> = (expression, operands, { arithmetic }) =>
  rangeReader(expression, operands, arithmetic);

export const evaluateOperation: Compile<"operation"> = (expression, operands, slots) => {
  const make = slots.means.operators[expression.operator];
  invariant(make !== undefined, `the means are there for ${expression.operator}`);
  return make(operands, slots.arithmetic, expression);
};

/** How each kind of expression is evaluated; a kind that is not here does not compile. */
export const kinds: { readonly [Kind in Expression["kind"]]: Compile<Kind> } = {
  literal: readLiteral,
  field: readField,
  link: readLink,
  "subject-field": readSubjectField,
  owner: readOwner,
  reader: readReader,
  single: readSingle,
  entry: readEntry,
  each: readEach,
  key: readKey,
  value: readValue,
  state: readState,
  period: readPeriod,
  parameter: readParameter,
  table: readTable,
  rates: readRates,
  call: evaluateCall,
  node: readNode,
  cohort: readCohort,
  quantifier: readQuantifier,
  tied: readTied,
  round: evaluateRound,
  root: evaluateRoot,
  shift: evaluateShift,
  range: readRange,
  operation: evaluateOperation,
};

function fieldReader({ name, link, ofClock }: Field, slots: Slots): Evaluate {
  const linkSlot = link === undefined ? -1 : (slots.links.get(link) ?? 0);
  const rowOf = (frame: Frame): number =>
    linkSlot < 0 ? frame.row : (frame.events.links[linkSlot]?.[frame.row] ?? -1);
  const builtIn: Readonly<Record<string, (frame: Frame, row: number) => Value | undefined>> = {
    id: (frame, row) => frame.events.ids.at(row),
    type: (frame, row) => slots.eventTypes[frame.events.types[row] ?? -1],
    at: (frame, row) => frame.events.days[row],
    subject: (frame, row) => frame.events.subjects[row],
  };
  if (ofClock === true) {
    return (frame) => {
      const time = frame.events.timeOf(rowOf(frame));
      return time === noTime ? absent : slots.arithmetic.integer(time);
    };
  }
  if (Object.hasOwn(builtIn, name)) {
    const read = builtIn[name];
    return (frame) => read?.(frame, rowOf(frame)) ?? absent;
  }
  const slot = slots.attributes.get(name) ?? -1;
  if (linkSlot >= 0) return (frame) => frame.events.attributes[slot]?.of(rowOf(frame)) ?? absent;
  return (frame) => frame.events.attributes[slot]?.of(frame.row) ?? absent;
}

function subjectReader(name: string, of: Evaluate, slots: Slots): Evaluate {
  const slot = slots.subjectAttributes.get(name) ?? -1;
  return (frame) => {
    const subject = of(frame);
    if (isMissing(subject)) return subject;
    const read = name === "id" ? frame.subjects.ids : frame.subjects.attributes[slot];
    return read?.[subject as number] ?? absent;
  };
}

function periodReader(name: PeriodField["name"], arithmetic: Arithmetic): Evaluate {
  if (name === "year") return (frame) => arithmetic.integer(frame.period.year);
  return (frame) => frame.period[name];
}

function tableReader(expression: TableRead, operands: readonly Evaluate[], slots: Slots): Evaluate {
  const table = slots.tables.get(expression.name);
  invariant(table !== undefined, `table "${expression.name}" was checked`);
  const find = lookupOf(table, slots.arithmetic);
  return (frame) => {
    let missing: Missing | undefined;
    const keys: Value[] = [];
    for (const operand of operands) {
      const key = operand(frame);
      if (isMissing(key)) missing = missing === undefined ? key : stronger(missing, key);
      keys.push(key);
    }
    if (missing !== undefined) return missing;
    return find(keys)?.value(frame) ?? absent;
  };
}

function nodeReader(expression: NodeRead, operands: readonly Evaluate[], slots: Slots): Evaluate {
  const node = slots.nodes.get(expression.node);
  invariant(node !== undefined, `${expression.node} was checked`);
  const { index, keys } = node;
  const other = expression.ofOther ? operands[0] : undefined;
  const stated = new Map(
    expression.at.map((name, at) => [name, operands[at + (expression.ofOther ? 1 : 0)] ?? nothing]),
  );
  const keyOf = (frame: Frame): string => {
    if (keys.length === 0) return "";
    return keyText(
      keys.map((name) => stated.get(name)?.(frame) ?? frame.key.parts.get(name) ?? absent),
    );
  };
  const { state, ties } = expression;
  const read = (frame: Frame, owner: number): Value => {
    if (expression.latest)
      return frame.nodes.latest(index, owner, knownParts(frame, keys, stated), state);
    return state === undefined
      ? frame.nodes.read(index, owner, keyOf(frame), ties, expression.asked)
      : frame.nodes.state(index, owner, keyOf(frame), state);
  };
  return (frame) => {
    const owner = other === undefined ? frame.owner : other(frame);
    if (typeof owner !== "number") return isMissing(owner as Value) ? owner : absent;
    return read(frame, owner);
  };
}

/** The parts of a key, stated or taken from the reader's own key. */
function knownParts(
  frame: Frame,
  keys: readonly string[],
  stated: ReadonlyMap<string, Evaluate>,
): Map<string, Value> {
  const parts = new Map<string, Value>();
  for (const name of keys) {
    const part = stated.get(name)?.(frame) ?? frame.key.parts.get(name);
    if (part !== undefined) parts.set(name, part);
  }
  return parts;
}

/** One value from those of several subjects; of no values only a sum and a count exist. */
function combined(
  reduction: CohortReduction,
  values: readonly Exact[],
  arithmetic: Arithmetic,
): Value {
  const sum = (): Exact | undefined => sumOf(values, arithmetic);
  const mean = (total: Exact | undefined): Value =>
    total === undefined
      ? denominatorTooLong
      : (arithmetic.divide(total, arithmetic.integer(values.length)) ?? absent);
  const [first] = values;
  const pick = (sign: number): Value =>
    first === undefined
      ? absent
      : values.reduce((a, b) => (arithmetic.compare(b, a) * sign > 0 ? b : a), first);
  const reductions: Record<CohortReduction, () => Value> = {
    count: () => arithmetic.integer(values.length),
    sum: () => sum() ?? denominatorTooLong,
    mean: () => mean(sum()),
    highest: () => pick(1),
    lowest: () => pick(-1),
  };
  return reductions[reduction]();
}

/** The values of a keyed node at the keys of the subjects tied with the owner. */
function tiedReader(expression: Tied, slots: Slots): Evaluate {
  const node = slots.nodes.get(expression.node);
  invariant(node !== undefined, `${expression.node} was checked`);
  return (frame) => {
    const values: Exact[] = [];
    for (const one of frame.nodes.keysOf(node.index, frame.owner)) {
      const other = one.key.parts.get(expression.key);
      if (other === frame.owner || !frame.tied.has(other as number)) continue;
      if (!agrees(frame.key, one.key)) continue;
      if (!isMissing(one.value)) values.push(one.value as Exact);
      else if (one.value.state === "unavailable") return one.value;
    }
    return combined(expression.reduction, values, slots.arithmetic);
  };
}

function cohortReader(expression: Cohort, operands: readonly Evaluate[], slots: Slots): Evaluate {
  const [where = nothing, of = nothing] = operands;
  const { arithmetic } = slots;
  return (frame) =>
    frame.nodes.cohort(expression, frame.owner, frame.key, (members) => {
      const { owner, reader, steps } = frame;
      // Computed once for all readers, so ranges inside count their steps separately.
      frame.steps = 0;
      frame.reader = owner;
      const values: Exact[] = [];
      let unavailable: Missing | undefined;
      for (const member of members) {
        frame.owner = member;
        const chosen = where(frame);
        if (isMissing(chosen) && chosen.state === "unavailable") unavailable = chosen;
        if (chosen !== true) continue;
        const value = of(frame);
        if (!isMissing(value)) values.push(value as Exact);
        else if (value.state === "unavailable") unavailable = value;
      }
      frame.owner = owner;
      frame.steps = steps;
      frame.reader = reader;
      return unavailable ?? combined(expression.reduction, values, arithmetic);
    });
}

/** all, some and none over keys: keys that are not over are pending, unless another key already decides. */
function quantifierReader(
  expression: Quantifier,
  operands: readonly Evaluate[],
  slots: Slots,
): Evaluate {
  const node = slots.nodes.get(expression.node);
  invariant(node !== undefined, `${expression.node} was checked`);
  const [condition = nothing] = operands;
  const deciding = expression.quantifier !== "all";
  const outcome = { all: [false, true], some: [true, false], none: [false, true] } as const;
  const [decided, otherwise] = outcome[expression.quantifier];
  return (frame) => {
    const { key, value } = frame;
    let missing: Missing | undefined;
    let result: Value | undefined;
    for (const one of frame.nodes.keysOf(node.index, frame.owner)) {
      if (!agrees(key, one.key)) continue;
      const holds = one.over ? at(frame, one.key, one.value, condition) : pending;
      if (holds === deciding) result = decided;
      else if (isMissing(holds) && holds.state !== "absent")
        missing = missing === undefined ? holds : stronger(missing, holds);
    }
    frame.key = key;
    frame.value = value;
    return result ?? missing ?? otherwise;
  };
}

function at(frame: Frame, key: KeyValue, value: Value, condition: Evaluate): Value {
  frame.key = key;
  frame.value = value;
  return condition(frame);
}

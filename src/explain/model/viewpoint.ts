import type { World } from "../../engine/world.ts";
import type { Expression, Operation, Range } from "../../expression/tree.ts";
import type { Evaluate, Frame } from "../../program/frame.ts";
import { everything } from "../../program/means.ts";
import { rangeSteps } from "../../program/range.ts";
import { compileExpression, type Slots } from "../../program/slots.ts";
import { isMissing, type KeyValue, noKey, type Value, zeroDivisor } from "../../program/value.ts";

/** The current place of an explanation in a run; evaluates expressions there. */
export class Viewpoint {
  readonly frame: Frame;
  private readonly ready = new Map<Expression, Evaluate>();
  /** Divisions without their fallbacks. */
  private readonly plain = new Map<Expression, Expression>();
  /** With means for every expression: a ruleset that was compiled ahead has those for results alone. */
  private readonly slots: Slots;

  constructor(readonly world: World) {
    this.frame = world.frame();
    this.slots = { ...world.program.slots, means: everything };
  }

  /** Moves to a subject and a key. */
  at(owner: number, key: KeyValue): void {
    const { frame } = this;
    frame.owner = owner;
    frame.key = key;
    frame.row = -1;
    frame.entry = -1;
    frame.list = undefined;
  }

  /** Moves to a subject among those tied with it. */
  among(tied: Iterable<number>): void {
    this.frame.tied = new Set(tied);
  }

  /** Moves to the event, or the entry, from which a rule made an entry. */
  atEntry(entry: number): void {
    const { entries, program } = this.world;
    this.at(entries.owners[entry] ?? -1, noKey);
    entries.enter(entry, program, this.frame);
  }

  evaluate(expression: Expression): Value {
    let ready = this.ready.get(expression);
    if (ready === undefined) {
      ready = compileExpression(expression, this.slots);
      this.ready.set(expression, ready);
    }
    return ready(this.frame);
  }

  holds(condition: Expression): boolean {
    return this.evaluate(condition) === true;
  }

  /**
   * Goes through the numbers or days of a range that count, with the viewpoint at each: sees the condition and the
   * value, so far as they are wanted.
   */
  eachOf(
    range: Range,
    isWanted: (inner: Expression) => boolean,
    see: (inner: Expression) => void,
  ): void {
    const wanted = range.operands.slice(2).filter(isWanted);
    if (wanted.length === 0) return;
    const ready = (operand: Expression): Evaluate => compileExpression(operand, this.slots);
    const steps = rangeSteps(range, ready, this.world.program.arithmetic);
    steps(this.frame, () => {
      for (const inner of wanted) see(inner);
    });
  }

  /** The operands that an expression came to its value by: of what chooses, the choice and what led to it. */
  taken(expression: Expression): readonly Expression[] {
    const { operands } = expression;
    if (expression.kind !== "operation") return operands;
    if (expression.operator === "else") {
      const [first, fallback] = operands;
      if (first === undefined || fallback === undefined) return operands;
      const value = this.evaluate(first);
      return isMissing(value) && value.state !== "unavailable" ? [fallback] : [first];
    }
    if (expression.operator === "/" || expression.operator === "%")
      return this.isUndivided(expression) ? operands : operands.slice(0, 2);
    if (expression.operator !== "if") return operands;
    const { conditions, branch } = this.chosen(operands);
    return branch === undefined ? conditions : [...conditions, branch];
  }

  /** Of a division with a fallback: is that what it comes to, as a divisor is zero? */
  isUndivided(division: Operation): boolean {
    let plain = this.plain.get(division);
    if (plain === undefined) {
      plain = { ...division, operands: division.operands.slice(0, 2) };
      this.plain.set(division, plain);
    }
    return this.evaluate(plain) === zeroDivisor;
  }

  /** Of an `if`: the conditions that were asked, and the branch that was taken. */
  chosen(operands: readonly Expression[]): {
    readonly conditions: readonly Expression[];
    readonly branch: Expression | undefined;
  } {
    const conditions: Expression[] = [];
    for (let at = 0; at + 1 < operands.length; at += 2) {
      const condition = operands[at];
      if (condition === undefined) break;
      conditions.push(condition);
      const value = this.evaluate(condition);
      if (value === true) return { conditions, branch: operands[at + 1] };
      if (isMissing(value)) return { conditions, branch: undefined };
    }
    return { conditions, branch: operands.at(-1) };
  }
}

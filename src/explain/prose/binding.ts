/**
 * How tightly a written expression holds together, from the loosest to the tightest. This is the one table of
 * precedence: a part is bracketed where its place asks for more than it has.
 */
export const bonds = {
  /** A if C, else B; A, or B where there is none */
  choice: 0,
  /** the smallest of A, B and C; A is one of B and C */
  list: 1,
  /** A, at most 3; A, rounded down to a whole number */
  remark: 2,
  or: 3,
  and: 4,
  /** A < B; there is a value for A; A in every month */
  comparison: 5,
  /** A label with a value below zero: A -3 */
  signed: 6,
  /** A moved by 3 days; A modulo B */
  moved: 7,
  /** the days from A to B; A to the power B; 5 for A */
  phrase: 8,
  sum: 9,
  product: 10,
  atom: 11,
} as const;

export type Bond = (typeof bonds)[keyof typeof bonds];

/** A written part. */
export interface Piece {
  readonly text: string;
  readonly bond: Bond;
  /** The text in brackets, where they do not go around all of it. */
  readonly bracketed?: string;
}

export function piece(text: string, bond: Bond = bonds.atom): Piece {
  return { text, bond };
}

/** A part in a place that asks for a bond; behind a sign of arithmetic none begins with a minus. */
export function placed({ text, bond, bracketed }: Piece, least: Bond, isBehind = false): string {
  const isClosed = bond >= least && !(isBehind && text.startsWith("-"));
  return isClosed ? text : (bracketed ?? `(${text})`);
}

/** An operator between its operands: what it is, and what it asks of the first and of those behind it. */
interface Infix {
  readonly sign: string;
  readonly bond: Bond;
  readonly first: Bond;
  readonly rest: Bond;
}

const comparison = { bond: bonds.comparison, first: bonds.moved, rest: bonds.moved } as const;
const addition = { sign: " + ", bond: bonds.sum, first: bonds.sum, rest: bonds.sum } as const;

/** The operators that signs are written for in any language. */
export const infixes = {
  "==": { sign: " = ", ...comparison },
  "!=": { sign: " ≠ ", ...comparison },
  "<": { sign: " < ", ...comparison },
  "<=": { sign: " ≤ ", ...comparison },
  ">": { sign: " > ", ...comparison },
  ">=": { sign: " ≥ ", ...comparison },
  "+": addition,
  sum: addition,
  "-": { sign: " - ", bond: bonds.sum, first: bonds.sum, rest: bonds.product },
  "*": { sign: " × ", bond: bonds.product, first: bonds.product, rest: bonds.product },
  "/": { sign: " ÷ ", bond: bonds.product, first: bonds.product, rest: bonds.atom },
} as const satisfies Readonly<Record<string, Infix>>;

/** The operators that words are written for. */
export const wordInfixes = {
  or: { bond: bonds.or, first: bonds.or, rest: bonds.or },
  and: { bond: bonds.and, first: bonds.and, rest: bonds.and },
  "%": { bond: bonds.moved, first: bonds.atom, rest: bonds.atom },
} as const satisfies Readonly<Record<string, Omit<Infix, "sign">>>;

/** Operands with a sign between them. */
export function joined(operands: readonly Piece[], infix: Infix): Piece {
  const isArithmetic = infix.bond >= bonds.moved && infix.bond !== bonds.phrase;
  const texts = operands.map((operand, at) =>
    placed(operand, at === 0 ? infix.first : infix.rest, at > 0 && isArithmetic),
  );
  return piece(texts.join(infix.sign), infix.bond);
}

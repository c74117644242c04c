/**
 * The precedence of written expressions, from the loosest bond to the tightest. This is the only such table: a part is
 * bracketed if its position requires a tighter bond than it has.
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

/** A part of an expression in words. */
export interface Piece {
  readonly text: string;
  readonly bond: Bond;
  /** The text with its brackets, if they do not enclose all of it. */
  readonly bracketed?: string;
}

export function piece(text: string, bond: Bond = bonds.atom): Piece {
  return { text, bond };
}

/** A part in a position that requires a bond. After an arithmetic sign, a part that begins with a minus is bracketed. */
export function placed({ text, bond, bracketed }: Piece, least: Bond, isBehind = false): string {
  const isClosed = bond >= least && !(isBehind && text.startsWith("-"));
  return isClosed ? text : (bracketed ?? `(${text})`);
}

/** An operator between its operands: its sign, and the bonds that it requires of the first operand and of the rest. */
interface Infix {
  readonly sign: string;
  readonly bond: Bond;
  readonly first: Bond;
  readonly rest: Bond;
}

const comparison = { bond: bonds.comparison, first: bonds.moved, rest: bonds.moved } as const;
const addition = { sign: " + ", bond: bonds.sum, first: bonds.sum, rest: bonds.sum } as const;

/** The operators that are written as signs in every language. */
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

/** The operators that are written as words. */
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

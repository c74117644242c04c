/** Does a cell start with the mark that protects texts which a spreadsheet would run as formulas? */
export function isGuarded(cell: string): boolean {
  return cell.startsWith("'") && /^'[=+\-@\t\r＝＋－＠]/.test(cell);
}

/** The cell without the mark. */
export function withoutGuard(cell: string): string {
  return isGuarded(cell) ? cell.slice(1) : cell;
}

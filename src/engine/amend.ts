import type { RejectionCode } from "../values/notice.ts";
import type { EventStore } from "./store.ts";

/** The outcome of corrections. */
export interface Amendments {
  readonly revised: number;
  readonly retracted: number;
  readonly refused: readonly {
    readonly row: number;
    readonly code: RejectionCode;
    readonly corrects: string;
  }[];
}

/**
 * Decides which events count. An event is withdrawn if a retraction that is not itself withdrawn names it; it
 * counts if it is not withdrawn and no event that is not withdrawn revises it. A correction that makes no sense is
 * rejected, and then treated as if it never came; this repeats until nothing more is rejected.
 * @param subjectId the id of the subject of an event.
 */
export function amend(
  store: EventStore,
  subjectId: (row: number) => string | undefined,
): Amendments {
  if (store.revisions.size === 0 && store.retractions.size === 0)
    return { revised: 0, retracted: 0, refused: [] };
  const corrections = new Corrections(store, subjectId);
  corrections.refuseAll();
  let revised = 0;
  let retracted = 0;
  for (let row = 0; row < store.length; row += 1) {
    if (!store.isInForce(row)) continue;
    if (corrections.isWithdrawn(row)) retracted += 1;
    else if (corrections.isRevised(row)) revised += 1;
    else continue;
    store.takeOut(row);
  }
  return { revised, retracted, refused: corrections.refused };
}

class Corrections {
  readonly refused: { row: number; code: RejectionCode; corrects: string }[] = [];
  private readonly out = new Set<number>();
  /** The corrections in force of each event, those of later rejections among them. */
  private readonly correctors = new Map<number, number[]>();
  private readonly withdrawn = new Set<number>();

  constructor(
    private readonly store: EventStore,
    private readonly subjectId: (row: number) => string | undefined,
  ) {
    for (let row = 0; row < store.length; row += 1)
      if (!store.isInForce(row) && !store.later.has(row)) this.out.add(row);
    for (const row of this.corrections()) {
      const target = store.rows.get(this.correctsOf(row));
      if (target === undefined) continue;
      const rows = this.correctors.get(target);
      if (rows === undefined) this.correctors.set(target, [row]);
      else rows.push(row);
    }
  }

  /**
   * Unknown ids first, then types, subjects, cycles and second revisions. A rejection makes the corrections of what it
   * rejects unknown, and nothing else: so each is looked for once, not anew after each rejection.
   */
  refuseAll(): void {
    this.refuse("correction-unknown", this.unknown());
    this.refuse("correction-type", this.ofOtherTypes());
    this.refuse("correction-subject", this.ofOtherSubjects());
    this.refuse("correction-cycle", this.inCycles());
    this.withdraw();
    this.refuse("correction-second", this.second());
  }

  isWithdrawn(row: number): boolean {
    return this.withdrawn.has(row);
  }

  /** Does a revision that is not withdrawn replace the event? */
  isRevised(row: number): boolean {
    return this.standingRevisions(row).length > 0;
  }

  private standingRevisions(row: number): number[] {
    return (this.correctors.get(row) ?? []).filter(
      (one) => this.isRevision(one) && !this.out.has(one) && !this.withdrawn.has(one),
    );
  }

  private isRevision(row: number): boolean {
    return this.store.revisions.has(row);
  }

  /** The id that a correction names. */
  private correctsOf(row: number): string {
    return this.store.revisions.get(row) ?? this.store.retractions.get(row) ?? "";
  }

  private *corrections(): Iterable<number> {
    for (const rows of [this.store.revisions, this.store.retractions])
      for (const row of rows.keys()) if (this.isInForce(row)) yield row;
  }

  /** A correction after the as-of day corrects nothing yet. */
  private isInForce(row: number): boolean {
    return !this.out.has(row) && !this.store.later.has(row);
  }

  /** The event that a correction names, also one after the as-of day. */
  private targetOf(correction: number): number | undefined {
    const row = this.store.rows.get(this.correctsOf(correction));
    return row === undefined || this.out.has(row) ? undefined : row;
  }

  /** Rejects corrections, and as unknown all that depend on them. */
  private refuse(code: RejectionCode, rows: readonly number[]): void {
    for (const row of rows) this.takeOut(row, code);
    const taken = [...rows];
    for (let row = taken.pop(); row !== undefined; row = taken.pop()) {
      for (const dependent of this.correctors.get(row) ?? []) {
        if (this.out.has(dependent)) continue;
        this.takeOut(dependent, "correction-unknown");
        taken.push(dependent);
      }
    }
  }

  private takeOut(row: number, code: RejectionCode): void {
    this.out.add(row);
    this.store.takeOut(row);
    this.refused.push({ row, code, corrects: this.correctsOf(row) });
  }

  private unknown(): number[] {
    return [...this.corrections()].filter((row) => this.targetOf(row) === undefined);
  }

  private ofOtherTypes(): number[] {
    const { types } = this.store;
    return [...this.corrections()].filter((row) => {
      const target = this.isRevision(row) ? this.targetOf(row) : undefined;
      return target !== undefined && types[target] !== types[row];
    });
  }

  /** A retraction that names a subject must agree with the event that is finally removed. */
  private ofOtherSubjects(): number[] {
    const ends = new Map<number, number | undefined>();
    return [...this.corrections()].filter((row) => {
      const named = this.store.concerns.get(row);
      if (named === undefined || this.isRevision(row)) return false;
      const removed = this.endOf(row, ends);
      return removed !== undefined && this.subjectId(removed) !== named;
    });
  }

  /**
   * The event to which a chain of retractions leads; undefined for a cycle: those are rejected separately.
   * @param ends the ends that are known, to which it adds.
   */
  private endOf(retraction: number, ends: Map<number, number | undefined>): number | undefined {
    const passed: number[] = [];
    let row: number | undefined = retraction;
    while (row !== undefined && this.store.retractions.has(row) && !ends.has(row)) {
      passed.push(row);
      ends.set(row, undefined);
      row = this.targetOf(row);
    }
    const end = row !== undefined && ends.has(row) ? ends.get(row) : row;
    for (const one of passed) ends.set(one, end);
    return end;
  }

  /** All corrections of each cycle: none of them is the first. */
  private inCycles(): number[] {
    const done = new Set<number>();
    const cycles: number[] = [];
    for (const start of this.corrections()) {
      const path = new Set<number>();
      let row: number | undefined = start;
      while (row !== undefined && !done.has(row) && !path.has(row)) {
        path.add(row);
        row = this.isCorrection(row) ? this.targetOf(row) : undefined;
      }
      if (row !== undefined && path.has(row)) {
        const members = [...path];
        for (const member of members.slice(members.indexOf(row))) cycles.push(member);
      }
      for (const seen of path) done.add(seen);
    }
    return cycles;
  }

  /** Is an event a correction in force? */
  private isCorrection(row: number): boolean {
    const { revisions, retractions } = this.store;
    return (revisions.has(row) || retractions.has(row)) && this.isInForce(row);
  }

  /** Follows the chains from the retractions that are not retracted: a withdrawn one withdraws nothing. */
  private withdraw(): void {
    const waiting = new Map<number, number>();
    const retractions = [...this.corrections()].filter((row) => !this.isRevision(row));
    for (const row of retractions) {
      const target = this.targetOf(row);
      if (target !== undefined) waiting.set(target, (waiting.get(target) ?? 0) + 1);
    }
    const decided = retractions.filter((row) => !waiting.has(row));
    for (let row = decided.pop(); row !== undefined; row = decided.pop()) {
      const target = this.targetOf(row);
      if (target === undefined) continue;
      if (!this.withdrawn.has(row)) this.withdrawn.add(target);
      const left = (waiting.get(target) ?? 1) - 1;
      waiting.set(target, left);
      // One after the as-of day withdraws nothing yet, even if what retracts it is withdrawn.
      if (left === 0 && this.isInForce(target) && this.store.retractions.has(target))
        decided.push(target);
    }
  }

  /**
   * Of several revisions of one event that are not withdrawn, all but the first in the order of events. A revision of
   * one of them revises nothing, so the chains are followed down to the first of them only.
   */
  private second(): number[] {
    const second = new Set<number>();
    for (const target of this.correctors.keys()) {
      const standing = this.standingRevisions(target);
      if (standing.length < 2) continue;
      standing.sort((a, b) => this.store.compare(a, b));
      for (const row of standing.slice(1)) second.add(row);
    }
    if (second.size === 0) return [];
    const found: number[] = [];
    const left = [...this.corrections()].filter(
      (row) => !this.isCorrection(this.targetOf(row) ?? -1),
    );
    for (let row = left.pop(); row !== undefined; row = left.pop()) {
      if (second.has(row)) found.push(row);
      else for (const one of this.correctors.get(row) ?? []) if (!this.out.has(one)) left.push(one);
    }
    return found;
  }
}

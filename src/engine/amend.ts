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
    if (store.counts[row] !== true) continue;
    if (corrections.isWithdrawn(row)) retracted += 1;
    else if (corrections.revisionOf(row) !== undefined) revised += 1;
    else continue;
    store.counts[row] = false;
  }
  return { revised, retracted, refused: corrections.refused };
}

class Corrections {
  readonly refused: { row: number; code: RejectionCode; corrects: string }[] = [];
  private readonly out = new Set<number>();
  private retractors = new Map<number, number[]>();
  private revisers = new Map<number, number[]>();
  private withdrawn = new Set<number>();

  constructor(
    private readonly store: EventStore,
    private readonly subjectId: (row: number) => string | undefined,
  ) {
    for (let row = 0; row < store.length; row += 1)
      if (store.counts[row] !== true && !store.later.has(row)) this.out.add(row);
  }

  /** Unknown ids first, then types, subjects, cycles and second revisions; after each rejection from the start. */
  refuseAll(): void {
    const refuse = [
      () => this.refuseUnknown(),
      () => this.refuseTypes(),
      () => this.refuseSubjects(),
      () => this.refuseCycles(),
      () => this.refuseSecond(),
    ];
    for (let at = 0; at < refuse.length; ) {
      const before = this.out.size;
      this.index();
      refuse[at]?.();
      at = before === this.out.size ? at + 1 : 0;
    }
  }

  isWithdrawn(row: number): boolean {
    return this.withdrawn.has(row);
  }

  /** The revision of an event that is not withdrawn. */
  revisionOf(row: number): number | undefined {
    return (this.revisers.get(row) ?? []).find((revision) => !this.isWithdrawn(revision));
  }

  private *corrections(): Iterable<[row: number, corrects: string, retracts: boolean]> {
    for (const [row, corrects] of this.store.revisions)
      if (this.isInForce(row)) yield [row, corrects, false];
    for (const [row, corrects] of this.store.retractions)
      if (this.isInForce(row)) yield [row, corrects, true];
  }

  /** A correction after the as-of day corrects nothing yet. */
  private isInForce(row: number): boolean {
    return !this.out.has(row) && !this.store.later.has(row);
  }

  /** The event of that id that a correction may name, also one after the as-of day. */
  private target(corrects: string): number | undefined {
    const row = this.store.rows.get(corrects);
    return row === undefined || this.out.has(row) ? undefined : row;
  }

  private refuse(row: number, code: RejectionCode, corrects: string): void {
    this.out.add(row);
    this.store.counts[row] = false;
    this.refused.push({ row, code, corrects });
  }

  private refuseUnknown(): void {
    const unknown = [...this.corrections()].filter(
      ([, corrects]) => this.target(corrects) === undefined,
    );
    for (const [row, corrects] of unknown) this.refuse(row, "correction-unknown", corrects);
  }

  private refuseTypes(): void {
    const others = [...this.corrections()].filter(([row, corrects, retracts]) => {
      const target = this.target(corrects);
      return (
        !retracts && target !== undefined && this.store.types[target] !== this.store.types[row]
      );
    });
    for (const [row, corrects] of others) this.refuse(row, "correction-type", corrects);
  }

  /** A retraction that names a subject must agree with the event that is finally removed. */
  private refuseSubjects(): void {
    const others = [...this.corrections()].filter(([row, , retracts]) => {
      const named = retracts ? this.store.concerns.get(row) : undefined;
      return named !== undefined && this.isOfAnother(row, named);
    });
    for (const [row, corrects] of others) this.refuse(row, "correction-subject", corrects);
  }

  private isOfAnother(retraction: number, named: string): boolean {
    const seen = new Set<number>();
    let row: number | undefined = retraction;
    // Cycles are rejected separately.
    while (row !== undefined && !seen.has(row)) {
      seen.add(row);
      const corrects = this.store.retractions.get(row);
      if (corrects === undefined) return this.subjectId(row) !== named;
      row = this.target(corrects);
    }
    return false;
  }

  /** Rejects all corrections of a cycle at once: none of them is the first. */
  private refuseCycles(): void {
    const next = new Map<number, [number, string]>();
    for (const [row, corrects] of this.corrections()) {
      const target = this.target(corrects);
      if (target !== undefined) next.set(row, [target, corrects]);
    }
    const done = new Set<number>();
    const circles: [number, string][] = [];
    for (const start of next.keys()) {
      const path = new Set<number>();
      let row: number | undefined = start;
      while (row !== undefined && !done.has(row) && !path.has(row)) {
        path.add(row);
        row = next.get(row)?.[0];
      }
      if (row !== undefined && path.has(row)) {
        const members = [...path];
        for (const member of members.slice(members.indexOf(row)))
          circles.push([member, next.get(member)?.[1] ?? ""]);
      }
      for (const seen of path) done.add(seen);
    }
    for (const [row, corrects] of circles) this.refuse(row, "correction-cycle", corrects);
  }

  private index(): void {
    this.retractors = new Map();
    this.revisers = new Map();
    for (const [row, corrects, retracts] of this.corrections()) {
      const target = this.target(corrects);
      if (target === undefined) continue;
      const index = retracts ? this.retractors : this.revisers;
      const rows = index.get(target);
      if (rows === undefined) index.set(target, [row]);
      else rows.push(row);
    }
    this.withdraw();
  }

  /** Follows the chains from the retractions that are not retracted: a withdrawn one withdraws nothing. */
  private withdraw(): void {
    this.withdrawn = new Set();
    const waiting = new Map([...this.retractors].map(([row, { length }]) => [row, length]));
    const decided = [...this.corrections()]
      .filter(([row, , retracts]) => retracts && !waiting.has(row))
      .map(([row]) => row);
    for (let row = decided.pop(); row !== undefined; row = decided.pop()) {
      const target = this.target(this.store.retractions.get(row) ?? "");
      if (target === undefined) continue;
      if (!this.withdrawn.has(row)) this.withdrawn.add(target);
      const left = (waiting.get(target) ?? 1) - 1;
      waiting.set(target, left);
      if (left === 0 && this.store.retractions.has(target)) decided.push(target);
    }
  }

  /**
   * Of several revisions of one event that are not withdrawn, the first in the order of events is kept. A revision of
   * a rejected one revises nothing, so those that depend on another second revision wait for the next round.
   */
  private refuseSecond(): void {
    const second = new Map<number, number>();
    for (const [target, revisions] of this.revisers) {
      const standing = revisions.filter((row) => !this.isWithdrawn(row));
      standing.sort((a, b) => this.store.compare(a, b));
      for (const row of standing.slice(1)) second.set(row, target);
    }
    const hangs = (row: number): boolean => {
      for (
        let at = second.get(row);
        at !== undefined;
        at = this.target(this.store.revisions.get(at) ?? "")
      ) {
        if (second.has(at)) return true;
      }
      return false;
    };
    const refused = [...second].filter(([row]) => !hangs(row));
    for (const [row, target] of refused)
      this.refuse(row, "correction-second", this.store.ids[target]!);
  }
}

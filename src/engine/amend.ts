import type { RejectionCode } from "../values/notice.ts";
import type { EventStore } from "./store.ts";

/** What corrections came to. */
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
 * rejected, and then it is as if it never came: so what is refused is found again until nothing more is.
 */
export function amend(store: EventStore): Amendments {
  if (store.revisions.size === 0 && store.retractions.size === 0)
    return { revised: 0, retracted: 0, refused: [] };
  const corrections = new Corrections(store);
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

  constructor(private readonly store: EventStore) {
    for (let row = 0; row < store.length; row += 1)
      if (store.counts[row] !== true) this.out.add(row);
  }

  refuseAll(): void {
    for (let before = -1; before !== this.out.size; ) {
      before = this.out.size;
      this.refuseUnknown();
      this.refuseCycles();
      this.index();
      if (before === this.out.size) this.refuseSecond();
    }
    this.index();
  }

  isWithdrawn(row: number): boolean {
    return (this.retractors.get(row) ?? []).some((retraction) => !this.isWithdrawn(retraction));
  }

  /** The revision of an event that is not withdrawn. */
  revisionOf(row: number): number | undefined {
    return (this.revisers.get(row) ?? []).find((revision) => !this.isWithdrawn(revision));
  }

  private *corrections(): Iterable<[row: number, corrects: string, retracts: boolean]> {
    for (const [row, corrects] of this.store.revisions)
      if (!this.out.has(row)) yield [row, corrects, false];
    for (const [row, corrects] of this.store.retractions)
      if (!this.out.has(row)) yield [row, corrects, true];
  }

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
    // All are judged by what stands now: what one refusal means for another is seen in the next round.
    const judged: [number, RejectionCode, string][] = [];
    for (const [row, corrects, retracts] of this.corrections()) {
      const target = this.target(corrects);
      if (target === undefined) judged.push([row, "correction-unknown", corrects]);
      else if (!retracts && this.store.types[target] !== this.store.types[row]) {
        judged.push([row, "correction-type", corrects]);
      }
    }
    for (const [row, code, corrects] of judged) this.refuse(row, code, corrects);
  }

  /** Refuses all corrections of a circle at once: none of them is the first. */
  private refuseCycles(): void {
    const next = new Map<number, [number, string]>();
    for (const [row, corrects] of this.corrections()) {
      const target = this.target(corrects);
      if (target !== undefined) next.set(row, [target, corrects]);
    }
    const done = new Set<number>();
    const circles: [number, string][] = [];
    for (const start of next.keys()) {
      const path: number[] = [];
      let row: number | undefined = start;
      while (row !== undefined && !done.has(row) && !path.includes(row)) {
        path.push(row);
        row = next.get(row)?.[0];
      }
      if (row !== undefined && path.includes(row)) {
        for (const member of path.slice(path.indexOf(row)))
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
      index.set(target, [...(index.get(target) ?? []), row]);
    }
  }

  /** Of several revisions of one event that are not withdrawn, the first in the order of events stands. */
  private refuseSecond(): void {
    for (const [target, revisions] of this.revisers) {
      const standing = revisions
        .filter((row) => !this.isWithdrawn(row))
        .sort((a, b) => this.store.compare(a, b));
      for (const row of standing.slice(1))
        this.refuse(row, "correction-second", this.store.ids[target]!);
    }
  }
}

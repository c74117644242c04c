import type {
  AccountValue,
  Counts,
  NodeValue,
  OutcomeResult,
  Rejection,
  Result,
  ResultSubject,
  RunningValue,
  Warning,
} from "../document/result.ts";
import type { ProgramNode, ProgramOutcome } from "../program/program.ts";
import { absent, isMissing, type Value } from "../program/value.ts";
import type { Running } from "../ruleset/resolved.ts";
import { dayText } from "../values/day.ts";
import { warningMessage } from "../values/notice.ts";
import { compareNaturally } from "../values/text.ts";
import { digestOf } from "./digest.ts";
import { LedgerView, numberText } from "./ledger.ts";
import type { States } from "./node-values.ts";
import { reachOf } from "./reach.ts";
import { Reasons } from "./reason.ts";
import type { Run } from "./run.ts";
import { notRankedOf, standingsOf } from "./standings.ts";
import { unavailableOf } from "./unavailable.ts";
import { boundedWarnings } from "./unknown.ts";
import { within } from "./windows.ts";
import type { World } from "./world.ts";

/** Writes a run as a result. Large parts are written only on demand. */
export function report(run: Run, ledgerKept: boolean): Result {
  const { world } = run;
  const { resolved } = world.program;
  const { period, asOf, store } = world;
  const ledger = new LedgerView(world, ledgerKept);
  const rejections = inOrder(run.rejections);
  const digest = lazy(() => digestOf(store, world.program, world.subjects));
  const accounts = lazy(() => nodeValues(world, "account", ledger));
  const measures = lazy(() => nodeValues(world, "measure", ledger));
  const runnings = lazy(() => nodeValues(world, "running", ledger));
  const outcomes = lazy(() => outcomesOf(run));
  const subjects = lazy(() => subjectsOf(world));
  const standings = lazy(() => standingsOf(run));
  const notRanked = lazy(() => notRankedOf(run));
  const unavailable = lazy(() => unavailableOf(world, orderedSubjects(world)));
  return {
    format: 1,
    ruleset: { id: resolved.id, hash: resolved.hash, title: resolved.title },
    period: {
      name: period.name,
      first: dayText(period.first),
      last: dayText(period.last),
      over: world.isOver,
    },
    ...(asOf === undefined ? {} : { asOf: dayText(asOf) }),
    ...choicesOf(world),
    ...(resolved.functions.size === 0 ? {} : { functions: [...resolved.functions.keys()] }),
    get digest() {
      return digest();
    },
    counts: countsOf(run, rejections.length),
    get subjects() {
      return subjects();
    },
    get standings() {
      return standings();
    },
    get notRanked() {
      return notRanked();
    },
    get outcomes() {
      return outcomes();
    },
    get measures() {
      return measures();
    },
    get accounts() {
      return accounts();
    },
    get runnings() {
      return runnings();
    },
    ledger,
    rejections,
    warnings: warningsOf(run, outcomes),
    get unavailable() {
      return unavailable();
    },
  };
}

/** The options that were chosen, and the parameters in force. */
function choicesOf({ program }: World): Pick<Result, "interpretations" | "parameters"> {
  const { resolved, arithmetic } = program;
  return {
    interpretations: Object.fromEntries(
      [...resolved.interpretations].map(([id, { chosen }]) => [id, chosen]),
    ),
    parameters: Object.fromEntries(
      [...resolved.parameters.keys()].map((name, slot) => {
        const value = program.parameters[slot];
        return [
          name,
          value === undefined || isMissing(value) ? null : arithmetic.text(value as number),
        ];
      }),
    ),
  };
}

/** The counts of events; those of accepted events are computed on demand. */
function countsOf({ counts, world }: Run, rejected: number): Counts {
  const ignored = counts.duplicates + counts.later + counts.revised + counts.retracted;
  const reach = lazy(() => reachOf(world));
  return {
    ...counts,
    accepted: counts.events - rejected - ignored,
    rejected,
    ignored,
    get scored() {
      return reach().scored;
    },
    get outside() {
      return reach().outside.length;
    },
    get unscored() {
      return [...reach().unscored.values()].reduce((sum, count) => sum + count, 0);
    },
    get unscoredTypes() {
      return Object.fromEntries(reach().unscored);
    },
    get retractions() {
      return reach().retractions;
    },
  };
}

/** A value computed on first use. */
function lazy<Made>(make: () => Made): () => Made {
  let made: { readonly value: Made } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

function inOrder<Notice extends Rejection | Warning>(notices: readonly Notice[]): Notice[] {
  const text = new Map(
    notices.map((notice) => [notice, `${notice.event ?? ""}\n${JSON.stringify(notice)}`]),
  );
  return [...notices].sort((a, b) => compareNaturally(text.get(a) ?? "", text.get(b) ?? ""));
}

/** Indices of subjects in the order in which results name them: by kind as declared, then by id. */
function orderedSubjects(world: World): number[] {
  const { subjects, program } = world;
  const kinds = [...program.resolved.kinds.keys()];
  const { idOrder } = world;
  return [...subjects.of(kinds)].sort(
    (a, b) =>
      kinds.indexOf(subjects.kinds[a]!) - kinds.indexOf(subjects.kinds[b]!) ||
      idOrder[a]! - idOrder[b]!,
  );
}

function subjectsOf(world: World): ResultSubject[] {
  const { subjects } = world;
  return orderedSubjects(world).map((index) => {
    const category = world.subjectValue("category", index);
    const plain = {
      kind: subjects.kinds[index]!,
      id: subjects.ids[index]!,
      name: subjects.names[index]!,
    };
    return isMissing(category) ? plain : { ...plain, category: String(category) };
  });
}

function outcomesOf(run: Run): OutcomeResult[] {
  const { world } = run;
  const reasons = new Reasons(world);
  const placeOf = new Int32Array(world.subjects.ids.length);
  for (const [place, index] of orderedSubjects(world).entries()) placeOf[index] = place;
  const names = world.program.resolved.nodeOrder;
  const place = (index: number): number => names.indexOf(world.program.nodes[index]!.node.name);
  const listed = [...run.conclusions].sort(([a], [b]) => place(a) - place(b));
  return listed.flatMap(([index, conclusions]) => {
    const outcome = world.program.nodes[index] as ProgramOutcome;
    const isTarget = outcome.node.outcome === "target";
    const shown = conclusions.filter(
      ({ state }) =>
        state === "given" ||
        (isTarget && (state === "met" || state === "missed" || state === "pending")),
    );
    const sorted = shown
      .map((conclusion, position) => ({ conclusion, position }))
      .sort(
        (a, b) =>
          placeOf[a.conclusion.owner]! - placeOf[b.conclusion.owner]! || a.position - b.position,
      );
    return sorted.map(({ conclusion }): OutcomeResult => {
      const { node } = outcome;
      const { owner, key, value, provisional } = conclusion;
      const state = conclusion.state as OutcomeResult["state"];
      const name = outcome.keys.length === 0 ? undefined : world.keyName(outcome.keys, key);
      const reason = lazy(() => reasons.of(outcome, conclusion));
      const calendar = outcome.keys.length === 1 && outcome.keys[0]?.key.type.kind === "calendar";
      return {
        id: node.id,
        kind: node.outcome,
        subject: world.subjects.ids[owner]!,
        subjectKind: world.subjects.kinds[owner]!,
        clause: node.clauses[0] ?? "",
        clauses: node.clauses,
        label: node.label,
        state,
        ...(isTarget && state !== "pending" ? { met: state === "met" } : {}),
        ...(value === undefined ? {} : { value: valueText(world, value) }),
        period: calendar && name !== undefined ? name : world.period.name,
        ...(name === undefined ? {} : { key: name }),
        ...(provisional ? { provisional: true as const } : {}),
        get reason() {
          return reason();
        },
      };
    });
  });
}

function valueText(world: World, value: Value): string {
  return typeof value === "string" ? value : numberText(world, value);
}

function nodeValues(
  world: World,
  kind: "account" | "measure" | "running",
  ledger: LedgerView,
): (AccountValue & RunningValue)[] {
  const ids = world.program.resolved.nodeOrder;
  const nodes = world.program.nodes.filter(
    (node) => node.node.kind === kind && node.missing.size === 0,
  );
  nodes.sort((a, b) => ids.indexOf(a.node.name) - ids.indexOf(b.node.name));
  const subjects = orderedSubjects(world);
  return nodes.flatMap((node) => subjects.flatMap((owner) => valuesOf(world, node, owner, ledger)));
}

function valuesOf(
  world: World,
  node: ProgramNode,
  owner: number,
  ledger: LedgerView,
): (AccountValue & RunningValue)[] {
  return [...world.all(node.index, owner)].map(({ key, value, lines, states }) => {
    const plain: NodeValue = {
      id: node.node.id,
      kind: world.subjects.kinds[owner]!,
      subject: world.subjects.ids[owner]!,
      ...(node.keys.length === 0 ? {} : { key: world.keyName(node.keys, key) }),
      ...(isMissing(value) ? { state: value.state } : { value: numberText(world, value) }),
    };
    if (states !== undefined && "isState" in node && !node.isState)
      return { ...plain, states: stateTexts(world, node.node, states) };
    if (lines === undefined || node.node.kind !== "account") return plain;
    const { steps } = node.node;
    return {
      ...plain,
      lines: lines.map(({ step, amount, entries }) => ({
        step,
        clauses: steps[step]?.clauses ?? [],
        amount: numberText(world, amount),
        ...(entries === undefined
          ? {}
          : {
              entries: entries
                .flatMap((entry) => ledger.numberOf(entry) ?? [])
                .sort((a, b) => a - b),
            }),
      })),
    };
  });
}

/** The states of a running as texts; a state without a value is omitted. */
function stateTexts(world: World, { state }: Running, states: States): Record<string, string> {
  return Object.fromEntries(
    state.flatMap(({ name, type }) => {
      const value = states.get(name) ?? absent;
      return isMissing(value) ? [] : [[name, world.partText(type, value)]];
    }),
  );
}

function warningsOf(run: Run, outcomes: () => readonly OutcomeResult[]): Warning[] {
  const { world } = run;
  const warnings = [...run.warnings];
  const warns = world.program.resolved.nodes.some(
    (node) => node.kind === "outcome" && node.outcome === "warning",
  );
  for (const outcome of warns ? outcomes() : []) {
    if (outcome.kind !== "warning") continue;
    warnings.push({
      code: "outcome",
      check: outcome.id,
      subject: outcome.subject,
      clauses: outcome.clauses,
      count: 1,
      message: warningMessage("outcome", { label: outcome.label }),
    });
  }
  if (world.subjects.rosterOpen && world.program.resolved.principal.who === "roster") {
    const { label } = world.program.resolved.principal;
    const message = warningMessage("no-roster", { expected: label });
    warnings.push({ code: "no-roster", count: 1, message });
  }
  const unknown = world.subjects.unknownAttributes;
  warnings.push(
    ...boundedWarnings("unknown-subject-attribute", unknown, undefined, () => ({
      count: 1,
      near: undefined,
    })),
  );
  warnings.push(...withoutAmount(run));
  if (run.counts.events === 0)
    warnings.push({ code: "no-events", count: 1, message: warningMessage("no-events", {}) });
  return inOrder(warnings);
}

/** One warning for each rule that yielded no amount for events of the period. */
function withoutAmount({ world }: Run): Warning[] {
  const { entries, store, program, period } = world;
  const refused = entries.credited?.withoutAmount() ?? [];
  return [...refused].flatMap(([index, all]): Warning[] => {
    const rows = [...new Set(all)].filter((row) => within(store.days[row]!, period));
    const [first] = rows.sort((a, b) => store.compare(a, b));
    const { rule } = program.rules[index]!;
    if (first === undefined) return [];
    const message = warningMessage("no-amount", { label: rule.label });
    return [
      {
        code: "no-amount",
        event: store.ids.at(first)!,
        clauses: rule.clauses,
        count: rows.length,
        message,
      },
    ];
  });
}

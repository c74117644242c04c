import type { NotRankedSubject, OutcomeResult, Result, Standing } from "../document/result.ts";
import type { FactPart } from "../explain/model/explanation.ts";
import { reasonsOf } from "../explain/reasons.ts";
import { partsOf } from "../expression/tree.ts";
import { nodeOfCriterion } from "../ruleset/order.ts";
import type { Ranking, ResolvedRuleset } from "../ruleset/resolved.ts";
import type { Language, Text } from "../values/text.ts";
import { groupsOf } from "./groups.ts";
import { beneath, Names } from "./names.ts";
import type { Cell, Column, NamesLine, Section } from "./report.ts";
import { say, sentences, words } from "./words.ts";

const shownEvents = 5;

/** Writes the parts of a result as sections of a report. */
export class Circular {
  private readonly names: Names;
  private readonly values = new Map<string, string>();
  private readonly reasons: (outcome: OutcomeResult) => readonly FactPart[];

  constructor(
    private readonly ruleset: ResolvedRuleset,
    private readonly result: Result,
    private readonly language: Language,
  ) {
    this.names = new Names(ruleset, result, language);
    this.reasons = reasonsOf(result);
    for (const [kind, list] of [
      ["account", result.accounts],
      ["measure", result.measures],
    ] as const) {
      for (const one of list) {
        const value = one.value ?? this.stateText(one.state);
        this.values.set(`${kind}:${one.id}\n${one.kind}\n${one.subject}\n${one.key ?? ""}`, value);
      }
    }
  }

  private word(text: Text): string {
    return say(text, this.language);
  }

  private stateText(state: string | undefined): string {
    if (state === "pending") return this.word(words.pending);
    return this.word(state === "unavailable" ? words.unavailableState : words.absent);
  }

  /** Title, source, period and what was chosen. */
  head(periodNote: Text | undefined, given: readonly string[]): Section {
    const { ruleset, result } = this;
    const { title, issuer, number, date } = ruleset.source;
    const sourceLine = [`《${title}》`, issuer, number, date]
      .filter((part) => part !== undefined)
      .join(" ");
    const { name, first, last, over } = result.period;
    const remarks = [
      ...(over ? [] : [words.notOver]),
      ...(periodNote === undefined ? [] : [periodNote]),
    ].map((remark) => this.word(remark));
    const span = name === "all" ? "" : ` (${first} – ${last})`;
    const lines = [
      `${this.word(words.source)}: ${sourceLine}`,
      `${this.word(words.period)}: ${name}${span}${remarks.length > 0 ? `; ${remarks.join("; ")}` : ""}`,
      ...(result.asOf === undefined ? [] : [`${this.word(words.asOf)}: ${result.asOf}`]),
      ...(given.length === 0 ? [] : [`${this.word(words.parameters)}: ${given.join(", ")}`]),
      ...this.readings(),
      ...this.functions(),
    ];
    return { title: this.word(ruleset.title), lines };
  }

  /** Functions in code are at least named, since no document shows them. */
  private functions(): string[] {
    const called = this.result.functions ?? [];
    const labels = called.map((name) => {
      const label = this.ruleset.functions.get(name)?.label;
      return label === undefined ? name : this.word(label);
    });
    return labels.length === 0 ? [] : [`${this.word(words.functions)}: ${labels.join(", ")}`];
  }

  private readings(): string[] {
    const chosen = [...this.ruleset.interpretations.values()]
      .filter((one) => one.chosen !== one.default)
      .map((one) => {
        const option = one.options.get(one.chosen);
        return `${one.id} = ${one.chosen}${option === undefined ? "" : ` (${this.word(option)})`}`;
      });
    return chosen.length === 0 ? [] : [`${this.word(words.interpretations)}: ${chosen.join("; ")}`];
  }

  /** One table for each ranking, key and cohort, and below it those who are not in it. */
  standings(wanted?: ReadonlySet<string>): Section[] {
    const { notRanked, standings } = this.result;
    return this.rankings(wanted).flatMap((ranking) => {
      const tables = groupsOf(
        [...standings, ...notRanked].filter((one) => one.ranking === ranking.id),
        (one) => `${one.key ?? ""}\n${one.cohort}`,
      );
      return tables.flatMap((table) => {
        const placed = table.filter((one): one is Standing => "rank" in one);
        const others = table.filter((one): one is NotRankedSubject => !("rank" in one));
        const lines = this.notRankedLines(ranking, others);
        const [first] = placed;
        if (first !== undefined)
          return [
            this.standingsTable(ranking, first, placed),
            ...(lines.length === 0 ? [] : [{ lines }]),
          ];
        return others.slice(0, 1).map((one) => ({ title: this.tableTitle(ranking, one), lines }));
      });
    });
  }

  private rankings(wanted: ReadonlySet<string> | undefined): Ranking[] {
    const { nodes, nodeOrder } = this.ruleset;
    return nodes
      .filter((node): node is Ranking => node.kind === "ranking")
      .filter(({ id }) => wanted === undefined || wanted.has(id))
      .sort((a, b) => nodeOrder.indexOf(a.name) - nodeOrder.indexOf(b.name));
  }

  /** Who has no place, and why: a line for each reason. */
  private notRankedLines(ranking: Ranking, subjects: readonly NotRankedSubject[]): NamesLine[] {
    const why = ({ criterion, state }: NotRankedSubject): Text => {
      if (criterion === undefined) return words.excluded;
      const node = nodeOfCriterion(ranking.by[criterion]);
      const label = node === undefined ? this.word(words.value) : this.names.node(node);
      return sentences.valued(label, this.stateText(state));
    };
    return groupsOf(subjects, (one) => this.word(why(one))).flatMap((alike) => {
      const [first] = alike;
      if (first === undefined) return [];
      const head = this.word(sentences.notRanked(this.word(why(first))));
      return [{ head, names: alike.map(({ name }) => name) }];
    });
  }

  private standingsTable(
    ranking: Ranking,
    first: Standing,
    standings: readonly Standing[],
  ): Section {
    const kind = first.subjectKind;
    const parts = beneath(this.ruleset, ranking);
    const broken = this.tieBreaks(ranking);
    const ofKind = new Map(
      this.result.subjects.filter((one) => one.kind === kind).map((one) => [one.id, one.category]),
    );
    const categories =
      (this.ruleset.kinds.get(kind)?.categories.size ?? 0) > 1 && first.cohort === "all";
    const columns: Column[] = [
      { header: this.word(words.rank), align: "right" },
      { header: this.names.kind(kind) },
      ...(categories ? [{ header: this.word(words.category) }] : []),
      { header: this.scoreLabel(ranking), align: "right" },
      ...parts.map((node): Column => ({ header: this.word(node.label), align: "right" })),
      ...broken.map(({ header }) => ({ header })),
    ];
    const rows = standings.map((one): Cell[] => [
      { number: String(one.rank) },
      one.name,
      ...(categories ? [this.names.category(kind, ofKind.get(one.subject))] : []),
      { number: one.score },
      ...parts.map(
        (node): Cell => ({
          number:
            this.values.get(
              `${node.name}\n${kind}\n${one.subject}\n${node.keys.length === 0 ? "" : one.key}`,
            ) ?? "",
        }),
      ),
      ...broken.map(({ at }) => one.tieBreaks?.[at - 1] ?? ""),
    ]);
    return { title: this.tableTitle(ranking, first), table: { columns, rows } };
  }

  private tableTitle(ranking: Ranking, first: Standing | NotRankedSubject): string {
    const kind = first.subjectKind;
    const cohort =
      first.cohort === "all"
        ? ""
        : ` · ${first.cohort
            .split(/,\s*/)
            .map((part) => this.names.category(kind, part))
            .join(", ")}`;
    const provisional = "provisional" in first ? ` (${this.word(words.provisional)})` : "";
    const key = first.key === undefined ? "" : ` · ${this.names.key(ranking, first.key)}`;
    return `${this.word(ranking.label)}${key}${cohort}${provisional} · ${this.names.clauses(ranking.clauses)}`;
  }

  /** The tie-breaks that no value of its own shows: lists, and what is counted among those who are level. */
  private tieBreaks(ranking: Ranking): { readonly at: number; readonly header: string }[] {
    return ranking.by.flatMap((criterion, at) => {
      if (at === 0) return [];
      if (criterion.kind === "list") return [{ at, header: this.names.node(criterion.node) }];
      const [tied] = partsOf(criterion.value, "tied");
      if (tied === undefined) return [];
      return [{ at, header: `${this.names.node(tied.node)} (${this.word(words.amongLevel)})` }];
    });
  }

  private scoreLabel(ranking: Ranking): string {
    const node = nodeOfCriterion(ranking.by[0]);
    return node === undefined ? this.word(words.value) : this.names.node(node);
  }

  /** One line for each target and subject; months are counted, and those missed are named. */
  targets(wanted?: ReadonlySet<string>): Section[] {
    const groups = groupsOf(
      this.outcomesOf(["target"], wanted),
      ({ id, subjectKind, subject }) => `${id}\n${subjectKind}\n${subject}`,
    );
    const rows = groups.flatMap((outcomes): Cell[][] => {
      const [one] = outcomes;
      if (one === undefined) return [];
      const head = [this.word(one.label), this.names.clauses(one.clauses)];
      return [
        [...head, this.names.subject(one.subjectKind, one.subject), this.targetState(outcomes)],
      ];
    });
    const headers = [words.target, words.clause, words.subject, words.state];
    return this.table(words.targets, headers, rows);
  }

  private targetState(outcomes: readonly OutcomeResult[]): string {
    const [one] = outcomes;
    if (one !== undefined && one.key === undefined) {
      const facts = this.reasons(one).filter(({ comparison }) => comparison !== undefined);
      const detail = this.word(
        sentences.facts(facts.map((fact) => this.names.fact(fact, one.state))),
      );
      return `${this.names.state(one.state)}${detail === "" ? "" : ` · ${detail}`}`;
    }
    const missed = outcomes.filter(({ state }) => state === "missed");
    const pending = outcomes.filter(({ state }) => state === "pending").length;
    const judged = outcomes.length - pending;
    const details = [
      ...(judged > 0 ? [sentences.ofKeys(judged - missed.length, judged)] : []),
      ...(missed.length > 0
        ? [sentences.missedKeys(missed.map((each) => this.missedKey(each)).join(", "))]
        : []),
      ...(pending > 0 ? [sentences.pendingKeys(pending)] : []),
    ].map((detail) => this.word(detail));
    return [
      this.names.state(missed.length > 0 ? "missed" : pending > 0 ? "pending" : "met"),
      ...details,
    ].join(" · ");
  }

  /** The month with what was reached of what was asked. */
  private missedKey({ id, key, reason }: OutcomeResult): string {
    const fact = reason.facts.find(({ holds, against }) => !holds && against !== undefined);
    const text = this.names.key(this.names.nodeOf("outcome", id), key);
    return fact === undefined ? text : `${text} (${fact.value}/${fact.against})`;
  }

  awards(wanted?: ReadonlySet<string>): Section[] {
    return this.given(words.awards, ["award", "grade", "cash"], wanted);
  }

  notices(wanted?: ReadonlySet<string>): Section[] {
    return this.given(words.notices, ["notice", "eligibility", "warning"], wanted);
  }

  private given(
    title: Text,
    kinds: readonly string[],
    wanted: ReadonlySet<string> | undefined,
  ): Section[] {
    const rows = this.outcomesOf(kinds, wanted).map((one): Cell[] => {
      const remark = one.provisional === true ? ` (${this.word(words.provisional)})` : "";
      const node = this.names.nodeOf("outcome", one.id);
      const value = one.value ?? "";
      const shown: Cell =
        one.kind === "cash" && this.names.unit(node) === ""
          ? { number: value }
          : one.kind === "cash"
            ? `${value}${this.names.unit(node)}`
            : this.names.result(node, value);
      return [
        `${this.word(one.label)}${remark}`,
        this.names.clauses(one.clauses),
        this.names.subject(one.subjectKind, one.subject),
        this.names.key(node, one.key),
        shown,
        this.reason(one),
      ];
    });
    const headers = [
      words.outcome,
      words.clause,
      words.subject,
      words.about,
      words.value,
      words.reason,
    ];
    return this.table(title, headers, rows);
  }

  private reason(outcome: OutcomeResult): string {
    const { reason, key, state } = outcome;
    const facts = this.reasons(outcome).map((fact) => this.names.fact(fact, state));
    const events = reason.events.filter((id) => id !== key);
    const named =
      events.length === 0
        ? []
        : [this.word(sentences.events(events.slice(0, shownEvents), events.length > shownEvents))];
    return this.word(sentences.facts([...new Set([...facts, ...named])]));
  }

  private outcomesOf(
    kinds: readonly string[],
    wanted: ReadonlySet<string> | undefined,
  ): readonly OutcomeResult[] {
    return this.result.outcomes.filter(
      ({ id, kind }) => kinds.includes(kind) && (wanted === undefined || wanted.has(id)),
    );
  }

  /** A table of values: each node, subject and key a line. */
  valuesOf(kind: "account" | "measure" | "running", wanted?: ReadonlySet<string>): Section[] {
    const lists = {
      account: this.result.accounts,
      measure: this.result.measures,
      running: this.result.runnings,
    };
    const titles = { account: words.accounts, measure: words.measures, running: words.runnings };
    const rows = lists[kind]
      .filter(({ id }) => wanted === undefined || wanted.has(id))
      .map((one): Cell[] => [
        this.names.node(`${kind}:${one.id}`),
        this.names.subject(one.kind, one.subject),
        this.names.key(this.names.nodeOf(kind, one.id), one.key),
        one.value === undefined ? this.stateText(one.state) : { number: one.value },
      ]);
    return this.table(titles[kind], [words.name, words.subject, words.key, words.value], rows, 3);
  }

  ledger(): Section[] {
    const rows = [...this.result.ledger].map((entry): Cell[] => [
      { number: String(entry.number + 1) },
      entry.day,
      this.names.subject(entry.kind, entry.subject),
      entry.rule,
      entry.clauses.join(", "),
      entry.accounts.map((id) => this.names.node(`account:${id}`)).join(", "),
      { number: entry.amount },
      entry.event,
      entry.item ?? "",
    ]);
    const { number, day, subject, rule, clause, account, points, event, item } = words;
    const headers = [number, day, subject, rule, clause, account, points, event, item];
    return this.table(words.ledger, headers, rows, 6);
  }

  /** Unavailable values, grouped by the same missing parameters. */
  unavailable(): Section[] {
    const groups = new Map<string, { readonly nodes: string[]; readonly ids: readonly string[] }>();
    const lines: string[] = [];
    for (const { node, missing, message } of this.result.unavailable) {
      if (missing.length === 0) lines.push(this.word(message));
      const names = missing
        .map(({ parameter, clauses }) => this.names.parameter(parameter, clauses))
        .join(", ");
      const group = groups.get(names) ?? {
        nodes: [],
        ids: missing.map(({ parameter }) => parameter),
      };
      group.nodes.push(this.names.node(node));
      if (missing.length > 0) groups.set(names, group);
    }
    for (const [names, { nodes, ids }] of groups) {
      lines.push(this.word(sentences.missing(nodes.join(", "), names, ids)));
    }
    return lines.length === 0 ? [] : [{ title: this.word(words.unavailable), lines }];
  }

  /** A table without its empty columns. */
  private table(
    title: Text,
    headers: readonly Text[],
    rows: readonly Cell[][],
    right = -1,
  ): Section[] {
    if (rows.length === 0) return [];
    const columns = headers.map((header, index): Column => {
      const named = { header: this.word(header) };
      return index === right ? { ...named, align: "right" } : named;
    });
    const filled = columns.map((_, index) => rows.some((row) => row[index] !== ""));
    const holds = (_: unknown, index: number): boolean => filled[index] === true;
    const table = { columns: columns.filter(holds), rows: rows.map((row) => row.filter(holds)) };
    return [{ title: this.word(title), table }];
  }
}

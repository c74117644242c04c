import type {
  AccountPart,
  AmountShare,
  ElementShare,
  EntryPart,
  RuleShare,
  StepPart,
} from "../model/explanation.ts";
import type { Citation } from "../model/shown.ts";
import { type Page, shortSeries } from "./page.ts";

const reductions: ReadonlySet<string> = new Set<StepPart["does"]>([
  "sum",
  "count",
  "mean",
  "highest",
  "lowest",
  "first",
  "last",
]);

/** The clauses that an account's own line cites: its own, and those of the steps that reduced its entries to one value. */
export function accountClauses({ clauses, steps }: AccountPart): Citation[] {
  return [
    ...clauses,
    ...steps.filter(({ does }) => reductions.has(does)).flatMap((step) => step.clauses),
  ];
}

/** The reduction whose result is the value of the account without further steps: the account's own line names it. */
function ownReduction({ steps }: AccountPart): StepPart | undefined {
  const last = steps.filter(({ reduced }) => reduced !== undefined).at(-1);
  if (last?.reduced === undefined || last.reduced.groups !== undefined) return undefined;
  const isChanged = steps.some(({ step, amount }) => step > last.step && amount !== undefined);
  return isChanged ? undefined : last;
}

/** Names how the entries became one value, unless they were added up. */
export function reducedText(page: Page, account: AccountPart): string {
  const own = ownReduction(account);
  return own?.reduced === undefined
    ? ""
    : page.words.told.bracketed(page.words.told.reduced(own.does, own.reduced.count));
}

/** The reduction that made the value of an account; empty if its entries were added up. */
export function reductionName(page: Page, { steps }: AccountPart): string {
  const last = steps.filter(({ reduced }) => reduced !== undefined).at(-1);
  return last === undefined ? "" : page.words.told.step(last.does, undefined);
}

/** The lines below several keys of one account: the events of each rule, and what each step changed at which keys. */
export function tellAccounts(page: Page, depth: number, accounts: readonly AccountPart[]): void {
  const { told } = page.words;
  const byRule = new Map<string, RuleShare[]>();
  for (const rule of accounts.flatMap(({ rules }) => rules))
    byRule.set(rule.rule, [...(byRule.get(rule.rule) ?? []), rule]);
  for (const shares of byRule.values()) {
    const [first] = shares;
    const amounts = shares.flatMap((rule) => rule.shares);
    const texts = amounts.flatMap(({ entries }) => entries.map((one) => entryText(page, one)));
    const cites = page.cite(...amounts.map(({ clauses }) => clauses));
    if (first !== undefined)
      page.add(depth, `${told.at(page.in(first.label), page.list(texts))}${cites}`);
  }
  for (const step of accounts[0]?.steps ?? []) tellChanges(page, depth, accounts, step);
}

/** The line on what one step changed at which keys. */
function tellChanges(
  page: Page,
  depth: number,
  accounts: readonly AccountPart[],
  { step, does, label }: StepPart,
): void {
  const { told } = page.words;
  const changed = accounts.flatMap(({ key, unit, adds, steps }, position) => {
    const own = steps.find((one) => one.step === step);
    return own?.amount === undefined || !adds
      ? []
      : [{ key, position, own, amount: page.amount(own.amount, unit) }];
  });
  if (changed.length === 0) return;
  const items = changed.map(({ key, position, own, amount }) => {
    const limit = own.formula === undefined ? "" : told.bracketed(page.in(own.formula.filled));
    return { key, position, text: `${amount}${limit}` };
  });
  const cites = page.cite(
    changed.flatMap(({ own }) => (own.formula?.sources ?? []).flatMap(({ clauses }) => clauses)),
    changed.flatMap(({ own }) => own.clauses),
  );
  const named = told.step(does, label === undefined ? undefined : page.in(label));
  page.add(depth, `${told.is(named, page.runs(items, page.valueAt))}${cites}`);
}

/** The lines below an account: its rules and their entries, then what its steps changed. */
export function tellAccount(page: Page, depth: number, account: AccountPart): void {
  for (const rule of account.rules) tellRule(page, depth, account, rule);
  tellElements(page, depth, account);
  const own = ownReduction(account);
  const lastReduction = account.steps.filter(({ reduced }) => reduced !== undefined).at(-1);
  for (const step of account.steps) {
    if (step.reduced !== undefined && step !== own)
      tellReduction(page, depth, account, step, step.reduced);
    // Unless it is a sum, a reduction's operands do not add up to its result.
    const isTaken = step.step < (lastReduction?.step ?? -1);
    if (hasLine(step)) tellStep(page, depth, account, step, !isTaken);
  }
}

/** The line on a reduction: which it is, and its results. */
function tellReduction(
  page: Page,
  depth: number,
  account: AccountPart,
  step: StepPart,
  { count, total, per, groups }: NonNullable<StepPart["reduced"]>,
): void {
  const { told, states } = page.words;
  const { unit } = account;
  const items = (groups ?? []).map(({ key, ...made }, position) => ({
    key,
    text: page.value({ ...made, ...(unit === undefined ? {} : { unit }) }),
    position,
  }));
  const named =
    groups === undefined
      ? told.reduced(step.does, count)
      : told.reducedEach(step.does, per === undefined ? undefined : page.in(per));
  const label = step.label === undefined ? named : `${page.in(step.label)}${told.bracketed(named)}`;
  const value =
    groups === undefined
      ? page.amount(total ?? states.absent, total === undefined ? undefined : unit)
      : page.runs(items, page.valueAt);
  page.add(depth, `${told.at(label, value)}${page.cite(step.clauses)}`);
}

function hasLine({ amount, dropped, droppedKeys }: StepPart): boolean {
  return amount !== undefined || dropped !== undefined || droppedKeys !== undefined;
}

/** If entries are only counted, their amounts mean nothing. */
function isCounted({ counted }: AccountPart): boolean {
  return counted === true;
}

function tellRule(page: Page, depth: number, account: AccountPart, rule: RuleShare): void {
  const [only] = rule.shares;
  if (only !== undefined && rule.shares.length === 1) {
    tellShare(page, depth, account, page.in(rule.label), only);
    return;
  }
  const total = isCounted(account)
    ? counted(page, account, rule.count)
    : account.adds
      ? sumText(page, account, rule)
      : page.words.told.entries(rule.count);
  page.open(depth, page.words.told.is(page.in(rule.label), total));
  for (const share of rule.shares) {
    tellShare(page, depth + 1, account, undefined, share);
  }
}

function sumText(page: Page, account: AccountPart, { sum }: RuleShare): string {
  return page.amount(sum ?? page.words.states.unavailable, account.unit);
}

function counted(page: Page, account: AccountPart, count: number): string {
  return page.amount(String(count), account.unit);
}

/** The line on entries with the same derivation, under the name of their rule or of the derivation. */
function tellShare(
  page: Page,
  depth: number,
  account: AccountPart,
  label: string | undefined,
  share: AmountShare,
): void {
  page.add(depth, `${shareText(page, account, label, share)}${page.cite(share.clauses)}`);
  tellEntries(page, depth + 1, share.entries);
}

function shareText(
  page: Page,
  account: AccountPart,
  label: string | undefined,
  share: AmountShare,
): string {
  const { told } = page.words;
  const isCount = isCounted(account);
  const way = isCount && label !== undefined ? "" : how(page, share);
  const amounts = isCount ? counted(page, account, share.count) : amountText(page, account, share);
  if (label !== undefined)
    return `${told.is(label, amounts)}${way === "" ? "" : told.bracketed(way)}`;
  if (way === "") return amounts;
  if (isCount || share.formula.plain !== undefined) return told.is(way, amounts);
  const one = page.amount(share.amount ?? page.words.states.unavailable, account.unit);
  const each = told.makes(way, one);
  return share.count === 1 ? each : told.sentence([each, amounts]);
}

/** How an amount came about. For a plain number, only its name: the amount is written beside it. */
function how(page: Page, { formula, amount }: AmountShare): string {
  const filled = page.in(formula.filled);
  if (formula.plain === "literal" || filled === amount) return "";
  if (formula.plain !== "single" || amount === undefined) return filled;
  return filled.endsWith(` ${amount}`) ? filled.slice(0, -amount.length - 1) : filled;
}

function amountText(page: Page, account: AccountPart, share: AmountShare): string {
  const { unit } = account;
  const { told, states } = page.words;
  const amount = page.amount(share.amount ?? states.unavailable, unit);
  if (share.count === 1) return amount;
  const items = share.entries.every(({ item }) => item !== undefined);
  const product = `${told.times(share.count, items)} × ${amount}`;
  return share.sum === undefined || !account.adds
    ? product
    : `${product} = ${page.amount(share.sum, unit)}`;
}

function tellEntries(page: Page, depth: number, entries: readonly EntryPart[]): void {
  const texts = entries.map((entry) => entryText(page, entry));
  if (page.full) for (const text of texts) page.add(depth, text);
  else page.add(depth, page.list(texts));
}

function entryText(page: Page, { day, event, item, origin, dropped }: EntryPart): string {
  const { told } = page.words;
  const plain = told.event(day, event, item);
  const whose = origin === undefined ? plain : told.ofOrigin(plain, page.subject(origin));
  return dropped === undefined ? whose : told.droppedEvent(whose);
}

function tellElements(page: Page, depth: number, { elements, parts }: AccountPart): void {
  const refs = new Set(elements.map(({ ref }) => ref));
  const below = parts.filter((part) => part.kind !== "mention" && refs.has(part.ref));
  // The lines below list a long series with the same values.
  const isToldBelow = !page.full && below.length === elements.length && below.length > shortSeries;
  if (elements.length === 0 || isToldBelow) return;
  const items = elements.map((element, position) => ({
    key: element.key,
    text: element.dropped === undefined ? page.value(element) : droppedText(page, element),
    position,
  }));
  page.add(depth, page.runs(items, page.valueAt));
}

function droppedText(page: Page, element: ElementShare): string {
  return page.words.told.droppedEvent(page.value(element));
}

/** The line on a step that changed something. @param isTold whether it states the amount of the change. */
function tellStep(
  page: Page,
  depth: number,
  account: AccountPart,
  step: StepPart,
  isTold: boolean,
): void {
  const { told } = page.words;
  const limit = step.formula === undefined ? "" : told.bracketed(page.in(step.formula.filled));
  const label = told.step(step.does, step.label === undefined ? undefined : page.in(step.label));
  const dropped =
    step.dropped === undefined || step.dropped.length === 0
      ? []
      : [told.without(page.ids(step.dropped))];
  const keys = (step.droppedKeys ?? []).map(({ text }) => page.in(text));
  const droppedKeys = keys.length === 0 ? [] : [told.without(page.list(keys))];
  const amount =
    step.amount === undefined || !isTold ? [] : [page.amount(step.amount, account.unit)];
  const changes = told.sentence([...amount, ...dropped, ...droppedKeys]);
  const sources = (step.formula?.sources ?? []).flatMap(({ clauses }) => clauses);
  const cites = page.cite(sources, step.clauses);
  page.add(
    depth,
    `${changes === "" ? `${label}${limit}` : told.at(`${label}${limit}`, changes)}${cites}`,
  );
}

/**
 * jifen (计分): turns the text of a regulation into numbers one can defend.
 *
 * A point system is a ruleset, a JSON document; what happened is a stream of events; `score` computes every
 * subject's accounts, measures, ranks and outcomes exactly, and shows for each point the event and the clause.
 */

export { type DiagnoseOptions, diagnoseRuleset } from "./diagnostics/diagnose.ts";
export {
  type Diagnostic,
  type DiagnosticCode,
  type DiagnosticSeverity,
  diagnosticCodes,
  type Observation,
  type Witness,
} from "./diagnostics/diagnostic.ts";
export type { EventRecord, SubjectRecord } from "./document/event.ts";
export type { OutcomeKind } from "./document/nodes.ts";
export type {
  AccountValue,
  Counts,
  Entry,
  Fact,
  Ledger,
  NodeValue,
  NotRankedSubject,
  NumberText,
  OutcomeResult,
  Reason,
  Rejection,
  Result,
  ResultSubject,
  RunningValue,
  Standing,
  StepLine,
  Unavailable,
  Warning,
} from "./document/result.ts";
export {
  type ResultPart,
  type ResultTable,
  resultParts,
  resultTable,
} from "./document/result-table.ts";
export type { RulesetDocument } from "./document/ruleset.ts";
export type {
  Codes,
  Column,
  DictionaryColumn,
  EventTable,
  NumberColumn,
} from "./document/table.ts";
export { type PreparedEvents, type PrepareOptions, prepare } from "./engine/prepare.ts";
export { periodOfDates, type ScoreOptions, score } from "./engine/score.ts";
export type { Difference } from "./examples/compare.ts";
export {
  type ClauseCoverage,
  type ExampleReport,
  type ExamplesReport,
  runExamples,
} from "./examples/examples.ts";
export { comparisonText, whyAbove } from "./explain/above.ts";
export { type ExplainOptions, explain } from "./explain/explain.ts";
export type { Comparison } from "./explain/model/comparison.ts";
export type { Explanation } from "./explain/model/explanation.ts";
export type { TextOptions } from "./explain/prose/page.ts";
export { explanationText } from "./explain/prose/text.ts";
export {
  type ClauseChanges,
  diffRulesets,
  type RulesetChange,
  type RulesetDifference,
} from "./explain/ruleset/difference.ts";
export {
  checkRuleset,
  type LoadedRuleset,
  type LoadOptions,
  loadRuleset,
} from "./program/load.ts";
export { type Bases, extendRuleset } from "./ruleset/extend.ts";
export { eventJsonSchema, formatJsonSchema, type JsonSchema } from "./ruleset/json-schema.ts";
export type { Choices } from "./ruleset/resolve.ts";
export type { ResolvedRuleset } from "./ruleset/resolved.ts";
export type { CodeFunctionBody, CodeValue, Functions } from "./values/code.ts";
export {
  InvariantError,
  type Issue,
  type IssueCode,
  issueCodes,
  RulesetError,
} from "./values/issue.ts";
export {
  type RejectionCode,
  rejectionCodes,
  type WarningCode,
  warningCodes,
} from "./values/notice.ts";
export type { Language, Text } from "./values/text.ts";
export { type UsageCode, UsageError } from "./values/usage.ts";

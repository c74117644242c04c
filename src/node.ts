export { type Encoding, encodingNamed, encodings } from "./node/encoding.ts";
export {
  EventFiles,
  type ReadCounts,
  type ReadEventsOptions,
  readEvents,
} from "./node/events.ts";
export {
  type Note,
  type NoteCode,
  noteCodes,
  type ProblemCode,
  problemCodes,
  ReadError,
  type RefusalCode,
  type RowProblem,
  refusalCodes,
} from "./node/messages.ts";
export { type RulesetFile, RulesetFileError, readRuleset } from "./node/ruleset.ts";
export type { Source } from "./node/source.ts";
export { readSubjects, type SubjectsRead } from "./node/subjects.ts";

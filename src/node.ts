export { type Encoding, encodingNamed, encodings } from "./files/encoding.ts";
export {
  EventFiles,
  type ReadCounts,
  type ReadEventsOptions,
  readEvents,
} from "./files/events.ts";
export {
  FileError,
  type FileErrorCode,
  fileErrorCodes,
  type Note,
  type NoteCode,
  noteCodes,
  type RowRejection,
  type RowRejectionCode,
  rowRejectionCodes,
} from "./files/messages.ts";
export { type RulesetFile, RulesetFileError, readRuleset } from "./files/ruleset.ts";
export type { Source } from "./files/source.ts";
export { readSubjects, type SubjectsRead } from "./files/subjects.ts";

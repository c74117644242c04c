import type { Result } from "../../document/result.ts";
import type { Run } from "../../engine/run.ts";
import { runOf } from "../../engine/score.ts";
import { nouns } from "../../values/phrase.ts";
import { nearest, quote, type Text } from "../../values/text.ts";
import { UsageError } from "../../values/usage.ts";
import { indexOf } from "../model/run-index.ts";

/** The run behind a result. */
export function liveRun(result: Result): Run {
  const run = runOf(result);
  if (run !== undefined) return run;
  throw new UsageError("result-without-run", {
    en: "this result was read from a file or copied, so it has lost the run it came from. Score the events again, and explain the result that score returns",
    zh: "该结果是从文件读入或复制的,已不含计算过程。请用“score”重新计分,再对得到的结果作说明",
  });
}

/** The error for an unknown name, with the name that was probably meant. */
export function unknownName(what: Text, name: string, candidates: Iterable<string>): UsageError {
  const near = nearest(name, candidates);
  return new UsageError("unknown-name", {
    en: `there is no ${what.en} "${quote(name)}"${near === undefined ? "" : `; did you mean "${near}"?`}`,
    zh: `没有名为“${quote(name)}”的${what.zh}${near === undefined ? "" : `;是否为“${near}”?`}`,
  });
}

/** The index of a subject; if several share an id, that of the kind declared first. */
export function subjectOf(run: Run, id: string, kinds: readonly string[]): number {
  const { subjects, program } = run.world;
  for (const kind of kinds) {
    const owner = indexOf(run).ownerOf(kind, id);
    if (owner !== undefined) return owner;
  }
  const known = [...subjects.of(kinds)];
  const named = known.filter((owner) => subjects.names[owner] === id);
  const labels = kinds.map((kind) => program.resolved.kinds.get(kind)?.label);
  const what = {
    en: labels.map((label) => label?.en ?? "").join(" / "),
    zh: labels.map((label) => label?.zh ?? "").join("、"),
  };
  const [only] = named;
  if (only !== undefined) throw byName(what, id, subjects.ids[only] ?? "");
  throw unknownName(
    what,
    id,
    known.flatMap((owner) => [subjects.ids[owner] ?? "", subjects.names[owner] ?? ""]),
  );
}

function byName(what: Text, name: string, id: string): UsageError {
  return new UsageError("unknown-name", {
    en: `"${quote(name)}" is the name of a ${what.en}: give its id, "${quote(id)}"`,
    zh: `“${quote(name)}”是${what.zh}的名称:请用其编号“${quote(id)}”`,
  });
}

/** The requested kinds of subject; by default all, the principal one first. */
export function kindsAsked(run: Run, kind: string | undefined): readonly string[] {
  const { kinds } = run.world.program.resolved;
  if (kind === undefined) return [...kinds.keys()];
  if (kinds.has(kind)) return [kind];
  throw unknownName(nouns.kindOfSubject, kind, kinds.keys());
}

import { existsSync } from "node:fs";
import { dirname, extname, join } from "node:path";
import { readRuleset } from "../files/ruleset.ts";
import { checkRuleset } from "../program/load.ts";
import { type CalendarUnit, calendarUnits } from "../values/calendar.ts";
import { alike, both } from "../values/phrase.ts";
import type { Language, Text } from "../values/text.ts";
import { type Endings, formFor } from "./endings.ts";
import { OutputFiles } from "./files.ts";
import { CommandError, commandMessages } from "./messages.ts";
import { type InitFlags, type Question, questions } from "./questions.ts";
import {
  type Answers,
  type Name,
  periodLabels,
  type StarterFormat,
  starterSamples,
  starterText,
} from "./starter.ts";
import type { Terminal } from "./terminal.ts";
import { say, sentences } from "./words.ts";

/** `jifen init`: writes a ruleset to begin with, and on request events and a roster for it. */
export async function initCommand(
  file: string | undefined,
  flags: InitFlags,
  language: Language,
  terminal: Terminal,
): Promise<number> {
  const name = file !== undefined && extname(file) === "" ? `${file}.jsonc` : file;
  formFor(endings, { usual: "jsonc", path: name });
  const answer = async (key: Question): Promise<string> => {
    const { question, usual } = questions[key];
    const standard = say(usual, language);
    const ask = async (): Promise<string> => {
      if (flags.yes === true || terminal.ask === undefined) return standard;
      return (await terminal.ask(`${say(question, language)} [${standard}]: `)).trim() || standard;
    };
    const given = flags[key]?.trim() ?? (await ask());
    return given === "-" ? "" : given;
  };
  const id = await answer("id");
  const path = name ?? `${id}.jsonc`;
  const answers: Answers = {
    id,
    title: labelOf(await answer("title"), questions.title.usual),
    kind: labelOf(await answer("subject"), questions.subject.usual),
    categories: namesOf(await answer("categories"), questions.categories.usual),
    levels: namesOf(await answer("levels"), questions.levels.usual),
    cap: await answer("cap"),
    places: await answer("places"),
    period: periodOf(await answer("period")),
    schema: schemaFor(path),
    language,
  };
  await write(path, answers, flags, terminal);
  return 0;
}

async function write(
  path: string,
  answers: Answers,
  flags: InitFlags,
  terminal: Terminal,
): Promise<void> {
  const content = starterText(answers, formFor(endings, { usual: "jsonc", path }));
  const { document } = await readRuleset({ name: path, content });
  const [issue] = checkRuleset(document);
  if (issue !== undefined) throw new CommandError(issue.message, issue.hint);
  const samples = flags.samples === true ? starterSamples(answers) : {};
  const files = new Map([[path, content]]);
  for (const [name, sample] of Object.entries(samples))
    files.set(join(dirname(path), name), sample);
  const taken = [...files.keys()].find((one) => existsSync(one));
  if (taken !== undefined && flags.force !== true)
    throw new CommandError(commandMessages.exists(taken));
  const outputs = new OutputFiles([]);
  for (const name of files.keys()) outputs.claim(name);
  outputs.write(files);
  for (const name of files.keys())
    terminal.stdout.write(`${say(sentences.written(name), answers.language)}\n`);
}

/** A name in both languages: the usual one is known in both, any other is the same in both. */
function labelOf(answer: string, usual: Text): Text {
  return answer === usual.en || answer === usual.zh ? usual : alike(answer);
}

/** The names of a list, with ids. */
function namesOf(answer: string, usual: Text): Name[] {
  const { en, zh } = labelOf(answer, usual);
  const [english, chinese] = [listOf(en), listOf(zh)];
  return english.map((name, at) => ({ id: idOf(name), label: both(name, chinese[at] ?? name) }));
}

function listOf(text: string): string[] {
  return text
    .split(/[,,、]/)
    .map((one) => one.trim())
    .filter(Boolean);
}

/** A name as an id: what ids cannot hold becomes a hyphen. */
function idOf(name: string): string {
  return name.replace(/[^\p{L}\p{N}._-]+/gu, "-");
}

const endings: Endings<StarterFormat> = {
  jsonc: [".jsonc"],
  json: [".json"],
  yaml: [".yaml", ".yml"],
};

function periodOf(answer: string): CalendarUnit {
  const unit = calendarUnits.find((one) => one === answer || periodLabels[one].zh === answer);
  if (unit === undefined)
    throw new CommandError(commandMessages.choice("--period", answer, calendarUnits.join(", ")));
  return unit;
}

/** The schema by which an editor explains the file: where the package is installed beside it. */
function schemaFor(path: string): string | undefined {
  const schema = "node_modules/jifen/schema/ruleset.schema.json";
  return existsSync(join(dirname(path), schema)) ? `./${schema}` : undefined;
}

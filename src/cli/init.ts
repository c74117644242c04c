import { existsSync } from "node:fs";
import { dirname, extname, join } from "node:path";
import { readRuleset } from "../files/ruleset.ts";
import { checkRuleset } from "../program/load.ts";
import { type CalendarUnit, calendarUnits } from "../values/calendar.ts";
import { both } from "../values/phrase.ts";
import type { Language, Text } from "../values/text.ts";
import { OutputFiles } from "./files.ts";
import { CommandError, commandMessages } from "./messages.ts";
import { type Answers, type StarterFormat, starterSamples, starterText } from "./starter.ts";
import type { Terminal } from "./terminal.ts";
import { say, sentences } from "./words.ts";

/** The options of `jifen init`, as the user wrote them. */
export interface InitFlags {
  readonly yes?: boolean;
  readonly force?: boolean;
  readonly samples?: boolean;
  readonly id?: string;
  readonly title?: string;
  readonly subject?: string;
  readonly categories?: string;
  readonly levels?: string;
  readonly cap?: string;
  readonly places?: string;
  readonly period?: string;
}

type Question = Exclude<keyof InitFlags, "yes" | "force" | "samples">;

/** What is asked, and what stands where nothing is answered. */
const questions: Readonly<Record<Question, readonly [Text, string]>> = {
  id: [both("Id (small letters, digits, hyphens)", "标识(小写字母、数字、连字符)"), "my-rules"],
  title: [both("Title", "名称"), "My rules"],
  subject: [both("Who is scored", "考核对象的名称"), "unit"],
  categories: [both("Categories, with commas (may be none)", "类别,以逗号分隔(可无)"), ""],
  levels: [
    both("Levels of adoption, the lowest first", "采用级别,由低到高"),
    "district,city,province",
  ],
  cap: [both("Most points for items sent in (- for none)", "报送得分上限(无则填 -)"), "20"],
  places: [both("Places with an award", "表彰名次"), "3"],
  period: [both("Period: year, quarter or month", "考核期:year、quarter 或 month"), "year"],
};

/** The questions, each of which is an option too, with what stands where nothing is answered. */
export const initQuestions: readonly (readonly [key: string, question: Text, usual: string])[] =
  Object.entries(questions).map(([key, [question, usual]]) => [key, question, usual]);

/** `jifen init`: writes a ruleset to begin with, and on request events and a roster for it. */
export async function initCommand(
  file: string | undefined,
  flags: InitFlags,
  language: Language,
  terminal: Terminal,
): Promise<number> {
  const answer = async (key: Question): Promise<string> => {
    const [question, usual] = questions[key];
    const asked = async (): Promise<string> => {
      if (flags.yes === true || terminal.ask === undefined) return usual;
      return (await terminal.ask(`${say(question, language)} [${usual}]: `)).trim() || usual;
    };
    const said = flags[key]?.trim() ?? (await asked());
    return said === "-" ? "" : said;
  };
  const list = (text: string): string[] =>
    text
      .split(/[,,、]/)
      .map((one) => one.trim())
      .filter(Boolean);
  const id = await answer("id");
  const path = file ?? `${id}.jsonc`;
  const answers: Answers = {
    id,
    title: await answer("title"),
    kind: await answer("subject"),
    categories: list(await answer("categories")),
    levels: list(await answer("levels")),
    cap: await answer("cap"),
    places: await answer("places"),
    period: periodOf(await answer("period")),
    schema: schemaFor(path),
  };
  const content = starterText(answers, formats[extname(path)] ?? "jsonc");
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
  for (const name of files.keys()) {
    terminal.stdout.write(`${say(sentences.written(name), language)}\n`);
  }
  return 0;
}

const formats: Readonly<Record<string, StarterFormat>> = {
  ".json": "json",
  ".jsonc": "jsonc",
  ".yaml": "yaml",
  ".yml": "yaml",
};

function periodOf(answer: string): CalendarUnit {
  const unit = calendarUnits.find((one) => one === answer);
  if (unit === undefined)
    throw new CommandError(commandMessages.choice("--period", answer, calendarUnits.join(", ")));
  return unit;
}

/** The schema by which an editor explains the file: where the package is installed beside it. */
function schemaFor(path: string): string | undefined {
  const schema = "node_modules/jifen/schema/ruleset.schema.json";
  return existsSync(join(dirname(path), schema)) ? `./${schema}` : undefined;
}

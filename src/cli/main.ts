import { Command, CommanderError } from "commander";
import type { Language, Text } from "../values/text.ts";
import type { CheckFlags } from "./check.ts";
import type { CompileFlags } from "./compile.ts";
import type { DiffFlags } from "./diff.ts";
import type { ExplainCommandFlags } from "./explain.ts";
import { languageOf } from "./options.ts";
import { type InitFlags, initQuestions } from "./questions.ts";
import type { ExtendFlags } from "./rulesets.ts";
import type { SchemaFlags } from "./schema.ts";
import type { ScoreCommandFlags } from "./score.ts";
import type { Terminal } from "./terminal.ts";
import type { TestFlags } from "./test.ts";
import { say, words } from "./words.ts";

/**
 * Runs one command line, without the program name, and returns the exit code: 0 success, 1 rejected rows, issues
 * or failed examples, 2 wrong usage, 3 an internal error in jifen. A command is imported when it runs, so that help, and
 * every other command, starts without it.
 */
export async function main(args: readonly string[], terminal: Terminal): Promise<number> {
  let language: Language = "en";
  try {
    language = languageOf([], terminal.env);
    language = languageOf(args, terminal.env);
    return await run(args, language, terminal);
  } catch (error) {
    // Help has been shown: asked for, or for want of a command.
    if (error instanceof CommanderError && /help|version/i.test(error.code))
      return error.exitCode === 0 ? 0 : 2;
    const { errorLines } = await import("./errors.ts");
    const { text, code } = errorLines(error, language);
    terminal.stderr.write(`${text}\n`);
    return code;
  }
}

/** What a command needs to know, and where it leaves its exit code. */
interface Setting {
  readonly language: Language;
  readonly terminal: Terminal;
  readonly word: (text: Text) => string;
  code: number;
}

async function run(
  args: readonly string[],
  language: Language,
  terminal: Terminal,
): Promise<number> {
  const setting: Setting = { language, terminal, word: (text) => say(text, language), code: 0 };
  const { word } = setting;
  const program = new Command("jifen")
    .description(word(words.program))
    .helpOption("-h, --help", word(words.optionHelp))
    .helpCommand(false)
    .option("--lang <language>", word(words.optionLang))
    .version(terminal.version, "--version", word(words.optionVersion))
    .addHelpText("after", `\n${word(words.exitCodes)}`)
    .exitOverride()
    .configureHelp({
      styleTitle: (title) => (title in words ? word(words[title as keyof typeof words]) : title),
    })
    .configureOutput({
      writeOut: (text) => void terminal.stdout.write(text),
      writeErr: (text) => void terminal.stderr.write(text),
      // Errors are reported once, in the user's language, where they are caught.
      outputError: () => undefined,
    });
  const command = (name: string, description: Text): Command =>
    program
      .command(name)
      .description(word(description))
      .option("--lang <language>", word(words.optionLang));
  defineRulesetCommands(command, setting);
  defineInitCommand(command, setting);
  defineScoreCommands(command, setting);
  await program.parseAsync(args, { from: "user" });
  return setting.code;
}

type MakeCommand = (name: string, description: Text) => Command;

function defineRulesetCommands(command: MakeCommand, setting: Setting): void {
  const { language, terminal, word } = setting;
  command("rulesets", words.commandRulesets)
    .argument("[ruleset]", word(words.argumentRuleset))
    .option("--allow-outside", word(words.optionAllowOutside))
    .action(async (name: string | undefined, flags: ExtendFlags) => {
      const { rulesetsCommand } = await import("./listing.ts");
      await rulesetsCommand(name, flags, language, terminal);
    });
  command("check", words.commandCheck)
    .argument("<ruleset...>", word(words.argumentRulesets))
    .option("--strict", word(words.optionStrict))
    .option("--functions <file>", word(words.optionFunctions))
    .option("--format <format>", word(words.optionCheckFormat))
    .option("--allow-outside", word(words.optionAllowOutside))
    .action(async (names: string[], flags: CheckFlags) => {
      const { checkCommand } = await import("./check.ts");
      setting.code = await checkCommand(names, flags, language, terminal);
    });
  command("test", words.commandTest)
    .argument("<ruleset...>", word(words.argumentRulesets))
    .option("--verbose", word(words.optionVerbose))
    .option("--watch", word(words.optionWatch))
    .option("--functions <file>", word(words.optionFunctions))
    .option("--allow-outside", word(words.optionAllowOutside))
    .action(async (names: string[], flags: TestFlags) => {
      const { testCommand } = await import("./test.ts");
      setting.code = await testCommand(names, flags, language, terminal);
    });
  command("diff", words.commandDiff)
    .argument("<before>", word(words.argumentRuleset))
    .argument("<after>", word(words.argumentRuleset))
    .option("--format <format>", word(words.optionFormat))
    .option("--output <file>", word(words.optionOutput))
    .option("--allow-outside", word(words.optionAllowOutside))
    .action(async (before: string, after: string, flags: DiffFlags) => {
      const { diffCommand } = await import("./diff.ts");
      setting.code = await diffCommand(before, after, flags, language, terminal);
    });
  choosing(command("compile", words.commandCompile), word)
    .argument("<ruleset>", word(words.argumentRuleset))
    .option("-o, --output <file>", word(words.optionOutput))
    .option("--format <format>", word(words.optionModuleFormat))
    .action(async (name: string, flags: CompileFlags) => {
      const { compileCommand } = await import("./compile.ts");
      await compileCommand(name, flags, terminal);
    });
  command("schema", words.commandSchema)
    .argument("[ruleset]", word(words.argumentRuleset))
    .option("--output <file>", word(words.optionOutput))
    .option("--allow-outside", word(words.optionAllowOutside))
    .action(async (name: string | undefined, flags: SchemaFlags) => {
      const { schemaCommand } = await import("./schema.ts");
      await schemaCommand(name, flags, terminal);
    });
}

function defineInitCommand(make: MakeCommand, setting: Setting): void {
  const { language, terminal, word } = setting;
  const command = make("init", words.commandInit)
    .argument("[file]", word(words.argumentInit))
    .option("--yes", word(words.optionYes))
    .option("--force", word(words.optionForce))
    .option("--samples", word(words.optionSamples));
  for (const [key, { question, usual }] of initQuestions)
    command.option(`--${key} <answer>`, `${word(question)} [${word(usual)}]`);
  command.action(async (file: string | undefined, flags: InitFlags) => {
    const { initCommand } = await import("./init.ts");
    setting.code = await initCommand(file, flags, language, terminal);
  });
}

function defineScoreCommands(command: MakeCommand, setting: Setting): void {
  const { language, terminal, word } = setting;
  scoring(command("score", words.commandScore), word)
    .option("--only <parts>", word(words.optionOnly))
    .option("--format <format>", word(words.optionResultFormat))
    .option("--output <file>", word(words.optionOutput))
    .option("--rejects <file>", word(words.optionRejects))
    .option("--bom", word(words.optionBom))
    .action(async (name: string, events: string[], flags: ScoreCommandFlags) => {
      const { scoreCommand } = await import("./score.ts");
      setting.code = await scoreCommand(name, events, flags, language, terminal);
    });
  scoring(command("explain", words.commandExplain), word)
    .requiredOption("--subject <subject>", word(words.optionSubject))
    .option("--above <subject>", word(words.optionAbove))
    .option("--kind <kind>", word(words.optionKind))
    .option("--ranking <ranking>", word(words.optionRanking))
    .option("--key <key>", word(words.optionKey))
    .option("--full", word(words.optionFull))
    .option("--format <format>", word(words.optionTextFormat))
    .option("--output <file>", word(words.optionOutput))
    .action(async (name: string, events: string[], flags: ExplainCommandFlags) => {
      const { explainCommand } = await import("./explain.ts");
      setting.code = await explainCommand(name, events, flags, language, terminal);
    });
}

/** What scoring and explaining both take. */
function scoring(command: Command, word: (text: Text) => string): Command {
  command
    .argument("<ruleset>", word(words.argumentRuleset))
    .argument("<events...>", word(words.argumentEvents))
    .option("--subjects <file>", word(words.optionSubjects))
    .option("--period <period>", word(words.optionPeriod))
    .option("--as-of <day>", word(words.optionAsOf));
  return choosing(command, word)
    .option("--functions <file>", word(words.optionFunctions))
    .option("--encoding <encoding>", word(words.optionEncoding));
}

/** What commands take that read one ruleset under some choices. */
function choosing(command: Command, word: (text: Text) => string): Command {
  const collect = (value: string, before: readonly string[] = []): readonly string[] => [
    ...before,
    value,
  ];
  return command
    .option("--param <name=value>", word(words.optionParam), collect)
    .option("--interpret <name=option>", word(words.optionInterpret), collect)
    .option("--allow-outside", word(words.optionAllowOutside));
}

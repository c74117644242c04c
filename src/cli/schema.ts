import { formatJsonSchema, schemaOfEvents } from "../ruleset/json-schema.ts";
import { formFor } from "./endings.ts";
import { OutputFiles } from "./files.ts";
import { describedNamed, type ExtendFlags } from "./rulesets.ts";
import type { Terminal } from "./terminal.ts";

/** The options of `jifen schema`, as the user wrote them. */
export interface SchemaFlags extends ExtendFlags {
  readonly output?: string;
}

/** `jifen schema`: the schema of the format, or of the events of a ruleset. */
export async function schemaCommand(
  name: string | undefined,
  flags: SchemaFlags,
  terminal: Terminal,
): Promise<void> {
  const { output } = flags;
  formFor({ json: [".json"] }, { usual: "json", path: output });
  const outputs = new OutputFiles(name === undefined ? [] : [name]);
  outputs.claim(output);
  const schema =
    name === undefined ? formatJsonSchema() : schemaOfEvents(await describedNamed(name, flags));
  const text = `${JSON.stringify(schema, null, 2)}\n`;
  if (output === undefined) terminal.stdout.write(text);
  else outputs.write(new Map([[output, text]]));
}

import { extname } from "node:path";
import { CommandError, commandMessages } from "./messages.ts";

/** For each form of output the endings of the files that hold it, the usual one first. */
export type Endings<Form extends string> = Readonly<Record<Form, readonly string[]>>;

/**
 * The form in which a file is written: the stated one, else the one that its name ends in, else the usual one.
 * @throws {CommandError} where the name ends in something that the file would not hold.
 */
export function formFor<Form extends string>(
  endings: Endings<Form>,
  { usual, stated, path }: { usual: Form; stated?: Form | undefined; path: string | undefined },
): Form {
  const ending = extname(path ?? "").toLowerCase();
  if (path === undefined || ending === "") return stated ?? usual;
  const forms = stated === undefined ? (Object.keys(endings) as Form[]) : [stated];
  const form = forms.find((one) => endings[one].includes(ending));
  if (form !== undefined) return form;
  const possible = [...new Set(forms.flatMap((one) => endings[one]))];
  throw new CommandError(commandMessages.ending(path, ending, possible, stated));
}

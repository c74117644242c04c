/** A stream that text is written to. */
export interface Output {
  write(text: string): unknown;
  readonly isTTY?: boolean;
  /** The columns of a line, if it is a terminal. */
  readonly columns?: number;
}

/** Everything outside the program that the command line uses. */
export interface Terminal {
  readonly stdout: Output;
  readonly stderr: Output;
  readonly stdin: AsyncIterable<Uint8Array | string>;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Asks the user; undefined if nobody can answer. */
  readonly ask?: ((question: string) => Promise<string>) | undefined;
  /** Gives a signal that is aborted when the user interrupts, for commands that run until then. */
  readonly interrupted?: (() => AbortSignal) | undefined;
  /** The version of the package. */
  readonly version: string;
}

export async function readStdin(terminal: Terminal): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  for await (const part of terminal.stdin) {
    parts.push(typeof part === "string" ? new TextEncoder().encode(part) : part);
  }
  return Buffer.concat(parts);
}

/** May the output be coloured? */
export function inColour(output: Output, env: Terminal["env"]): boolean {
  return output.isTTY === true && (env["NO_COLOR"] ?? "") === "" && env["TERM"] !== "dumb";
}

/** The maximum width of the output; undefined for a file or a pipe, which have none. */
export function widthOf(output: Output): number | undefined {
  return output.isTTY === true && (output.columns ?? 0) > 0 ? output.columns : undefined;
}

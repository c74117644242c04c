/** Where text goes. */
export interface Output {
  write(text: string): unknown;
  readonly isTTY?: boolean;
  /** Of a terminal: how many letters a line takes. */
  readonly columns?: number;
}

/** What the command line knows of the world. */
export interface Terminal {
  readonly stdout: Output;
  readonly stderr: Output;
  readonly stdin: AsyncIterable<Uint8Array | string>;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Asks whoever sits there; undefined where nobody does. */
  readonly ask?: ((question: string) => Promise<string>) | undefined;
  /** Is called by what goes on until it is stopped: the signal comes when the user interrupts. */
  readonly interrupted?: (() => AbortSignal) | undefined;
  /** That of the package. */
  readonly version: string;
}

export async function readStdin(terminal: Terminal): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  for await (const part of terminal.stdin) {
    parts.push(typeof part === "string" ? new TextEncoder().encode(part) : part);
  }
  return Buffer.concat(parts);
}

/** May what is written there be coloured? */
export function inColour(output: Output, env: Terminal["env"]): boolean {
  return output.isTTY === true && (env["NO_COLOR"] ?? "") === "" && env["TERM"] !== "dumb";
}

/** How wide what is written there may be; a file or a pipe takes any. */
export function widthOf(output: Output): number | undefined {
  return output.isTTY === true && (output.columns ?? 0) > 0 ? output.columns : undefined;
}

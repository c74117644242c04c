import { pointerTo } from "../values/issue.ts";
import { both } from "../values/phrase.ts";
import type { Builder } from "./builder.ts";
import type { CodeFunction } from "./resolved.ts";

/** The functions in code that a document declares: what they take and give. */
export function resolveFunctions(builder: Builder): Map<string, CodeFunction> {
  const functions = new Map<string, CodeFunction>();
  for (const [name, document] of Object.entries(builder.document.functions ?? {})) {
    const pointer = pointerTo("/functions", name);
    const takes = document.takes.map((type, index) =>
      builder.type(type, pointerTo(pointer, "takes", index)),
    );
    const gives = builder.type(document.gives, pointerTo(pointer, "gives"));
    if (gives.kind === "subject") {
      const expected = both(
        "a function returns a number, a text, a truth value, a day or a name",
        "函数应给出数值、文本、是非值、日期或名称",
      );
      builder.report("bad-value", pointerTo(pointer, "gives"), { name: document.gives, expected });
    }
    builder.vocabulary.functions.set(name, { takes, gives });
    functions.set(name, {
      name,
      label: document.label,
      clauses: builder.clauses(document.clause, pointer),
      takes,
      wholes: document.takes.map((type) => type === "integer"),
      gives,
      whole: document.gives === "integer",
    });
  }
  return functions;
}

import type { Json } from "../document/ruleset.ts";

/** Parts that declare clauses or expectations rather than apply them. */
const silent: readonly string[] = ["clauses", "examples"];

/** The clauses that a document cites, under any reading; `without`: outside some parts. */
export function citedClauses(document: Json, without: readonly string[] = []): Set<string> {
  const cited = new Set<string>();
  const look = (json: Json | undefined): void => {
    if (typeof json !== "object" || json === null) return;
    for (const [key, part] of Object.entries(json)) {
      if (key === "clause") for (const one of stringsIn(part as Json)) cited.add(one);
      else look(part as Json);
    }
  };
  for (const [key, part] of Object.entries((document ?? {}) as { readonly [key: string]: Json }))
    if (!silent.includes(key) && !without.includes(key)) look(part);
  return cited;
}

/** The clauses that only notes cite: they are not scored. */
export function notedClauses(document: Json): Set<string> {
  const scored = citedClauses(document, ["notes"]);
  return new Set([...citedClauses(document)].filter((clause) => !scored.has(clause)));
}

function stringsIn(json: Json): string[] {
  if (typeof json === "string") return [json];
  if (Array.isArray(json)) return json.flatMap(stringsIn);
  // A clause that is chosen by a reading.
  return typeof json === "object" && json !== null
    ? Object.values(json).flatMap((one) => stringsIn(one as Json))
    : [];
}

import { pointerTo } from "../values/issue.ts";

/** Where a part of a merged document was written: the document's id, and the place in it. */
export interface Origin {
  readonly document: string;
  readonly pointer: string;
  /** Where its own parts were written, as far as they come from several documents. */
  readonly parts?: ReadonlyMap<string, Origin>;
}

/** Where a part of a part was written. */
export function originOfPart({ document, pointer, parts }: Origin, key: string | number): Origin {
  return parts?.get(String(key)) ?? { document, pointer: pointerTo(pointer, key) };
}

/** The keys of a JSON Pointer. */
function pointerKeys(pointer: string): string[] {
  return pointer
    .split("/")
    .slice(1)
    .map((key) => key.replace(/~1/g, "/").replace(/~0/g, "~"));
}

/** Where a place of a merged document was written. */
export function writtenAt(origin: Origin, pointer: string): Origin {
  let place = origin;
  for (const key of pointerKeys(pointer)) place = originOfPart(place, key);
  return place;
}

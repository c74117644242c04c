import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Sha256 } from "../../src/values/sha256.ts";
import { holds } from "../properties.ts";

function platformHash(text: string): string {
  return createHash("sha256").update(text, "utf8").digest("hex");
}

describe("the hash of texts is that of the platform", () => {
  test("for every length around several blocks", () => {
    for (let length = 0; length <= 200; length += 1) {
      const text = "a".repeat(length);
      expect(new Sha256().add(text).hex()).toBe(platformHash(text));
    }
  });

  test("whatever the characters, and however they are divided", () => {
    const texts = fc.array(fc.string({ unit: "binary", maxLength: 80 }), { maxLength: 8 });
    holds(
      fc.property(texts, (parts) => {
        const hash = new Sha256();
        for (const part of parts) hash.add(part);
        expect(hash.hex()).toBe(platformHash(parts.join("")));
      }),
    );
  });
});

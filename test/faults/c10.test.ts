import { describe, expect, test } from "vitest";
import { readRuleset } from "../../src/node.ts";
import { document } from "./rows.ts";

/** Every character of these has two bytes in UTF-8, so the same bytes are also GB18030. */
const titles = ["Правила", "2 × 3", "ÜÄ über", "Κανόνες"];

describe("C10 documents are UTF-8: their encoding is never guessed", () => {
  test.each(titles)("%s in JSON, JSON with comments and YAML", async (title) => {
    const content = JSON.stringify({ format: 1, id: "plain", title, rules: [] });
    // JSON is YAML as well.
    for (const name of ["r.json", "r.jsonc", "r.yaml", "r.yml"]) {
      const { document } = await readRuleset({ name, content });
      expect([name, document]).toMatchObject([name, { title }]);
    }
  });

  test("bytes that are not UTF-8 are refused by their line, Chinese ones too", async () => {
    // 规则 in GB18030, in the second line.
    const content = Buffer.concat([
      Buffer.from('{"format":1,\n"title":"'),
      Buffer.from([0xb9, 0xe6, 0xd4, 0xf2]),
      Buffer.from('","rules":[]}'),
    ]);
    await expect(readRuleset({ name: "r.json", content })).rejects.toMatchObject({
      code: "encoding",
      text: { en: expect.stringContaining("utf-8: the first invalid bytes are in line 2") },
    });
  });

  test("a mark states another encoding", async () => {
    const content = Buffer.from(`\ufeff${JSON.stringify(document)}`, "utf16le");
    const read = await readRuleset({ name: "r.json", content });
    expect(read.document).toMatchObject({ id: "invented-points" });
  });
});

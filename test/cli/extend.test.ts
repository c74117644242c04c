import { describe, expect, test } from "vitest";
import { folderOf, jifen, sample } from "./tools.ts";

const over = (parts: object): string =>
  JSON.stringify({ format: 1, extends: "longyang-2019", id: "ours", ...parts }, null, 2);

describe("a ruleset that extends another", () => {
  test("finds bundled ones by id, and files beside it", async () => {
    const path = folderOf({
      "middle.json": over({ id: "middle", examples: [] }),
      "top.yaml":
        "format: 1\nextends: middle.json\nid: top\nparameters:\n  L1.max: { value: 70 }\n",
    });
    expect((await jifen(["check", path("top.yaml")])).out).toContain("no issues");
    const { code, out } = await jifen([
      "score",
      path("top.yaml"),
      ...sample("longyang-2019").slice(1),
      "--only",
      "standings",
    ]);
    expect(code).toBe(1); // The sample has rows that are rejected.
    expect(out).toContain("70");
  });

  test("names the file in which a fault was written", async () => {
    const path = folderOf({
      "middle.json": over({ id: "middle", parameters: { "L1.max": { value: "x" } } }),
      "top.json": JSON.stringify({ format: 1, extends: "./middle.json", id: "top" }),
      "lost.json": over({ rules: [{ id: "submision", remove: true }] }),
      "gone.json": over({ extends: "nothing.json" }),
    });
    const top = await jifen(["check", path("top.json")]);
    expect(top.code).toBe(1);
    expect(top.out).toMatch(/middle\.json:\d+:\d+ \/parameters\/L1\.max error:/);
    const lost = await jifen(["check", path("lost.json")]);
    expect(lost.out).toMatch(/lost\.json:\d+:\d+ \/rules\/0 error: .*\[not-in-base\]/);
    const gone = await jifen(["check", path("gone.json")]);
    expect(gone.code).toBe(2);
    expect(gone.err).toMatch(/gone\.json extends ".*nothing\.json", which is neither/);
    expect((await jifen(["test", path("lost.json")])).code).toBe(2);
  });

  test("finds a file by its whole path", async () => {
    const base = folderOf({ "base.json": over({ examples: [] }) })("base.json");
    const path = folderOf({ "top.json": over({ extends: base, id: "top" }) });
    const { out } = await jifen(["check", path("top.json"), "--allow-outside"]);
    expect(out).toContain("no issues");
  });

  test("in a circle is refused", async () => {
    const path = folderOf({
      "a.json": over({ extends: "b.json" }),
      "b.json": over({ extends: "a.json" }),
    });
    const { code, out } = await jifen(["check", path("a.json")]);
    expect([code, out]).toEqual([1, expect.stringContaining("[cycle]")]);
  });
});

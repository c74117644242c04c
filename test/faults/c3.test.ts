import { execFileSync, spawn } from "node:child_process";
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { dirname } from "node:path";
import { describe, expect, test } from "vitest";
import { folderOf, jifen } from "../cli/tools.ts";

const label = (text: string) => ({ en: text, zh: text });
const ruleset = JSON.stringify({
  format: 1,
  id: "demo",
  title: label("demo"),
  source: { title: "demo" },
  timeZone: "Asia/Shanghai",
  clauses: { A1: { place: "1", title: label("points") } },
  periods: [{ unit: "year", clause: "A1", label: label("year") }],
  subjects: { unit: { label: label("unit"), who: "roster" } },
  events: { report: { label: label("report") } },
  rules: [
    { id: "report", clause: "A1", label: label("report"), on: "report", to: "base", amount: "1" },
  ],
  accounts: { base: { label: label("base"), steps: [{ sum: {} }] } },
  measures: { score: { label: label("score"), clause: "A1", value: { account: "base" } } },
  rankings: { final: { label: label("ranking"), clause: "A1", by: "score" } },
});

function inputs() {
  const path = folderOf({
    "rules.json": ruleset,
    "events.csv": "id,type,at,subject\n1,report,2024-01-15,a\n2,report,2024-13-01,a\n",
    "subjects.csv": "id,name\na,第一镇\nb,第二镇\n",
  });
  const args = ["score", path("rules.json"), path("events.csv"), "--subjects"];
  return { path, args: [...args, path("subjects.csv"), "--period", "2024"] };
}

const temporary = (folder: string): string[] =>
  readdirSync(folder).filter((name) => name.startsWith("."));

describe("C3 output goes where the path leads", () => {
  test("a link stays a link, and its file is written, be it there or not", async () => {
    const { path, args } = inputs();
    mkdirSync(path("real"));
    writeFileSync(path("real/old.json"), "old");
    symlinkSync("real/old.json", path("old.json"));
    symlinkSync("real/new.json", path("new.json"));
    for (const name of ["old.json", "new.json"]) {
      expect((await jifen([...args, "--output", path(name)])).code).toBe(1);
      expect(lstatSync(path(name)).isSymbolicLink()).toBe(true);
      expect(readlinkSync(path(name))).toBe(`real/${name}`);
      expect(JSON.parse(readFileSync(path(`real/${name}`), "utf8")).format).toBe(1);
    }
    expect(temporary(path("real"))).toEqual([]);
  });

  test.each([0o600, 0o640, 0o755])("a file keeps its mode %o", async (mode) => {
    const { path, args } = inputs();
    writeFileSync(path("out.csv"), "old");
    chmodSync(path("out.csv"), mode);
    await jifen([...args, "--output", path("out.csv")]);
    expect(statSync(path("out.csv")).mode & 0o777).toBe(mode);
    expect(readFileSync(path("out.csv"), "utf8")).toContain("第一镇");
  });

  test("a pipe is written to and stays a pipe", async () => {
    const { path, args } = inputs();
    execFileSync("mkfifo", [path("pipe")]);
    const reader = spawn("cat", [path("pipe")]);
    let read = "";
    reader.stdout.on("data", (part) => {
      read += part;
    });
    const ended = new Promise((resolve) => reader.on("close", resolve));
    await jifen([...args, "--format", "csv", "--output", path("pipe")]);
    // Without a writer, the reader would wait for ever.
    const timer = setTimeout(() => reader.kill(), 5000);
    await ended;
    clearTimeout(timer);
    expect(lstatSync(path("pipe")).isFIFO()).toBe(true);
    expect(read).toContain("第一镇");
  });

  test("a device is written to and stays a device", async () => {
    const { path, args } = inputs();
    // By links of our own: code that replaces what it writes to must not get at the devices themselves.
    for (const name of ["one", "two"]) symlinkSync("/dev/null", path(name));
    const { err } = await jifen([...args, "--output", path("one"), "--rejects", path("two")]);
    expect(err).toContain(`Written: ${path("one")}`);
    for (const name of ["one", "two"]) expect(statSync(path(name)).isCharacterDevice()).toBe(true);
  });

  test.each([
    ["--output", "--rejects"],
    ["--rejects", "--output"],
  ])("when %s cannot be written, %s is not either", async (broken, whole) => {
    const { path, args } = inputs();
    const [kept, full] = [path("kept.csv"), path("full")];
    writeFileSync(kept, "old");
    // This device can be opened, but writing to it always fails, as on a full disk.
    symlinkSync("/dev/full", full);
    const { code, out, err } = await jifen([...args, broken, full, whole, kept]);
    expect([code, out]).toEqual([2, ""]);
    expect(err).toContain("full cannot be written: the disk is full");
    expect(readFileSync(kept, "utf8")).toBe("old");
    rmSync(kept);
    expect((await jifen([...args, broken, full, whole, kept])).code).toBe(2);
    expect(existsSync(kept)).toBe(false);
    expect(temporary(dirname(kept))).toEqual([]);
  });
});

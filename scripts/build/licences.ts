import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Plugin } from "esbuild";

/** Writes the licences of all packages that the builds with this plugin bundle to one file. */
export function licencesIn(file: string): Plugin {
  const packages = new Map<string, string>();
  return {
    name: "licences",
    setup({ initialOptions, onEnd }) {
      initialOptions.metafile = true;
      onEnd(({ metafile }) => {
        for (const { inputs } of Object.values(metafile?.outputs ?? {})) {
          for (const [path, { bytesInOutput }] of Object.entries(inputs)) {
            const folder = /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0];
            if (folder !== undefined && bytesInOutput > 0) packages.set(folder, licenceOf(folder));
          }
        }
        const texts = [...new Set(packages.values())].sort();
        mkdirSync(dirname(file), { recursive: true });
        writeFileSync(file, `${heading}\n\n${texts.join(`\n${rule}\n\n`)}`);
      });
    },
  };
}

const heading =
  "The files of this folder contain parts of these packages, under the licences given here.";
const rule = "-".repeat(80);

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly license: string;
}

/** The name, version and licence of the package in a folder. A package without the text of its licence may not be bundled. */
function licenceOf(folder: string): string {
  const { name, version, license } = JSON.parse(
    readFileSync(join(folder, "package.json"), "utf8"),
  ) as Manifest;
  const file = readdirSync(folder).find((one) => /^licen[cs]e([.-].*)?$/i.test(one));
  if (file === undefined) throw new Error(`${name} has no licence file`);
  // A notice goes with its licence.
  const texts = [file, ...readdirSync(folder).filter((one) => /^notice([.-].*)?$/i.test(one))].map(
    (one) => readFileSync(join(folder, one), "utf8").trim().replaceAll("\r\n", "\n"),
  );
  return `${name} ${version} (${license})\n\n${texts.join("\n\n")}\n`;
}

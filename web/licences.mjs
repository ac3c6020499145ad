// The licences of the packages that really went into the bundles, in one text that travels with them.
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

const INSIDE = /^(?:.*\/)?node_modules\/((?:@[^/]+\/)?[^/]+)\//;

/** The directories of the packages whose files esbuild read. */
function packageFolders(metafiles) {
  const inputs = metafiles.flatMap((metafile) => Object.keys(metafile.inputs));
  return [...new Set(inputs.map((path) => INSIDE.exec(path)?.[0]).filter(Boolean))].sort();
}

async function licenceOf(root, folder) {
  const { name, version, license, homepage } = JSON.parse(
    await readFile(join(root, folder, "package.json"), "utf8"),
  );
  const files = (await readdir(join(root, folder))).filter((file) => /^(licen[cs]e|notice|copying)/i.test(file));
  const texts = await Promise.all(files.sort().map((file) => readFile(join(root, folder, file), "utf8")));
  return [`${name} ${version} (${license})`, homepage ?? "", "", ...texts].join("\n").trim();
}

/** One text with the name, version and licence of each bundled package. */
export async function licences(root, metafiles) {
  const parts = await Promise.all(packageFolders(metafiles).map((folder) => licenceOf(root, folder)));
  return `${parts.join(`\n\n${"-".repeat(80)}\n\n`)}\n`;
}

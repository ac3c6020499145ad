// Bundles the page and monaco's workers into panhuo/web/static/, every name carrying its content's hash.
import { createHash } from "node:crypto";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { licences } from "./licences.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const out = join(here, "..", "panhuo", "web", "static");

const WORKERS = {
  editor: "monaco-editor/esm/vs/editor/editor.worker.js",
  json: "monaco-editor/esm/vs/language/json/json.worker.js",
  graphql: "monaco-graphql/esm/graphql.worker.js",
};

const common = {
  absWorkingDir: here,
  bundle: true,
  minify: true,
  format: "iife",
  target: ["es2021", "chrome96", "firefox96", "safari15.4"],
  outdir: out,
  entryNames: "[name]-[hash]",
  assetNames: "[name]-[hash]",
  metafile: true,
  legalComments: "none", // licences.txt has every licence in full
  logLevel: "warning",
};

/** The file name an entry came out as. */
function nameOf({ metafile }, extension) {
  return basename(Object.keys(metafile.outputs).find((path) => path.endsWith(extension)));
}

async function buildWorker([label, entry]) {
  const result = await build({ ...common, entryPoints: { [`${label}.worker`]: entry } });
  return [label, nameOf(result, ".js"), result.metafile];
}

function buildPage(workers) {
  const paths = Object.fromEntries(workers.map(([label, name]) => [label, `static/${name}`]));
  return build({
    ...common,
    entryPoints: { page: "src/main.jsx" },
    jsx: "automatic",
    loader: { ".ttf": "file", ".woff2": "file" },
    define: { "process.env.NODE_ENV": '"production"', WORKER_PATHS: JSON.stringify(paths) },
  });
}

async function copyHashed(path) {
  const content = await readFile(path);
  const hash = createHash("sha256").update(content).digest("hex").slice(0, 8).toUpperCase();
  const [, stem, extension] = /([^/\\]+)(\.\w+)$/.exec(path);
  const name = `${stem}-${hash}${extension}`;
  await writeFile(join(out, name), content);
  return name;
}

await rm(out, { recursive: true, force: true });
await mkdir(out, { recursive: true });
const workers = await Promise.all(Object.entries(WORKERS).map(buildWorker));
const page = await buildPage(workers);
const metafiles = [page.metafile, ...workers.map(([, , metafile]) => metafile)];
await writeFile(join(out, "licences.txt"), await licences(here, metafiles));

// Last, because the package's build hook takes this file's time as the time of the whole output.
const template = await readFile(join(here, "src", "index.html"), "utf8");
const names = {
  "page.js": nameOf(page, ".js"),
  "page.css": nameOf(page, ".css"),
  "icon.svg": await copyHashed(join(here, "src", "icon.svg")),
};
await writeFile(
  join(out, "index.html"),
  template.replace(/static\/([\w.]+)/g, (_, name) => `static/${names[name]}`),
);

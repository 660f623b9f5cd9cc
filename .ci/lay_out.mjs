// Lays out what Trunk built for any host that serves files: what belongs to one build goes into
// a folder of its own, named by its bytes, so that nobody ever has files of two builds; beside it
// stay the page, which names that folder, and what keeps it for visits without a network.
//   node .ci/lay_out.mjs <folder>
// DESCENT_SERVE=1 is for `make run`: nothing is kept, and Trunk may reload the page.
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";

const dist = process.argv[2];
const isServed = process.env.DESCENT_SERVE === "1";
const read = (path) => readFileSync(join(dist, path), "utf8");
const write = (path, text) => writeFileSync(join(dist, path), text);
const hash = (bytes, kind) => createHash("sha256").update(bytes).digest(kind);
/** All files below a folder, in an order that no system changes. */
const below = (folder) =>
  readdirSync(folder, { recursive: true })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile())
    .sort();

// Trunk names the page's own files by their bytes; the folder does that now.
const [, name] = readdirSync(dist).find((file) => /^app-[0-9a-f]+_bg\.wasm$/.test(file)).match(/^(.*)_bg/);
const stays = (file) => /^(bench.*|index\.html|service_worker\.js|manifest\.webmanifest|icons)$/.test(file);
const moved = readdirSync(dist).filter((file) => !stays(file) && file !== ".stage");
for (const file of moved.filter((file) => /^app-.*\.js$/.test(file))) {
  write(file, read(file).replaceAll(name, "app"));
}
// A host that sends wasm under another type is no reason not to run it: the first files of page
// and worker fall back by themselves, these do not.
const WHOLE = `async function instantiate(source, imports) {
    const response = await source;
    if (response.headers.get("content-type") === "application/wasm") return WebAssembly.instantiateStreaming(response, imports);
    return WebAssembly.instantiate(await response.arrayBuffer(), imports);
}
`;
for (const file of moved.filter((file) => file.endsWith("_split.js"))) {
  const text = read(file);
  const fallen = text.replaceAll("WebAssembly.instantiateStreaming(src, imports)", "instantiate(src, imports)");
  if (fallen === text) throw new Error(`${file} loads its wasm in a way that .ci/lay_out.mjs does not know`);
  write(file, fallen.replace(/(^import .*;\n)/, `$1\n${WHOLE}`));
}
const temporary = join(dist, ".build");
mkdirSync(temporary);
for (const file of moved) renameSync(join(dist, file), join(temporary, file.replace(name, "app")));
const contents = below(temporary).map((path) => `${relative(temporary, path)} ${hash(readFileSync(path), "hex")}\n`);
const build = `files-${hash(contents.join(""), "hex").slice(0, 12)}`;
rmSync(join(dist, build), { recursive: true, force: true });
renameSync(temporary, join(dist, build));

// The page: its styles are in it as one, its scripts are files, and nothing foreign may run.
let page = read("index.html");
const styles = [];
page = page.replace(/\s*<style[^>]*>([\s\S]*?)<\/style>/g, (_, style) => {
  styles.push(style.trim());
  return styles.length === 1 ? "\n    <style></style>" : "";
});
// Comments are for us.
const style = `${styles.join("\n")}\n`.replace(/\/\*[\s\S]*?\*\/\n?/g, "");
page = page
  .replace("<style></style>", () => `<style>${style}</style>`)
  .replace(/<script type="module">[\s\S]*?<\/script>\s*/, "")
  .replace(/<link rel="(module)?preload"[^>]*>/g, "")
  .replaceAll(/(src|href)="\.\/(first|hint|start|offline|translated|app_bg|app)\.(js|wasm)"/g, `$1="./${build}/$2.$3"`)
  .replace("<html ", `<html data-files="./${build}/"${isServed ? ' data-offline="off"' : ""} `);
const policy = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  `style-src 'self' 'sha256-${hash(style, "base64")}'`,
  "img-src 'self' data: blob:",
  "connect-src 'self'",
  "worker-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
].join("; ");
if (!isServed) {
  page = page.replace(/(<meta charset[^>]*>)/, `$1\n    <meta http-equiv="Content-Security-Policy" content="${policy}" />`);
}
write("index.html", page);

// What the browser keeps. The speed page is not among it: nobody measures in passing.
const addresses = below(dist).map((path) => relative(dist, path));
const kept = addresses.filter((address) => !/^(bench|index\.html|service_worker\.js|icons\/(wide|narrow))/.test(address));
write(
  "service_worker.js",
  read("service_worker.js")
    .replace('BUILD = ""', `BUILD = "${build} ${hash(page, "hex").slice(0, 12)}"`)
    .replace('PAGE = ""', `PAGE = "sha256-${hash(page, "base64")}"`)
    .replace("FILES = []", `FILES = ${JSON.stringify(["", ...kept])}`),
);

// Measures what a visitor downloads and keeps the README's table true.
//   --write   puts the figures into the README
//   --check   fails when a budget is broken or the README is more than a tenth off: of the same
//             sources two compilers that set-up may find (Debian's, rustup's) make files that
//             differ by up to 9 %
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { needs } from "../bench/needs.mjs";

const root = join(import.meta.dirname ?? new URL(".", import.meta.url).pathname, "..");
const dist = join(root, "dist");
needs("make build", "dist/index.html");
const readme = join(root, "README.md");
const parts = [
  { name: "Page (wasm)", match: /^app.*_bg\.wasm$/, budget: 350 },
  // One row for each table of src/app/split_files.rs.
  { name: "Chart, runs, coach, block settings (wasm)", match: /^app.*_in_place\.wasm$/, budget: 150 },
  { name: "Dialogs, inside of a network (wasm)", match: /^app.*_in_dialog\.wasm$/, budget: 150 },
  { name: "Views of what was learned (wasm)", match: /^app.*_in_view\.wasm$/, budget: 150 },
  { name: "Code, an experiment as one file (wasm)", match: /^app.*_in_code\.wasm$/, budget: 150 },
  { name: "Lessons (wasm)", match: /^app.*_in_lessons\.wasm$/, budget: 150 },
  { name: "For an audience (wasm)", match: /^app.*_in_present\.wasm$/, budget: 150 },
  { name: "Reads another language (wasm)", match: /^app.*_in_language\.wasm$/, budget: 150 },
  // Two dozen files, each of which comes with the parts that need it.
  { name: "Shared by these (wasm)", match: /^app.*_chunk_\d+\.wasm$/, budget: 180 },
  { name: "Worker (wasm)", match: /^worker_bg\.wasm$/, budget: 700 },
  { name: "Worker, what looks into a network (wasm)", match: /^worker_inspector\.wasm$/, budget: 150 },
  { name: "Worker, what reads links and compares runs (wasm)", match: /^worker_reader\.wasm$/, budget: 150 },
  { name: "Worker, what writes code (wasm)", match: /^worker_exporter\.wasm$/, budget: 150 },
  { name: "Worker, what writes models (wasm)", match: /^worker_model_writer\.wasm$/, budget: 150 },
  { name: "Worker, what reads models (wasm)", match: /^worker_model_reader\.wasm$/, budget: 150 },
  { name: "Worker, an experiment as one file (wasm)", match: /^worker_archiver\.wasm$/, budget: 150 },
  { name: "Worker, what writes reports (wasm)", match: /^worker_reporter\.wasm$/, budget: 150 },
  { name: "Shared by these of the worker (wasm)", match: /^worker_chunk_\d+\.wasm$/, budget: 180 },
  { name: "Old encodings, when a file is not UTF-8 (wasm)", match: /^encodings.*_bg\.wasm$/, budget: 170 },
  // Without the speed page, which few visitors open.
  { name: "JavaScript, CSS and HTML", match: /^(?!bench|service_worker).*\.(js|css|html)$/, budget: 60 },
  { name: "Keeps the page for visits without a network (JavaScript)", match: /^service_worker\.js$/, budget: 5 },
];

// What belongs to one build lies in a folder, what stays beside it.
const build = readdirSync(dist).find((name) => name.startsWith("files-"));
const files = [dist, join(dist, build)].flatMap((folder) => readdirSync(folder).map((name) => ({ name, path: join(folder, name) })));
const figures = parts.map((part) => {
  const found = files.filter(({ name }) => part.match.test(name)).map(({ path }) => readFileSync(path));
  const sum = (sizes) => sizes.reduce((total, size) => total + size, 0) / 1000;
  return {
    ...part,
    raw: sum(found.map((bytes) => bytes.length)),
    gzipped: sum(found.map((bytes) => gzipSync(bytes, { level: 9 }).length)),
  };
});
const unlisted = files.map(({ name }) => name).filter((name) => /^(app|worker).*\.wasm$/.test(name) && !parts.some((part) => part.match.test(name)));
const rows = figures.map((f) => `| ${f.name} | ${f.raw.toFixed(0)} kB | ${f.gzipped.toFixed(0)} kB | ${f.budget} kB |`);
const table = ["| Part | Size | Gzipped | Budget |", "| --- | --- | --- | --- |", ...rows].join("\n");
console.log(table);

const problems = figures
  .filter((f) => f.gzipped === 0 || f.gzipped > f.budget)
  .map((f) => `${f.name}: ${f.gzipped.toFixed(0)} kB gzipped, the budget is ${f.budget} kB`);
problems.push(...unlisted.map((file) => `${file} has no row in .ci/sizes.mjs: give it one, with a budget of 150 kB`));
const text = readFileSync(readme, "utf8");
const place = /(<!-- sizes -->\n)[\s\S]*?(\n<!-- \/sizes -->)/;
if (process.argv.includes("--write")) {
  writeFileSync(readme, text.replace(place, `$1${table}$2`));
} else if (process.argv.includes("--check")) {
  for (const f of figures) {
    const stated = Number(text.match(new RegExp(`\\| ${f.name.replace(/[()]/g, "\\$&")} \\|[^|]*\\| (\\d+) kB`))?.[1]);
    if (!(Math.abs(stated - f.gzipped) <= Math.max(1, 0.1 * f.gzipped))) {
      problems.push(`${f.name}: the README states ${stated} kB, measured ${f.gzipped.toFixed(0)} kB; run make sizes`);
    }
  }
}
if (problems.length > 0) {
  console.error(problems.join("\n"));
  process.exit(1);
}

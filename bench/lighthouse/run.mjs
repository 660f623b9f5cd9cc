// Lighthouse on the built page, as a host would serve it: gzipped, over HTTP/1.1.
//   node bench/lighthouse/run.mjs [--write] [--check]   dist/, or DESCENT_DIST
//   --write   puts the table into docs/LIGHTHOUSE.md; --check fails below the targets
// The tab comes from Chromium's remote port; Lighthouse throttles as its presets say.
import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { dist, needs } from "../needs.mjs";
import { serve } from "../serve.js";

needs("make lighthouse", "bench/lighthouse/node_modules/lighthouse", `${dist}/index.html`);
const { launch } = await import("chrome-launcher");
const { default: lighthouse, desktopConfig } = await import("lighthouse");

const asked = new Set(process.argv.slice(2));
const runs = Number(process.env.RUNS ?? 3);
const categories = { performance: "Performance", accessibility: "Accessibility", "best-practices": "Best practices" };
const figures = {
  "first-contentful-paint": "First contentful paint",
  "largest-contentful-paint": "Largest contentful paint",
  interactive: "Time to interactive",
  "total-blocking-time": "Total blocking time",
  "cumulative-layout-shift": "Cumulative layout shift",
};
/** At least so many points, at most so many milliseconds. */
const presets = [
  { name: "Desktop", config: desktopConfig, points: 95, most: { "first-contentful-paint": 800, interactive: 1500, "cumulative-layout-shift": 0.01 } },
  { name: "Mobile", config: undefined, points: 90, most: { "cumulative-layout-shift": 0.01 } },
];

const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
const shown = (id, value) => {
  if (id === "cumulative-layout-shift") return value.toFixed(4);
  return id === "total-blocking-time" ? `${value.toFixed(0)} ms` : `${(value / 1000).toFixed(2)} s`;
};

const { origin, close } = await serve({ gzipped: true });
const problems = [];
const columns = [];
for (const preset of presets) {
  const results = [];
  for (let run = 0; run < runs; run += 1) {
    // A browser of its own for each, so that nothing is cached.
    const chrome = await launch({
      chromePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
      chromeFlags: ["--headless=new", "--no-sandbox", "--disable-gpu"],
    });
    const { lhr } = await lighthouse(`${origin}/`, { port: chrome.port, onlyCategories: Object.keys(categories) }, preset.config);
    await chrome.kill();
    results.push(lhr);
  }
  const points = Object.keys(categories).map((id) => median(results.map((lhr) => Math.round(lhr.categories[id].score * 100))));
  const times = Object.keys(figures).map((id) => median(results.map((lhr) => lhr.audits[id].numericValue)));
  points.forEach((value, at) => {
    if (value < preset.points) problems.push(`${preset.name}: ${Object.values(categories)[at]} ${value}, at least ${preset.points} wanted`);
  });
  Object.keys(figures).forEach((id, at) => {
    if (times[at] > preset.most[id]) problems.push(`${preset.name}: ${figures[id]} ${shown(id, times[at])}, at most ${shown(id, preset.most[id])} wanted`);
  });
  columns.push([...points.map(String), ...Object.keys(figures).map((id, at) => shown(id, times[at]))]);
  // What costs points, so that it can be mended.
  const lost = Object.values(results[0].audits).filter(({ id, score, scoreDisplayMode }) =>
    score !== null && score < 0.9 && ["binary", "numeric", "metricSavings"].includes(scoreDisplayMode) && !(id in figures));
  for (const { id, title, displayValue } of lost) console.error(`${preset.name}: ${id}: ${title} ${displayValue ?? ""}`);
  if (process.env.LIGHTHOUSE_JSON) writeFileSync(`${process.env.LIGHTHOUSE_JSON}-${preset.name}.json`, JSON.stringify(results[0], null, 1));
  var { lighthouseVersion, environment } = results[0];
}
close();

const names = [...Object.values(categories), ...Object.values(figures)];
const wanted = (name, preset) => {
  const id = Object.keys(figures).find((id) => figures[id] === name);
  return id ? (preset.most[id] ? `at most ${shown(id, preset.most[id])}` : "") : `at least ${preset.points}`;
};
const table = [
  "| | Desktop | wanted | Mobile | wanted |",
  "| --- | --- | --- | --- | --- |",
  ...names.map((name, at) => `| ${name} | ${columns[0][at]} | ${wanted(name, presets[0])} | ${columns[1][at]} | ${wanted(name, presets[1])} |`),
].join("\n");
console.log(table);
if (asked.has("--write")) {
  const chromium = environment.hostUserAgent.match(/Chrome\/(\d+)/)?.[1];
  writeFileSync(
    fileURLToPath(new URL("../../docs/LIGHTHOUSE.md", import.meta.url)),
    `# Lighthouse

\`make lighthouse\` measures the built page and writes this table: Lighthouse ${lighthouseVersion}, headless Chromium ${chromium}, the desktop preset and the mobile one with their simulated throttling, the median of ${runs} visits with an empty cache each. The page is served from this machine, gzipped as a host would, over HTTP/1.1 (bench/serve.js), so the network's part is Lighthouse's model of it.

${table}
`,
  );
}
if (asked.has("--check") && problems.length > 0) {
  console.error(problems.join("\n"));
  process.exit(1);
}

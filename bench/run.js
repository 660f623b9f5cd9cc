// The engine and TensorFlow.js, the import and other readers of CSV, side by side in one
// Chromium: rounds of all in turn, medians, Markdown tables.
//   --write                 puts the tables into docs/PERFORMANCE.md
//   --parts engine,reading  only this
//   --networks N4,N5        only these
//   --rounds 3              of each network
//   --budget 1000           milliseconds of the engine's part of a round
import { readFileSync, writeFileSync } from "node:fs";
import { availableParallelism, cpus } from "node:os";
import { parseArgs } from "node:util";
import { dist, needs } from "./needs.mjs";
import { markdown, number } from "./page/report.js";
import { compareReaders, median, readingMarkdown } from "./reading.js";
import { serve } from "./serve.js";

const { values: options } = parseArgs({
  options: {
    parts: { type: "string", default: "engine,reading" },
    write: { type: "boolean", default: false },
    networks: { type: "string" },
    rounds: { type: "string", default: "3" },
    budget: { type: "string", default: "1000" },
  },
});
const peers = {
  engine: ["bench/node_modules/@tensorflow/tfjs-core"],
  reading: ["bench/node_modules/papaparse", "target/rivals/worker.js"],
};
needs("make bench", "node_modules/@playwright/test", `${dist}/bench.html`, ...options.parts.split(",").flatMap((part) => peers[part] ?? []));
const { chromium } = await import("@playwright/test");
const { default: config } = await import("../tests/e2e/playwright.config.mjs");
const rounds = Number(options.rounds);
const budgetMs = Number(options.budget);
const names = options.networks ? options.networks.split(",") : undefined;

async function compare(browser, origin) {
  const context = await browser.newContext();
  const open = async (path) => {
    const page = await context.newPage();
    await page.goto(`${origin}/${path}`);
    return page;
  };
  const [ours, theirs] = [await open("bench.html"), await open("peer/")];
  const run = (what) => ours.evaluate((what) => window.descentBench.run(what), what);

  const workloads = (await ours.evaluate(() => window.descentBench.describe())).filter(
    ({ name }) => names?.includes(name) ?? true,
  );
  const figures = new Map(workloads.map(({ name }) => [name, { engine: [], peer: [] }]));
  for (let round = 1; round <= rounds; round += 1) {
    for (const workload of workloads) {
      const { name } = workload;
      const { networks } = await run({ networks: [name], parts: ["networks"], budgetMs });
      const peer = await theirs.evaluate((question) => window.peer(question), { workload, ms: budgetMs });
      figures.get(name).engine.push(networks[0]);
      figures.get(name).peer.push(peer.msPerEpoch);
      const words = `${number(networks[0].msPerEpoch)} ms, TensorFlow.js ${number(peer.msPerEpoch)} ms`;
      console.error(`round ${round} of ${rounds}, ${name}: ${words} (${peer.epochs} epochs; ${peer.backend})`);
    }
  }

  const results = await run({ parts: ["peak", "products", "fingerprint"], budgetMs });
  results.networks = workloads.map(({ name, what, shape }) => {
    const { engine, peer } = figures.get(name);
    const msPerEpoch = median(engine.map((figure) => figure.msPerEpoch));
    const samplesPerSecond = (shape.rows / msPerEpoch) * 1000;
    return { name, what, rows: shape.rows, msPerEpoch, samplesPerSecond, peerMs: median(peer) };
  });
  return results;
}

async function engine(browser, origin, where) {
  const results = { ...(await compare(browser, origin)), browser: where };
  if (!results.fingerprint.equal) {
    console.error("The fingerprint is not the recorded one.");
    process.exitCode = 1;
  }
  return markdown(results, [
    { head: "TensorFlow.js, ms per epoch", cell: ({ peerMs }) => number(peerMs) },
    { head: "Ratio", cell: ({ peerMs, msPerEpoch }) => number(peerMs / msPerEpoch) },
  ]);
}

async function reading(browser, origin, where) {
  const page = await browser.newPage();
  await page.goto(`${origin}/peer/reading.html`);
  return readingMarkdown(await compareReaders(page, console.error), where);
}

/** Puts `text` between the marks of `part` in docs/PERFORMANCE.md. */
function write(part, text) {
  const path = new URL("../docs/PERFORMANCE.md", import.meta.url);
  const place = new RegExp(`(<!-- ${part} -->\n)[\\s\\S]*?(\n<!-- /${part} -->)`);
  writeFileSync(path, readFileSync(path, "utf8").replace(place, (_, begin, end) => begin + text.trimEnd() + end));
}

const parts = { engine: [engine, "bench"], reading: [reading, "reading"] };
const server = await serve();
const browser = await chromium.launch(config.use.launchOptions);
try {
  const where = `Chromium ${browser.version()}, ${availableParallelism()} cores, ${cpus()[0].model}`;
  for (const name of options.parts.split(",")) {
    const [measure, mark] = parts[name];
    const text = await measure(browser, server.origin, where);
    console.log(text);
    if (options.write) write(mark, text);
  }
} finally {
  await browser.close();
  server.close();
}

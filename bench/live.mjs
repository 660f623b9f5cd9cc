// What the charts cost: epochs a second and frames of a run of a small network on the page,
// beside the same run without a page, in rounds that alternate.
//   node bench/live.mjs [--rounds 5] [--seconds 4]   dist/, or DESCENT_DIST
// "trainer" is the loop alone, "session" with slices and messages, both in a worker of their
// own; "page" is the whole playground, "page, no frames" the same without its pictures,
// "page, predictions" with that tab open, "page, 8 runs" with eight runs of 10,000 epochs beside
// it in the chart, "phone" on a screen of 360 by 640 with the page's processor slowed down to a
// quarter. Last, what the tabs Picture and Inside take from a run of 2-8-8-1 on 500 points,
// and how many of their pictures are seen a second: within one run, tab after tab.
import { readFileSync } from "node:fs";
import { availableParallelism, loadavg } from "node:os";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { dist, needs } from "./needs.mjs";
import { serve } from "./serve.js";

needs("make live", "node_modules/@playwright/test", `${dist}/index.html`);
const { chromium } = await import("@playwright/test");
const { browserWithWindows, default: config } = await import("../tests/e2e/playwright.config.mjs");
const { Workspace } = await import("../tests/e2e/page.mjs");

const { values: options } = parseArgs({
  options: { rounds: { type: "string", default: "5" }, seconds: { type: "string", default: "4" } },
});
const [rounds, ms] = [Number(options.rounds), Number(options.seconds) * 1000];
const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

const { origin, close } = await serve();
const browser = await chromium.launch({ ...config.use.launchOptions, executablePath: browserWithWindows });

const iris = fileURLToPath(new URL("../assets/datasets/iris.csv", import.meta.url));
let experiment;

/** As Chromium emulates one; its processor is slowed down once the page is open. */
const phone = { viewport: { width: 360, height: 640 }, isMobile: true, hasTouch: true, deviceScaleFactor: 2 };

/** Opens the page with a network of one small Dense on iris. */
async function open(frames, device = {}) {
  const context = await browser.newContext({ viewport: config.use.viewport, ...device, baseURL: `${origin}/` });
  const page = await context.newPage();
  await page.addInitScript(() => {
    window.long = [];
    window.frames = [];
    new PerformanceObserver((list) => window.long.push(...list.getEntries().map(({ duration }) => duration))).observe({ type: "longtask" });
    const frame = requestAnimationFrame;
    let last;
    window.watch = () => {
      const at = performance.now();
      if (last !== undefined) window.frames.push(at - last);
      last = at;
      frame(window.watch);
    };
  });
  const workspace = new Workspace(page);
  await workspace.open();
  await workspace.upload(iris);
  await workspace.denseOnly(4);
  await workspace.fill("Batch size", 512);
  await workspace.fill("Epochs", 1_000_000_000);
  await workspace.field("Early stopping").setChecked(false);
  if (experiment === undefined) {
    await page.getByRole("button", { name: "Export", exact: true }).click();
    const download = page.waitForEvent("download");
    await page.getByRole("button", { name: "Experiment (JSON)" }).click();
    experiment = readFileSync(await (await download).path(), "utf8");
  }
  if (!frames) await page.evaluate(() => (window.requestAnimationFrame = () => 0));
  return { context, page, workspace };
}

/** Eight runs of 10,000 epochs in the chart, none like the other. */
async function showRuns(workspace) {
  const list = workspace.training.getByRole("region", { name: "Runs" });
  await workspace.fill("Epochs", 10_000);
  for (let run = 1; run <= 8; run += 1) {
    await workspace.fill("Learning rate", run / 1000);
    await workspace.train();
    await workspace.finished();
    await list.getByRole("checkbox", { name: new RegExp(`^Show run ${run} `) }).check();
  }
  // With another seed, for else the last of them would go on.
  await workspace.fill("Seed", 1);
  await workspace.fill("Epochs", 1_000_000_000);
}

async function onPage(frames, { runs = false, predictions = false, slowed = 1 } = {}) {
  const { context, page, workspace } = await open(frames, slowed > 1 ? phone : {});
  if (runs) await showRuns(workspace);
  if (predictions) await workspace.curves.getByRole("tab", { name: "Predictions" }).click();
  if (slowed > 1) {
    const session = await context.newCDPSession(page);
    await session.send("Emulation.setCPUThrottlingRate", { rate: slowed });
  }
  await workspace.train();
  await workspace.reached(1000);
  // The curves are seen on the phone too.
  await page.locator(".curves-panel").evaluate((panel) => panel.scrollIntoView());
  await page.waitForTimeout(ms / 3);
  const found = await page.evaluate(async (ms) => {
    const epoch = () => Number(document.querySelector("output[aria-label=Epoch]").textContent.replace(/\D/g, ""));
    window.long.length = window.frames.length = 0;
    window.watch();
    const [from, start] = [epoch(), performance.now()];
    await new Promise((resolve) => setTimeout(resolve, ms));
    return { rate: ((epoch() - from) / (performance.now() - start)) * 1e3, frames: window.frames, long: window.long };
  }, ms);
  await context.close();
  return found;
}

/** Epochs a second of a run on two moons with one of these tabs open after the other, and how many
 * answers each of them drew. */
async function looked(tabs, frames) {
  const context = await browser.newContext({ viewport: config.use.viewport, baseURL: `${origin}/` });
  const page = await context.newPage();
  const workspace = new Workspace(page);
  await workspace.open();
  await workspace.chooseGallery("Two moons", { withNetwork: true });
  await workspace.button(/^How it is made: /).click();
  await workspace.dialog("How the data is made").getByLabel("Points", { exact: true }).fill("500");
  await workspace.close();
  await workspace.denseOnly(8, 8);
  await workspace.fill("Epochs", 1_000_000_000);
  await workspace.field("Early stopping").setChecked(false);
  if (!frames) await page.evaluate(() => (window.requestAnimationFrame = () => 0));
  const tab = (name) => workspace.curves.getByRole("tab", { name }).click();
  await workspace.train();
  // Until what runs long is compiled for speed.
  await page.waitForTimeout(2 * ms);
  const found = [];
  for (const name of tabs) {
    await tab(name);
    await page.waitForTimeout(ms / 3);
    const seen = await page.evaluate(async (ms) => {
      const epoch = () => Number(document.querySelector("output[aria-label=Epoch]").textContent.replace(/\D/g, ""));
      const said = () => document.querySelector("#curves-view")?.textContent.match(/(?:weights of|those of) epoch ([\d,]+)/)?.[1];
      let [drawn, last] = [0, said()];
      const look = new MutationObserver(() => {
        const now = said();
        drawn += now === last ? 0 : 1;
        last = now;
      });
      look.observe(document.querySelector("#curves-view") ?? document.body, { subtree: true, childList: true, characterData: true });
      const [from, start] = [epoch(), performance.now()];
      await new Promise((resolve) => setTimeout(resolve, ms));
      const seconds = (performance.now() - start) / 1e3;
      look.disconnect();
      return { rate: (epoch() - from) / seconds, drawn: drawn / seconds };
    }, ms);
    found.push({ tab: name, ...seen });
  }
  await context.close();
  return found;
}

const bench = await (await browser.newContext()).newPage();
async function alone(name) {
  await bench.goto(`${origin}/bench.html`);
  return bench.evaluate(
    async ([name, csv, experiment, ms]) => {
      const { Engine } = await import("./bench/engine.js");
      const engine = new Engine();
      const bytes = new TextEncoder().encode(csv);
      const { epochsPerSecond } = await engine.ask({ what: "epochs", name, bytes, experiment, budgetMs: ms });
      engine.stop();
      return epochsPerSecond;
    },
    [name, readFileSync(iris, "utf8"), experiment, ms],
  );
}

const shown = { page: {}, "page, predictions": { predictions: true }, "page, 8 runs": { runs: true }, phone: { slowed: 4 } };
const rates = { trainer: [], session: [], "page, no frames": [] };
const seen = {};
for (const name of Object.keys(shown)) [rates[name], seen[name]] = [[], [[], []]];
for (let round = 0; round < rounds; round += 1) {
  for (const name of Object.keys(seen)) {
    const page = await onPage(true, shown[name]);
    rates[name].push(page.rate);
    seen[name][0].push(...page.frames);
    seen[name][1].push(...page.long);
  }
  rates["page, no frames"].push((await onPage(false)).rate);
  rates.trainer.push(await alone("trainer"));
  rates.session.push(await alone("session"));
}
const looks = [];
for (let round = 0; round < rounds; round += 1) {
  const [alone] = await looked(["Loss"], false);
  looks.push([{ ...alone, tab: "Loss, no frames" }, ...(await looked(["Loss", "Picture", "Inside"], true))]);
}
await browser.close();
close();

const of = (name) => median(rates[name]);
// Ratios within a round, since the machine's speed moves.
const ratio = (name) => median(rates[name].map((rate, round) => rate / rates.session[round]));
console.log(`${availableParallelism()} threads, load ${loadavg()[0].toFixed(1)}, ${rounds} rounds of ${ms / 1000} s\n`);
console.log("| | Epochs a second, median | Of the session's, median of rounds |\n| --- | --- | --- |");
for (const name of Object.keys(rates)) console.log(`| ${name} | ${Math.round(of(name))} | ${(100 * ratio(name)).toFixed(0)} % |`);
for (const [name, [frames, long]] of Object.entries(seen)) {
  const slow = frames.filter((frame) => frame > 25).length;
  console.log(`\n${name}: ${frames.length} frames, median ${median(frames).toFixed(1)} ms, ${slow} over 25 ms, longest ${Math.max(...frames).toFixed(0)} ms; tasks over 50 ms: ${long.length}, longest ${Math.max(0, ...long).toFixed(0)} ms`);
}
console.log("\n2-8-8-1 on 500 points:\n\n| Tab | Epochs a second, median | Of those without frames, median of rounds | Pictures a second |\n| --- | --- | --- | --- |");
for (const [at, { tab }] of looks[0].entries()) {
  const of = (read) => median(looks.map(read));
  const share = of((look) => look[at].rate / look[0].rate);
  console.log(`| ${tab} | ${Math.round(of((look) => look[at].rate))} | ${(100 * share).toFixed(0)} % | ${of((look) => look[at].drawn).toFixed(0)} |`);
}

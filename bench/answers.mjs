// How soon the built page answers: from an input to the frame that shows what it did, and
// tasks over 50 ms while a block is dragged and while a run is drawn.
//   node bench/answers.mjs [--times 20] [--profile]   dist/, or DESCENT_DIST
//   --profile   says what the page's thread did while dragging and training
// Prints Markdown tables. A busy machine lengthens all of it: the first line of the second
// table is the page at rest.
import { availableParallelism, loadavg } from "node:os";
import { parseArgs } from "node:util";
import { dist, needs } from "./needs.mjs";
import { serve } from "./serve.js";

needs("make answers", "node_modules/@playwright/test", `${dist}/index.html`);
const { chromium } = await import("@playwright/test");
const { default: config } = await import("../tests/e2e/playwright.config.mjs");
const { Workspace } = await import("../tests/e2e/page.mjs");
const { view } = await import("../tests/e2e/views.mjs");

const { values: options } = parseArgs({
  options: { times: { type: "string", default: "20" }, profile: { type: "boolean", default: false } },
});
const times = Number(options.times);
const round = (value) => value.toFixed(value < 10 ? 1 : 0);
const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
const max = (values) => Math.max(0, ...values);

const { origin, close } = await serve();
const browser = await chromium.launch(config.use.launchOptions);
const context = await browser.newContext({ viewport: config.use.viewport, baseURL: `${origin}/` });
const page = await context.newPage();
const workspace = new Workspace(page);
await page.addInitScript(() => {
  window.long = [];
  window.moves = [];
  new PerformanceObserver((list) => window.long.push(...list.getEntries().map(({ duration }) => duration))).observe({ type: "longtask" });
  // From the input to after the paint of the frame that follows it.
  const painted = (then) => requestAnimationFrame(() => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = then;
    port2.postMessage(null);
  });
  addEventListener("pointermove", ({ timeStamp }) => {
    if (document.querySelector(".dragging")) painted(() => window.moves.push(performance.now() - timeStamp));
  }, true);
  /** Resolves with the wait and the frames from the next such event until `shows` is true. */
  window.answer = (event, shows) =>
    new Promise((resolve, reject) => {
      setTimeout(() => reject(new Error(`no answer to ${event}: ${shows}`)), 5000);
      addEventListener(event, ({ timeStamp }) => {
        let frames = 0;
        const look = () => {
          frames += 1;
          if (shows()) painted(() => resolve({ ms: performance.now() - timeStamp, frames }));
          else requestAnimationFrame(look);
        };
        requestAnimationFrame(look);
      }, { capture: true, once: true });
    });
});

/** Acts so many times and measures each answer; `read` is what the answer changes. */
async function answers(event, read, act) {
  const found = [];
  for (let turn = 0; turn < times; turn += 1) {
    const answer = page.evaluate(
      ([event, read]) => {
        const now = () => String(new Function(`return ${read}`)());
        const before = now();
        return window.answer(event, () => now() !== before);
      },
      [event, read],
    );
    await act(turn);
    found.push(await answer);
  }
  return found;
}

async function click(locator) {
  const { x, y, width, height } = await locator.boundingBox();
  await page.mouse.click(x + width / 2, y + height / 2);
}

const edits = [];
async function edit(name, event, read, act) {
  const found = await answers(event, read, act);
  const [ms, frames] = [found.map(({ ms }) => ms), found.map(({ frames }) => frames)];
  edits.push(`| ${name} | ${round(median(ms))} | ${round(max(ms))} | ${median(frames)} | ${max(frames)} |`);
}

async function allEdits(network) {
  const selected = `document.querySelector(".block[aria-pressed=true]")?.innerText`;
  const count = `document.querySelectorAll(".chain .block[data-kind]").length`;
  await workspace.blocks.first().click();
  await edit(`${network}: units, one step`, "click", selected, (turn) => click(page.getByRole("button", { name: turn % 2 ? "Fewer units" : "More units" })));
  await edit(`${network}: units, a digit typed`, "input", selected, (turn) => page.getByLabel("Units", { exact: true }).fill(String(20 + turn)));
  await edit(`${network}: activation`, "change", selected, (turn) => page.getByLabel("Activation", { exact: true }).selectOption(turn % 2 ? "relu" : "tanh"));
  // The thirtieth block is the last that fits.
  if (network !== "30 blocks") {
    await edit(`${network}: a block added`, "click", count, () => click(page.getByRole("button", { name: "Add Dropout" })));
  }
  await edit(`${network}: undo`, "click", `document.querySelector(".chain").innerText`, () => click(page.getByRole("button", { name: "Undo", exact: true })));
}

const tasks = [];
async function watch(name, act) {
  const cdp = await context.newCDPSession(page);
  if (options.profile) {
    await cdp.send("Profiler.enable");
    await cdp.send("Profiler.start");
  }
  await page.evaluate(() => (window.long.length = window.moves.length = 0));
  await act();
  const { long, moves } = await page.evaluate(() => ({ long: [...window.long], moves: [...window.moves] }));
  tasks.push(`| ${name} | ${long.length} | ${round(max(long))} | ${moves.length ? round(median(moves)) : ""} | ${moves.length ? round(max(moves)) : ""} |`);
  if (!options.profile) return;
  const { profile } = await cdp.send("Profiler.stop");
  const self = new Map();
  profile.samples.forEach((id, at) => {
    const { functionName, url } = profile.nodes.find((node) => node.id === id).callFrame;
    const key = `${functionName || "(anonymous)"} ${url.split("/").at(-1)}`;
    self.set(key, (self.get(key) ?? 0) + profile.timeDeltas[at] / 1000);
  });
  console.error(name, [...self].sort((a, b) => b[1] - a[1]).slice(0, 15).map(([key, ms]) => `\n  ${round(ms)} ms ${key}`).join(""));
}

await workspace.open();
await allEdits("1 block");
await view("thirty blocks")(workspace);
await allEdits("30 blocks");
const rest = () => page.waitForTimeout(3000);
await watch("at rest, 3 s", rest);
await watch("a block dragged along 30 blocks, 3 s", async () => {
  await workspace.blocks.first().scrollIntoViewIfNeeded();
  const box = await workspace.blocks.first().boundingBox();
  const y = box.y + box.height / 2;
  await page.mouse.move(box.x + box.width / 2, y);
  await page.mouse.down();
  const end = Date.now() + 3000;
  // To and fro between the edges, where the chain scrolls by itself.
  for (let step = 0; Date.now() < end; step += 1) {
    await page.mouse.move(760 + 420 * Math.sin(step / 20), y + 6 * Math.cos(step / 9));
    await page.waitForTimeout(8);
  }
  await page.mouse.up();
});
await workspace.denseOnly(16);
await workspace.fill("Epochs", 10_000);
await workspace.field("Early stopping").setChecked(false);
await workspace.train();
await watch("training with the chart, epochs of a millisecond, 3 s", rest);
await edit("while training: another tab", "click", `document.querySelector("[role=tab][aria-selected=true]").innerText`, (turn) => click(page.getByRole("tab").nth((turn + 1) % 2)));
await workspace.button(/Pause|Train/).click();
await workspace.denseOnly(512, 512, 512);
await workspace.train();
await workspace.reached(1);
await watch("training with the chart, 512-512-512, 3 s", rest);
await edit("while 512-512-512 trains: learning rate", "input", `document.querySelector("#learning-rate").value`, (turn) => page.getByLabel("Learning rate", { exact: true }).fill(turn % 2 ? "0.001" : "0.002"));
await browser.close();
close();

console.log(`${availableParallelism()} threads, load ${loadavg()[0].toFixed(1)}, ${times} times each\n`);
console.log(["| Edit | Median ms | Most ms | Frames, median | Frames, most |", "| --- | --- | --- | --- | --- |", ...edits, ""].join("\n"));
console.log(["| Meanwhile | Tasks over 50 ms | Longest ms | Pointer to paint, median ms | Most ms |", "| --- | --- | --- | --- | --- |", ...tasks].join("\n"));

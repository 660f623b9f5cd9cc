// The speed page: buttons, tables, and `window.descentBench` for scripts.
import { Engine, Stopped } from "./engine.js";
import { measure } from "./measure.js";
import { gigaflops, markdown, number, percent, rate, verdict } from "./report.js";

const element = (id) => document.getElementById(id);
const [measureButton, stopButton, copyButton] = ["measure", "stop", "copy"].map(element);
const [readingSwitch, progressText, progressBar, failure] = ["reading", "progress", "share", "failure"].map(element);
let engine = null;
let latest = null;

function fill(row, ...figures) {
  const cells = [...row.cells].slice(-figures.length);
  cells.forEach((cell, index) => (cell.textContent = figures[index]));
  row.dataset.measured = "";
}

const show = {
  peak: (gflops) => (element("peak").textContent = gigaflops(gflops)),
  products: ({ name, gflops, share }) =>
    fill(document.querySelector(`[data-product="${name}"]`), gigaflops(gflops), percent(share)),
  networks: ({ name, msPerEpoch, samplesPerSecond }) =>
    fill(document.querySelector(`[data-network="${name}"]`), number(msPerEpoch), rate(samplesPerSecond)),
  fingerprint: (result) => {
    element("fingerprint").textContent = result.value;
    element("verdict").textContent = verdict(result);
    element("verdict").dataset.equal = result.equal;
  },
};

function clear() {
  for (const row of document.querySelectorAll("[data-measured]")) {
    fill(row, "–", "–");
    delete row.dataset.measured;
  }
  element("peak").textContent = "–";
  element("fingerprint").textContent = "";
  element("verdict").textContent = "Not computed yet.";
  delete element("verdict").dataset.equal;
}

function progress(done, all, next) {
  progressBar.value = done / all;
  progressText.textContent = next ? `Step ${done + 1} of ${all}: ${next}` : "Done.";
}

function say(text, isFailure) {
  progressText.textContent = isFailure ? "" : text;
  failure.textContent = isFailure ? text : "";
}

function setRunning(isRunning) {
  measureButton.disabled = isRunning;
  readingSwitch.disabled = isRunning;
  stopButton.disabled = !isRunning;
  copyButton.disabled = isRunning || latest === null;
}

/** Measures, shows it on the page, and resolves with the results. */
async function run(options = {}) {
  if (engine !== null) throw new Error("A measurement is running.");
  say("Starting.", false);
  engine = new Engine();
  latest = null;
  clear();
  setRunning(true);
  try {
    latest = await measure(engine, options, { show: (part, result) => show[part](result), progress });
    return latest;
  } catch (error) {
    progressBar.value = 0;
    if (error instanceof Stopped) say("Stopped.", false);
    else say(`The measurement failed: ${error.message}`, true);
    throw error;
  } finally {
    engine.stop();
    engine = null;
    setRunning(false);
  }
}

// A failure stands on the page already.
const start = (options) => run(options).catch(() => {});

measureButton.addEventListener("click", () => start({ reading: readingSwitch.checked }));
stopButton.addEventListener("click", () => engine?.stop());
copyButton.addEventListener("click", async () => {
  try {
    await navigator.clipboard.writeText(markdown(latest));
    say("Copied as Markdown.", false);
  } catch (error) {
    say(`The browser does not let the page copy: ${error.message}`, true);
  }
});

/** The networks as data, for who trains the same elsewhere. */
async function describe() {
  const describer = new Engine();
  try {
    return (await describer.ask({ what: "describe" })).networks;
  } finally {
    describer.stop();
  }
}

window.descentBench = { run, describe };

if (location.hash === "#fingerprint") start({ parts: ["fingerprint"] });

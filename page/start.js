// Loads the page's own code and starts it. Where that fails, it looks at each file that the page
// begins with and says in one sentence which one is wrong, and what to do.
import { keepForLater } from "./offline.js";

const at = (name) => new URL(name, import.meta.url);
/** What is loaded first, and with which type. */
const FIRST = [
  ["app.js", "javascript"],
  ["app_bg.wasm", "wasm"],
  ["worker_loader.js", "javascript"],
  ["worker.js", "javascript"],
  ["worker_split.js", "javascript"],
  ["worker_bg.wasm", "wasm"],
];
/** How long the worker may be silent, in ms. */
const PATIENCE = 4000;

/** What is wrong with a file, as a sentence; empty where nothing is. */
async function fault([name, kind]) {
  let response;
  try {
    response = await fetch(at(name), { cache: "no-store" });
  } catch {
    return "The network was lost while Descent was loading. Reload the page once it is back.";
  }
  if (!response.ok) {
    return `The host answers ${response.status} for ${name}, so Descent is not all there. Whoever put it there should copy the whole folder again.`;
  }
  const type = response.headers.get("content-type") ?? "";
  if (type.includes("html")) {
    return `In the place of ${name} comes a page, perhaps one to sign in to the network. Open any other site in this browser, sign in, then reload.`;
  }
  const start = new Uint8Array(await response.arrayBuffer()).subarray(0, 4);
  if (kind === "wasm" && String.fromCharCode(...start) !== "\0asm") {
    return `${name} arrives damaged: what stands between the host and this browser changes it. Reload the page, or try another network.`;
  }
  if (kind === "javascript" && !/javascript|ecmascript/.test(type)) {
    return `The host sends ${name} as "${type}", and browsers only run scripts that are sent as text/javascript. Whoever put Descent there can set that.`;
  }
  return "";
}

async function whatIsWrong() {
  const faults = await Promise.all(FIRST.map(fault));
  return faults.find((sentence) => sentence);
}

/** Once the worker was heard of. */
const workerIsReady = new Promise((resolve) => {
  addEventListener("descent-ready", resolve, { once: true });
});

async function start() {
  try {
    const { default: init } = await import("./app.js");
    await init({ module_or_path: at("app_bg.wasm") });
  } catch (error) {
    const sentence = await whatIsWrong();
    return cannotStart(sentence || `Descent could not be started: ${error.message}. Reload the page, or try another browser.`);
  }
  const isLate = new Promise((resolve) => setTimeout(resolve, PATIENCE, true));
  if ((await Promise.race([workerIsReady, isLate])) === true) {
    const sentence = await whatIsWrong();
    cannotStart(sentence || "Descent's worker, which trains, does not answer. On a slow computer it may only take longer; else reload the page, or look whether an extension or a rule of this network forbids workers.");
    await workerIsReady;
    cannotStart("");
  }
  keepForLater();
}

if (!window.startProblem) start();

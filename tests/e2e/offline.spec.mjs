// Shows that the page needs no network once it was loaded, that two builds are never mixed, and
// that nothing foreign may run in it.
import { cpSync, mkdtempSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { extname, join } from "node:path";
import { expect, test } from "@playwright/test";
import { built, dataset } from "./engine.mjs";
import { Workspace } from "./page.mjs";

test.use({ serviceWorkers: "allow" });

const TYPES = { ".html": "text/html", ".js": "text/javascript", ".wasm": "application/wasm", ".webmanifest": "application/manifest+json", ".svg": "image/svg+xml" };

/** A plain host of a folder, below a path; what it answers can be changed while it runs. */
async function host(folder, below = "/", headers = {}) {
  const state = { folder, change: null };
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url, "http://127.0.0.1");
    const path = pathname.startsWith(below) ? pathname.slice(below.length) || "index.html" : "nothing";
    if (state.change?.(path, response)) return;
    try {
      const bytes = readFileSync(join(state.folder, path));
      response.writeHead(200, { "content-type": TYPES[extname(path)] ?? "text/plain", ...headers }).end(bytes);
    } catch {
      response.writeHead(404, { "content-type": "text/html" }).end("<h1>Not here</h1>");
    }
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    state,
    address: `http://127.0.0.1:${server.address().port}${below}`,
    close: () => new Promise((resolve) => { server.closeAllConnections(); server.close(resolve); }),
  };
}

/** The page from a host, once the browser has kept it. */
async function keptFrom(server, page) {
  const workspace = new Workspace(page);
  await page.goto(server.address);
  await workspace.ready();
  await page.waitForFunction(async () => (await navigator.serviceWorker.getRegistration())?.active?.state === "activated", null, { timeout: 40_000 });
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
  return workspace;
}

/** A copy of the build that counts as another one. */
function anotherBuild() {
  const folder = mkdtempSync(join(tmpdir(), "descent-"));
  cpSync(built, folder, { recursive: true });
  const old = readdirSync(folder).find((name) => name.startsWith("files-"));
  renameSync(join(folder, old), join(folder, "files-another"));
  const page = readFileSync(join(folder, "index.html"), "utf8").replaceAll(old, "files-another");
  writeFileSync(join(folder, "index.html"), page);
  const worker = join(folder, "service_worker.js");
  // The page's own bytes are others now.
  const text = readFileSync(worker, "utf8").replaceAll(old, "files-another").replace(/PAGE = "[^"]*"/, 'PAGE = ""');
  writeFileSync(worker, text);
  return folder;
}

test("once loaded, it works without a network: reload, upload, Gallery, training, link, export, lessons", async ({ page }) => {
  test.setTimeout(120_000);
  const errors = [];
  page.on("console", (message) => message.type() === "error" && errors.push(message.text()));
  page.on("pageerror", (error) => errors.push(error.message));
  // The policy as a header, too, which holds for the workers as well.
  const [, policy] = readFileSync(join(built, "index.html"), "utf8").match(/Content-Security-Policy" content="([^"]*)"/);
  expect(policy).not.toMatch(/unsafe-inline|unsafe-eval'(?<!wasm-unsafe-eval')/);
  const server = await host(built, "/a/b/", { "content-security-policy": policy });
  const workspace = await keptFrom(server, page);
  await server.close();

  await page.reload();
  await workspace.ready();
  await workspace.upload({ name: "iris.csv", mimeType: "text/csv", buffer: readFileSync(dataset("iris")) });
  await expect(workspace.output("Rows")).toHaveText("150 rows · 5 columns");
  await workspace.chooseGallery("Titanic", { withNetwork: true });
  await workspace.fill("Epochs", 5);
  await workspace.train();
  await workspace.finished();
  expect((await workspace.history()).length).toBeGreaterThan(100);
  expect(await workspace.link()).toContain("/a/b/#v3.");
  await workspace.button("Lessons").click();
  await expect(page.getByRole("button", { name: /^1\. / })).toBeVisible();
  await page.goto(`${server.address}?embed#scene=dropout`);
  await workspace.ready();
  expect(errors).toEqual([]);
});

test("a new version is offered, waits for the run, and starts with one click", async ({ page }) => {
  test.setTimeout(120_000);
  const server = await host(built);
  const folder = anotherBuild();
  const workspace = await keptFrom(server, page);
  await page.reload();
  await workspace.ready();
  const before = await page.evaluate(() => document.documentElement.dataset.files);
  await workspace.fill("Epochs", 16_000);
  await workspace.field("Early stopping").setChecked(false);
  await workspace.train();
  server.state.folder = folder;
  await page.evaluate(async () => { await (await navigator.serviceWorker.getRegistration()).update(); });
  const offer = page.getByRole("button", { name: "Start it now" });
  await offer.click({ timeout: 30_000 });
  await expect(page.getByText("The new version waits until the run is over or paused.")).toBeVisible();
  // What the page had not loaded yet comes from its own build, which the host no longer has.
  await workspace.button("Experiments").click();
  await expect(workspace.dialog("Experiments").getByRole("listitem")).toHaveCount(1);
  await page.keyboard.press("Escape");
  await workspace.button("Pause").click();
  const epoch = await workspace.figure("Epoch");
  await offer.click();
  await page.waitForFunction((old) => document.documentElement.dataset.files !== old, before);
  await workspace.ready();
  expect(await workspace.figure("Epoch")).toBeGreaterThanOrEqual(epoch);
  await server.close();
  rmSync(folder, { recursive: true });
});

test("where the browser keeps nothing, the page runs and says so once", async ({ page }) => {
  await page.addInitScript(() => {
    navigator.serviceWorker.register = () => {
      document.documentElement.dataset.refused = "";
      return Promise.reject(new Error("not allowed"));
    };
  });
  const workspace = new Workspace(page);
  await workspace.open();
  await workspace.saysOnly("This browser keeps no copy of Descent, so it needs the network the next time, too.");
  await workspace.train();
  await workspace.finished();
  await page.reload();
  await workspace.ready();
  await page.locator("html[data-refused]").waitFor();
  await expect(workspace.sentences).toHaveCount(0);
});

test.describe("what keeps it from starting is said within five seconds", () => {
  const broken = [
    ["a script that is missing", (path, response) => /app\.js$/.test(path) && response.writeHead(404).end(), /The host answers 404 for app\.js/],
    ["wasm that is missing", (path, response) => /app_bg\.wasm$/.test(path) && response.writeHead(404).end(), /The host answers 404 for app_bg\.wasm/],
    ["a page to sign in", (path, response) => /app\.js$/.test(path) && response.writeHead(200, { "content-type": "text/html" }).end("<h1>Sign in</h1>"), /sign in/],
    ["damaged wasm", (path, response) => /app_bg\.wasm$/.test(path) && response.writeHead(200, { "content-type": "application/wasm" }).end("no"), /app_bg\.wasm arrives damaged/],
    ["a script of another type", (path, response) => /app\.js$/.test(path) && response.writeHead(200, { "content-type": "text/plain" }).end("export default 1"), /text\/javascript/],
    ["a worker that is missing", (path, response) => /worker_loader\.js$/.test(path) && response.writeHead(404).end(), /The host answers 404 for worker_loader\.js/],
    ["the starting script itself", (path, response) => /start\.js$/.test(path) && response.writeHead(404).end(), /start\.js/],
  ];
  for (const [what, change, sentence] of broken) {
    test(what, async ({ page }) => {
      const server = await host(built);
      server.state.change = (path, response) => Boolean(change(path, response));
      await page.goto(server.address);
      const said = page.locator("#no-start");
      await expect(said).toBeVisible({ timeout: 5_000 });
      await expect(said).toContainText(sentence);
      await expect(page.getByText("Press Train.", { exact: true })).toBeHidden();
      await server.close();
    });
  }

  test("a file that was opened by a double click", async ({ page }) => {
    await page.goto(`file://${join(built, "index.html")}`);
    await expect(page.locator("#no-start")).toContainText("python3 -m http.server");
  });

  for (const [what, script, sentence] of [
    ["no WebAssembly", () => { delete globalThis.WebAssembly; }, /WebAssembly is missing/],
    ["an old browser", () => { delete HTMLElement.prototype.popover; }, /too old for Descent. Chrome or Edge 123/],
    ["no SIMD", () => { WebAssembly.validate = () => false; }, /no SIMD/],
    ["no workers", () => { delete globalThis.Worker; }, /no workers/],
    ["a worker that is refused", () => { globalThis.Worker = class { constructor() { throw new Error("refused"); } }; }, /worker/],
    ["a worker that says nothing", () => { globalThis.Worker = class extends EventTarget { postMessage() {} terminate() {} }; }, /worker, which trains, does not answer/],
  ]) {
    test(what, async ({ page }) => {
      await page.addInitScript(script);
      await page.goto("./");
      await expect(page.locator("#no-start")).toContainText(sentence, { timeout: 6_000 });
    });
  }

  test("scripts that are off", async ({ browser, baseURL }) => {
    const context = await browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(baseURL);
    await expect(page.locator("noscript p")).toContainText("Allow JavaScript for this page");
    await context.close();
  });
});

test("wasm under another type runs all the same", async ({ page }) => {
  const server = await host(built);
  server.state.change = (path, response) => {
    if (!path.endsWith(".wasm")) return false;
    response.writeHead(200, { "content-type": "application/octet-stream" }).end(readFileSync(join(built, path)));
    return true;
  };
  const workspace = new Workspace(page);
  await page.goto(server.address);
  await workspace.ready();
  await workspace.train();
  await workspace.finished();
  await server.close();
});

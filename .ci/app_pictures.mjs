// Draws what an installed page is shown by: its icons, and two pictures of it in use.
//   node .ci/app_pictures.mjs   the built page in dist, or DESCENT_DIST
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { chromium } from "@playwright/test";
import { browserWithWindows } from "../tests/e2e/playwright.config.mjs";
import { Workspace } from "../tests/e2e/page.mjs";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const icons = here("../page/icons/");
const sign = readFileSync(`${icons}icon.svg`, "utf8");
const port = 8097;
const server = spawn("node", [here("../tests/e2e/serve.mjs"), String(port)]);
const browser = await chromium.launch({ executablePath: browserWithWindows, args: ["--no-sandbox"] });
try {
  // One that is cut to any shape keeps all that matters in four fifths of its width.
  for (const [name, size, share, ground] of [["icon-192", 192, 1], ["icon-512", 512, 1], ["icon-maskable-512", 512, 0.62, "#ffffff"]]) {
    const page = await browser.newPage({ viewport: { width: size, height: size } });
    const inner = Math.round(size * share);
    await page.setContent(`<body style="margin:0;display:grid;place-items:center;block-size:100vh;background:${ground ?? "transparent"}">${sign.replace("<svg ", `<svg width="${inner}" height="${inner}" `)}`);
    await page.screenshot({ path: `${icons}${name}.png`, omitBackground: true });
    await page.close();
  }
  for (const [name, width, height] of [["wide", 1280, 720], ["narrow", 390, 844]]) {
    const page = await browser.newPage({ viewport: { width, height }, baseURL: `http://127.0.0.1:${port}/`, serviceWorkers: "block" });
    const workspace = new Workspace(page);
    await workspace.open();
    await page.getByRole("button", { name: "Got it" }).click();
    await workspace.train();
    await workspace.finished();
    await page.screenshot({ path: `${icons}${name}.png` });
    await page.close();
  }
} finally {
  await browser.close();
  server.kill();
}

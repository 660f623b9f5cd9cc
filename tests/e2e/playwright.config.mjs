// How the journeys run: the built page, one Chromium, no retries.
import { existsSync } from "node:fs";
import { defineConfig } from "@playwright/test";

// A Chromium of the system, where there is one; else Playwright's own.
const installed = (...paths) => [process.env.CHROMIUM, ...paths].find((path) => path && existsSync(path));
const whole = ["/usr/bin/chromium", "/usr/bin/google-chrome"];
/** The browser as users have it: what is measured is measured in this one. */
export const browserWithWindows = installed(...whole);
// The shell is the same browser without windows, which nobody sees here and which take a
// third of the processor.
const executablePath = installed("/usr/bin/chromium-headless-shell", ...whole);
// Another port, where this one is taken.
const port = Number(process.env.DESCENT_PORT ?? 8090);

export default defineConfig({
  testDir: ".",
  outputDir: "../../test-results",
  fullyParallel: true,
  workers: 2,
  retries: 0,
  forbidOnly: true,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  reporter: [["list"]],
  use: {
    baseURL: `http://127.0.0.1:${port}/`,
    viewport: { width: 1440, height: 900 },
    colorScheme: "light",
    // Only the journeys without a network keep the page: it takes a second of each.
    serviceWorkers: "block",
    permissions: ["clipboard-read", "clipboard-write"],
    actionTimeout: 15_000,
    // The page before and after each act is kept on demand only, with TRACE=1: to take it down
    // costs a fifth of a journey.
    trace: { mode: "retain-on-failure", screenshots: false, snapshots: process.env.TRACE === "1" },
    screenshot: "only-on-failure",
    launchOptions: {
      executablePath,
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        // Only what runs long is compiled once more, for speed: a page that is open for two
        // seconds spends a seventh of the processor on what it then hardly uses.
        "--js-flags=--wasm-tiering-budget=200000000",
      ],
    },
  },
  webServer: {
    command: `node ${new URL("serve.mjs", import.meta.url).pathname} ${port}`,
    port,
    reuseExistingServer: false,
  },
});

// How the journeys run: the built page, one Chromium, no retries.
import { existsSync } from "node:fs";
import { defineConfig } from "@playwright/test";

// A Chromium of the system, where there is one; else Playwright's own.
const installed = [process.env.CHROMIUM, "/usr/bin/chromium", "/usr/bin/google-chrome"];
const executablePath = installed.find((path) => path && existsSync(path));
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
    permissions: ["clipboard-read", "clipboard-write"],
    actionTimeout: 15_000,
    trace: { mode: "retain-on-failure", screenshots: false },
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
      ],
    },
  },
  webServer: {
    command: `node ${new URL("serve.mjs", import.meta.url).pathname} ${port}`,
    port,
    reuseExistingServer: false,
  },
});

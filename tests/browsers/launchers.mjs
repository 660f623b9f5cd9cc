// The three engines: which programs each needs, and how each is started.
import { accessSync, constants, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { answering, freePort, start, stop } from "./children.mjs";
import { Session } from "./webdriver.mjs";

const engines = {
  chromium: {
    programs: {
      browser: [
        process.env.CHROMIUM,
        "chromium",
        "google-chrome",
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
      ],
      driver: ["chromedriver"],
    },
    arguments: (port) => [`--port=${port}`],
    capabilities: (binary) => ({
      "goog:chromeOptions": {
        binary,
        args: [
          "--headless=new",
          "--no-sandbox",
          "--disable-gpu",
          "--disable-quic",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync",
        ],
      },
    }),
  },
  firefox: {
    programs: {
      browser: ["firefox-esr", "firefox", "/Applications/Firefox.app/Contents/MacOS/firefox"],
      driver: ["geckodriver"],
    },
    // Port 0 of the second protocol: any that is free, not a fixed one.
    arguments: (port) => ["--host", "127.0.0.1", "--port", `${port}`, "--websocket-port", "0"],
    capabilities: (binary) => ({ "moz:firefoxOptions": { binary, args: ["-headless"] } }),
  },
  webkit: {
    // The driver knows its own browser, MiniBrowser, which has no headless mode.
    programs: { driver: ["WebKitWebDriver"], display: ["Xvfb"] },
    arguments: (port) => ["--host=127.0.0.1", `--port=${port}`],
    capabilities: () => ({}),
  },
};

export const names = Object.keys(engines);

function find(candidates) {
  const paths = candidates
    .filter(Boolean)
    .flatMap((name) => (name.includes("/") ? [name] : process.env.PATH.split(delimiter).map((folder) => join(folder, name))));
  return paths.find((path) => {
    try {
      accessSync(path, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

/** The paths of an engine's programs, and the names of those that are not installed. */
export function programs(name) {
  const paths = {};
  const missing = [];
  for (const [part, candidates] of Object.entries(engines[name].programs)) {
    paths[part] = find(candidates);
    if (!paths[part]) missing.push(candidates.find((program) => program && !program.includes("/")));
  }
  return { paths, missing };
}

// Profiles and logs; gone afterwards, however the browser ended.
const folders = new Set();
process.once("exit", () => folders.forEach(remove));

function remove(folder) {
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  folders.delete(folder);
}

/** Starts an engine; gives a session, and the way to end all that was started. */
export async function launch(name) {
  const { paths } = programs(name);
  const folder = mkdtempSync(join(tmpdir(), "descent-browser-"));
  folders.add(folder);
  const children = [];
  let session;
  const end = async () => {
    await session?.close();
    for (const child of children.reverse()) await stop(child);
    remove(folder);
  };
  try {
    // Firefox does not start for root in the home of another user.
    const env = { TMPDIR: folder, HOME: folder };
    if (paths.display) {
      const { child, display } = await startDisplay(paths.display);
      children.push(child);
      Object.assign(env, { DISPLAY: display, GDK_BACKEND: "x11" });
    }
    const port = await freePort();
    const driver = start(paths.driver, engines[name].arguments(port), { env });
    children.push(driver);
    const address = `http://127.0.0.1:${port}`;
    await answering(driver, paths.driver, `${address}/status`);
    session = await Session.open(address, engines[name].capabilities(paths.browser));
    return { session, end };
  } catch (error) {
    await end();
    throw error;
  }
}

/** A display in memory, on the first free number, which it tells us. */
async function startDisplay(path) {
  const stdio = ["ignore", "ignore", "pipe", "pipe"];
  const child = start(path, ["-displayfd", "3", "-screen", "0", "1440x900x24", "-nolisten", "tcp"], { stdio });
  const told = new Promise((resolve) => child.process.stdio[3].once("data", resolve));
  const number = await Promise.race([told, child.end.then(() => null)]);
  if (number === null) throw new Error(`${path} ended at once. It said: ${child.said() || "nothing"}`);
  return { child, display: `:${String(number).trim()}` };
}

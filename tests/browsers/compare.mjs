// Opens a page in each engine, waits for its fingerprint, compares it with the recorded one.
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { answering, freePort, interrupted, start, stop } from "./children.mjs";
import { launch } from "./launchers.mjs";

/** Serves a folder on this machine only. */
export async function serve(folder) {
  const port = await freePort();
  const script = fileURLToPath(new URL("../e2e/serve.mjs", import.meta.url));
  const child = start(process.execPath, [script, `${port}`], { env: folder ? { DESCENT_DIST: folder } : {} });
  const address = `http://127.0.0.1:${port}/`;
  await answering(child, "the server of the built page", address);
  return { address, end: () => stop(child) };
}

/** The text of the first element of a selector that has any; "" while there is none. */
async function text(session, selector) {
  try {
    for (const element of await session.find(selector)) {
      const content = String(await session.property(element, "textContent")).trim();
      if (content) return content;
    }
  } catch (error) {
    // The page put another element in its place between the two questions.
    if (error.code !== "stale element reference") throw error;
  }
  return "";
}

/** What the page wrote in time; an error says what it did instead. */
async function read(session, address, seconds) {
  await session.navigate(address);
  for (const end = Date.now() + seconds * 1000; Date.now() < end; await sleep(100)) {
    const fingerprint = await text(session, "output#fingerprint");
    if (/^[0-9a-f]{16}$/.test(fingerprint)) return fingerprint;
    if (fingerprint) throw new Error(`the page wrote "${fingerprint}", which is not 16 hex digits`);
    const alert = await text(session, "[role=alert]");
    if (alert) throw new Error(`the page reports: ${alert}`);
  }
  const there = (await session.find("output#fingerprint")).length > 0;
  throw new Error(there ? `no fingerprint after ${seconds} s` : "the page has no <output id=\"fingerprint\">");
}

/**
 * One line per engine through `print`. Gives the number of engines that did not
 * write the recorded fingerprint.
 */
export async function compare({ names, address, recorded, seconds = 120, print = console.log }) {
  const written = [];
  for (const name of names) {
    let title = name;
    let browser;
    try {
      browser = await launch(name);
      title = `${name} ${browser.session.capabilities.browserVersion}`;
      const fingerprint = await read(browser.session, address, seconds);
      written.push(fingerprint);
      print(`${title}: ${fingerprint}, ${fingerprint === recorded ? "as recorded" : `but ${recorded} is recorded`}`);
    } catch (error) {
      if (interrupted()) return 0;
      print(`${title}: failed, ${error.message}`);
    } finally {
      await browser?.end();
    }
  }
  if (written.length > 1 && written.every((one) => one === written[0] && one !== recorded)) {
    print("The engines agree with one another: the training changed, or the record is old.");
  }
  return names.length - written.filter((one) => one === recorded).length;
}

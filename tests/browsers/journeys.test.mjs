// What a user cannot do without, in every engine that is installed, on the page that is built.
//   node --test tests/browsers/journeys.test.mjs
// DESCENT_BROWSERS=firefox,webkit demands those named.
import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { stopAllAtTheEnd } from "./children.mjs";
import { serve } from "./compare.mjs";
import { launch, names as known, programs } from "./launchers.mjs";
import { User } from "./user.mjs";

const demanded = (process.env.DESCENT_BROWSERS ?? "").split(",").map((name) => name.trim()).filter(Boolean);
const engines = demanded.length > 0 ? demanded : known.filter((name) => programs(name).missing.length === 0);
const folder = mkdtempSync(join(tmpdir(), "descent-journeys-"));
const csv = join(folder, "mine.csv");
const rows = Array.from({ length: 80 }, (_, at) => `${at % 7},${(at * 5) % 11},${at % 7 > 2 ? "yes" : "no"}\n`);

before(() => {
  stopAllAtTheEnd();
  writeFileSync(csv, `acid,sugar,good\n${rows.join("")}`);
});
after(() => rmSync(folder, { recursive: true }));

const chain = '[aria-label="Layers"] button[data-kind]';

async function stopsEarly(user, isWanted) {
  const stop = ".early-stopping input[role=switch]";
  const isOn = await user.script(`return document.querySelector("${stop}").checked`);
  if (isOn !== isWanted) await user.click(user.find(stop));
}

/** One visit; what is done in it builds on what was done before. */
const journeys = {
  async "a block is dragged into the network"(user) {
    const blocks = await user.count(chain);
    for (const [at, pointer] of ["mouse", "touch"].entries()) {
      const end = await user.script(`return [...document.querySelectorAll('[aria-label="Layers"] li')].at(-1)`);
      await user.drag(await user.button("Add Dense"), Object.values(end)[0], pointer);
      await user.until(`a block more, by ${pointer}`, async () => (await user.count(chain)) === blocks + at + 1, 5);
    }
    await user.press("Undo");
    await user.press("Undo");
    await user.until("the blocks of before", async () => (await user.count(chain)) === blocks);
  },

  async "a file is uploaded and a network is proposed for it"(user) {
    await user.give("#csv-file", csv);
    await user.until("the file's name", async () => (await user.text(".file-name")) === "mine.csv");
    await user.ready();
    assert.match(await user.figure("Rows"), /^80 rows · 3 columns/);
  },

  async "it trains, and early stopping ends it"(user) {
    await user.type("input", "Epochs", 40);
    await user.train();
    await user.finished();
    assert.match(await user.figure("Validation loss"), /^\d/);
    await user.type("input", "Epochs", 2000);
    await user.type("input", "Learning rate", 0.05);
    await stopsEarly(user, true);
    await user.train();
    await user.until("an early stop", async () => /^Stopped early/.test(await user.text(".curves-panel .status-line")), 60);
  },

  async "both runs are in the list"(user) {
    await user.until("two runs", async () => (await user.count(".runs-list .run")) === 2);
  },

  async "a link holds the experiment"(user) {
    await user.press("Share link");
    await user.press("Copy link");
    // Where the browser lets no page copy, the link is shown to be copied by hand.
    const link = "return document.querySelector('#shown-link')?.value ?? location.href";
    await user.until("the link", async () => /#v3\./.test(await user.script(link)));
    await user.script("document.querySelector('dialog[open]')?.close()");
  },

  async "a reload in the middle, and Go on"(user) {
    await user.type("input", "Epochs", 100000);
    await user.type("input", "Batch size", 1);
    await stopsEarly(user, false);
    await user.train();
    const epoch = async () => Number((await user.figure("Epoch")).replaceAll(",", ""));
    await user.until("some epochs", async () => (await epoch()) > 10);
    // What it goes on from is stored every two seconds.
    await sleep(3000);
    await user.reload();
    await user.until("Go on", async () => (await user.text("button.train")) === "Go on");
    const before = await epoch();
    await user.press("Go on");
    await user.until("more epochs", async () => (await epoch()) > before);
    await user.press("Pause");
    await user.type("input", "Epochs", 40);
  },

  async "the stage of a lecture"(user) {
    await user.press("Present");
    await user.find("button", "Reveal validation");
    await user.press("Reveal validation");
    await user.script("document.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }))");
  },
};

for (const engine of engines) {
  test(engine, { timeout: 300_000 }, async (t) => {
    const server = await serve();
    const { session, end } = await launch(engine);
    try {
      const user = new User(session);
      await session.command("POST", "window/rect", { width: 1440, height: 900 });
      await session.navigate(server.address);
      await user.ready();
      for (const [name, journey] of Object.entries(journeys)) await t.test(name, () => journey(user));
      await t.test("without a network", async () => {
        await user.until("a page that is kept", () => user.script("return navigator.serviceWorker?.controller !== null"), 60);
        await server.end();
        await user.reload();
        await user.train();
        await user.finished();
      });
    } finally {
      await end();
      await server.end();
    }
  });
}

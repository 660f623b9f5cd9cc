// The workspace by its accessible names: what journeys do, in a user's words.
import { expect } from "@playwright/test";
import { has, middle, transferOf } from "./hands.mjs";
import { reach, reaching } from "./sheets.mjs";

/** The two colours of the curves in the light theme. */
export const TRAINING = [0x24, 0x68, 0xd8];
export const VALIDATION = [0xe0, 0x70, 0x1a];

export class Workspace {
  /** `say` is how the page says what a journey calls by its English name. */
  constructor(page, say = (english) => english) {
    this.page = page;
    this.say = say;
    this.data = this.region("Data");
    this.network = page.getByRole("region", { name: say("Network") });
    this.curves = page.getByRole("region", { name: say("Learning curves") });
    this.training = this.region("Training");
    this.layers = page.getByRole("list", { name: say("Layers") });
    // The ends can be pressed too, and explain themselves.
    this.blocks = reaching(page, this.layers.locator("button[data-kind]"));
    // The advice about the selected block.
    this.besideBlock = reaching(page, this.network.getByLabel(say("Selected block")).locator(".advice"));
    // An <output> has the role too, but a verdict is a sentence.
    this.epochCursor = this.curves.getByRole("slider", { name: say("Epoch cursor") });
    this.verdict = this.curves.getByRole("status").and(page.locator("p"));
    // All that the page says, but for the verdict on the run and what it thinks of the data,
    // which stays as long as the data are what they are.
    this.sentences = page
      .getByRole("alert")
      .or(page.getByRole("status"))
      .and(page.locator("p:not(.curves-panel p, .advice p)"))
      .filter({ visible: true, hasText: /\S/ });
    this.warnings = this.data.locator(".advice").getByRole("status", { includeHidden: true });
  }

  /** What begins with this, as it is said. */
  begins(english) {
    return new RegExp(`^${(this.say.beginning?.(english) ?? english).replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}`);
  }

  /** A piece of a sentence: only in English it is known where it stands. */
  piece(english) {
    return this.say.beginning ? /\S/ : english;
  }

  async open(path = "./") {
    await this.page.goto(path);
    await this.ready();
  }

  /** The table is loaded and the buttons work. */
  async ready() {
    await expect(this.output("Rows")).toContainText(/\d.* · /);
    await expect(this.page.locator("button.train")).toBeEnabled();
    await expect(this.page.locator("button.train")).toHaveText(new RegExp(`^(${this.say("Train")}|${this.say("Go on")})$`));
  }

  /** A panel that is a closed sheet on a phone. */
  region(name) {
    return reaching(this.page, this.page.getByRole("region", { name: this.say(name), exact: true, includeHidden: true }));
  }

  button(name) {
    const said = typeof name === "string" ? this.say(name) : name;
    const found = (includeHidden) => this.page.getByRole("button", { name: said, exact: typeof name === "string", includeHidden });
    return reaching(this.page, found(false), found(true));
  }

  output(name) {
    return this.page.getByLabel(this.say(name), { exact: true }).and(this.page.locator("output"));
  }

  field(name) {
    const said = typeof name === "string" ? this.say(name) : name;
    return reaching(this.page, this.page.getByLabel(said, { exact: true }));
  }

  async figure(name) {
    return Number((await this.output(name).textContent()).replaceAll(",", ""));
  }

  async upload(path) {
    await this.field("CSV file").setInputFiles(path);
  }

  /** Uploads a file made of this text or these bytes. */
  async uploadText(name, content) {
    await this.upload({ name, mimeType: "text/csv", buffer: Buffer.from(content) });
  }

  /** Drops a file on the page as a hand does, by way of being over it. */
  async drop(name, content) {
    const dataTransfer = await transferOf(this.page, name, content);
    for (const event of ["dragenter", "dragover", "drop"]) {
      await this.page.locator("body").dispatchEvent(event, { dataTransfer });
    }
  }

  /** Pastes what a spreadsheet puts on the clipboard. */
  async paste(text) {
    await this.page.evaluate((text) => navigator.clipboard.writeText(text), text);
    await this.page.keyboard.press("Control+V");
  }

  /** A set of the Gallery, with the network on the page or the one that suits it. */
  async chooseGallery(title, { withNetwork = false } = {}) {
    await this.button("Gallery").click();
    await this.field("Bring the network and training that suit the set").setChecked(withNetwork);
    await this.page.getByRole("button", { name: new RegExp(`^${this.say(title)}`) }).click();
    await expect(this.page.getByRole("dialog")).toBeHidden();
    await expect(this.page.getByRole("banner")).toContainText(this.say(title));
    await this.ready();
  }

  dialog(name) {
    return this.page.getByRole("dialog", { name: this.say(name), exact: true });
  }

  async close() {
    await this.page.keyboard.press("Escape");
    await expect(this.page.getByRole("dialog")).toBeHidden();
  }

  /** The row of a column in the data panel. */
  column(name) {
    const opens = this.page.locator(".column-name").getByText(name, { exact: true });
    return this.data.getByRole("list", { name: this.say("Columns") }).getByRole("listitem").filter({ has: opens });
  }

  /** Opens a column's dialog. */
  async openColumn(name) {
    await reach(this.page, this.data);
    await this.column(name).getByRole("button").first().click();
    await expect(this.dialog(name)).toBeVisible();
  }

  /** Opens the dialog about how the file was read. */
  async openReading() {
    await this.button(this.begins("How it was read: ")).click();
    await expect(this.dialog("How the file was read")).toBeVisible();
  }

  /** Opens View rows, as read or as the network gets them; returns the grid. */
  async openRows(as = "As read") {
    await this.button("View rows").click();
    await this.button(as).click();
    await expect(this.button(as)).toHaveAttribute("aria-pressed", "true");
    return this.dialog("Rows").getByRole("table");
  }

  /** Scrolls the grid of View rows to this row, from 0. */
  async scrollTo(row) {
    const grid = this.dialog("Rows").getByRole("table");
    await grid.evaluate((grid, row) => (grid.scrollTop = 28 * row), row);
  }

  /** The cells of the row with this label in the grid of View rows. */
  row(label) {
    const head = this.page.getByRole("rowheader", { name: label, exact: true });
    return this.dialog("Rows").getByRole("row").filter({ has: head }).getByRole("cell");
  }

  /** The page says this; in another language, that it says something. */
  async says(pattern, timeout) {
    const said = this.sentences.filter({ hasText: this.piece(pattern) });
    await (this.say.beginning ? expect(said.first()).toBeVisible({ timeout }) : expect(said).toHaveCount(1, { timeout }));
  }

  /** Exactly one sentence is on the page, and it is this one. */
  async saysOnly(pattern, timeout = 15_000) {
    await expect(this.sentences.filter({ hasText: pattern })).toHaveCount(1, { timeout });
    await expect(this.sentences).toHaveCount(1);
  }

  async clearNetwork() {
    for (let left = await this.blocks.count(); left > 0; left -= 1) {
      await this.blocks.first().click();
      await this.button("Remove").click();
      await expect(this.blocks).toHaveCount(left - 1);
    }
  }

  /** A chain of Dense blocks in place of what is there. */
  async denseOnly(...units) {
    await this.clearNetwork();
    for (const count of units) {
      await this.button("Add Dense").click();
      await this.fill("Units", count);
    }
    await expect(this.blocks).toHaveCount(units.length);
  }

  /** Moves the mouse in small steps, as a hand does, and keeps the button down. */
  async lift(from, to) {
    const [start, end] = [await middle(from), await middle(to)];
    await this.page.mouse.move(start.x, start.y);
    await this.page.mouse.down();
    await this.page.mouse.move(end.x, end.y, { steps: 12 });
  }

  async drag(from, to) {
    await this.lift(from, to);
    await this.page.mouse.up();
  }

  /** Drags a palette block to the end of the chain. */
  async dragIn(kind) {
    const before = await this.blocks.count();
    await this.drag(this.button(`Add ${kind}`), this.layers.getByText("Output"));
    await expect(this.blocks).toHaveCount(before + 1);
  }

  async fill(name, value) {
    await this.field(name).fill(String(value));
  }

  /** Adds a block with the keyboard alone. */
  async addByKey(kind) {
    await this.shiftTabTo(this.button(`Add ${kind}`));
    await this.page.keyboard.press("Enter");
  }

  /** Types into a field that the keyboard alone goes to. */
  async typeByKey(name, text) {
    await this.tabTo(this.field(name));
    await this.page.keyboard.press("ControlOrMeta+A");
    await this.page.keyboard.type(text);
  }

  async choose(name, option) {
    await this.field(name).selectOption(option);
  }

  /** The disclosure with this word, in the training panel or under the chain. */
  disclosure(name, region = this.training) {
    return region.locator("details").filter({ has: this.page.locator("summary", { hasText: new RegExp(`^${this.say(name)} `) }) });
  }

  /** Opens a disclosure, if it is closed. */
  async disclose(name, region = this.training) {
    const disclosure = this.disclosure(name, region);
    await reach(this.page, disclosure);
    if ((await disclosure.getAttribute("open")) === null) await disclosure.locator("summary").click();
    await expect(disclosure).toHaveAttribute("open");
  }

  /** The whole experiment, as Export writes it. */
  async experiment() {
    return JSON.parse(await this.exported("Experiment (JSON)"));
  }

  async train() {
    await this.button("Train").click();
  }

  /** Trains to the end of one epoch. */
  async nextEpoch() {
    const before = await this.figure("Epoch");
    await this.button("Next epoch").click();
    await expect(this.output("Epoch")).toHaveText(String(before + 1));
    await expect(this.button("Pause")).toBeHidden();
  }

  /** Waits until the run has got this far. */
  async reached(epoch) {
    await expect.poll(() => this.figure("Epoch")).toBeGreaterThanOrEqual(epoch);
  }

  /** Ends a worker in the middle of its work, and lets the time pass after which the page gives
   * it up: asked after three seconds of silence, and twelve more. `page.clock` is installed. */
  async killWorker(worker) {
    const closed = worker.waitForEvent("close");
    worker.evaluate(() => self.close()).catch(() => {});
    await closed;
    await this.page.clock.fastForward(5_000);
    await this.page.clock.fastForward(13_000);
  }

  /** Waits for the end of the run and returns its last figures as they are shown. */
  async finished() {
    await expect(this.verdict).toContainText(/epochs? (was )?run|Stopped early|(sind|ist) gelaufen|Früh gestoppt/, { timeout: 40_000 });
    return this.figures();
  }

  async figures() {
    return {
      epoch: await this.output("Epoch").textContent(),
      best: await this.output("Best epoch").textContent(),
      loss: await this.output("Training loss").textContent(),
      valLoss: await this.output("Validation loss").textContent(),
    };
  }

  async link() {
    await this.button("Share link").click();
    await this.button("Copy link").click();
    await expect(this.sentences.filter({ hasText: "Link copied" })).toHaveCount(1);
    const copied = await this.page.evaluate(() => navigator.clipboard.readText());
    expect(copied).toMatch(/#v3\../);
    expect(this.page.url()).toBe(copied);
    return copied;
  }

  async exported(item) {
    await this.button("Export").click();
    const [download] = await Promise.all([
      this.page.waitForEvent("download"),
      this.button(item).click(),
    ]);
    const chunks = [];
    for await (const chunk of await download.createReadStream()) chunks.push(chunk);
    return Buffer.concat(chunks).toString();
  }

  /** The run's figures with all their digits. */
  async history() {
    return this.exported("History (CSV)");
  }

  /** Everything that a fault must not change: settings, chain, table, figures; not which
   * block is selected. */
  async picture() {
    return this.page.evaluate(() => ({
      fields: [...document.querySelectorAll("input:not([type=file]), select")]
        .filter((field) => !field.closest('[aria-label="Selected block"]'))
        .map((field) => [field.id, field.type === "checkbox" ? field.checked : field.value].join(" ")),
      layers: [...document.querySelectorAll('[aria-label="Layers"] li')].map((li) => li.innerText),
      columns: [...document.querySelectorAll('[aria-label="Columns"] li')].map((li) => li.innerText),
      outputs: [...document.querySelectorAll("output")].map((output) => output.textContent),
    }));
  }

  /** Pixels from the upper to the lower axis of the chart. */
  async plotHeight() {
    await this.epochCursor.press("End");
    const { height } = await this.curves.locator(".cursor-line").boundingBox();
    await this.epochCursor.press("Escape");
    return height;
  }

  /** How many pixels of the curves have about this colour. */
  async pixels([red, green, blue]) {
    // Waits for the chart, which comes in a file of its own.
    return this.page.locator("#curves").evaluate(
      (canvas, [red, green, blue]) => {
        const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
        let count = 0;
        for (let i = 0; i < data.length; i += 4) {
          const off = Math.abs(data[i] - red) + Math.abs(data[i + 1] - green) + Math.abs(data[i + 2] - blue);
          if (off < 40) count += 1;
        }
        return count;
      },
      [red, green, blue],
    );
  }

  /** The curves as they are drawn. */
  async canvas() {
    return this.curves.locator("canvas").evaluate((canvas) => canvas.toDataURL());
  }

  /** Both curves are on the canvas, as lines and not as a stray dot. */
  async hasCurves() {
    await expect.poll(() => this.pixels(TRAINING)).toBeGreaterThan(100);
    await expect.poll(() => this.pixels(VALIDATION)).toBeGreaterThan(100);
  }

  /** How often a read-out changes while one looks at it for so long. */
  async changes(name, ms) {
    return this.output(name).evaluate(
      (output, ms) =>
        new Promise((resolve) => {
          let count = 0;
          const observer = new MutationObserver(() => (count += 1));
          observer.observe(output, { characterData: true, childList: true, subtree: true });
          setTimeout(() => resolve(count), ms);
        }),
      ms,
    );
  }

  /** Goes on with Tab until `target` has the focus. */
  async tabTo(target) {
    for (let presses = 0; presses < 80; presses += 1) {
      if (await has(target)) return;
      await this.page.keyboard.press("Tab");
    }
    throw new Error(`Tab does not reach ${target}`);
  }

  async shiftTabTo(target) {
    for (let presses = 0; presses < 80; presses += 1) {
      if (await has(target)) return;
      await this.page.keyboard.press("Shift+Tab");
    }
    throw new Error(`Shift+Tab does not reach ${target}`);
  }
}

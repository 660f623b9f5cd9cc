// A user of the page in any engine: what the journeys do, by the names that are on the page.
import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";

/** The first element that can be seen and used that a user would find under this name. */
const FIND = `
  const [selector, name] = arguments;
  const said = (element) => [element.getAttribute("aria-label"), element.labels?.[0]?.textContent, element.textContent];
  return [...document.querySelectorAll(selector)].find((element) =>
    element.checkVisibility() && !element.disabled && (name === null || said(element).some((text) => text?.replace(/\\s+/g, " ").trim() === name)));`;

export class User {
  constructor(session) {
    this.session = session;
  }

  /** What a function of the page gives, run there. */
  script(text, ...args) {
    return this.session.command("POST", "execute/sync", { script: text, args });
  }

  /** Waits until `look` gives something; an error says what was waited for. */
  async until(what, look, seconds = 20) {
    let last;
    for (const end = Date.now() + seconds * 1000; Date.now() < end; await sleep(60)) {
      try {
        last = await look();
      } catch (error) {
        // An element that went between two questions, a page that is just being loaded.
        if (!error.code) throw error;
        last = error.code;
        continue;
      }
      if (last) return last;
    }
    return assert.fail(`${what} did not come within ${seconds} s; last there was ${JSON.stringify(last)}`);
  }

  async find(selector, name = null) {
    const found = await this.until(`${selector} ${name ?? ""}`, () => this.script(FIND, selector, name));
    return Object.values(found)[0];
  }

  button(name) {
    return this.find("button", name);
  }

  async click(element) {
    await this.session.command("POST", `element/${await element}/click`, {});
  }

  press(name) {
    return this.click(this.button(name));
  }

  async type(selector, name, text) {
    const field = await this.find(selector, name);
    await this.session.command("POST", `element/${field}/clear`, {});
    await this.session.command("POST", `element/${field}/value`, { text: `${text}\n` });
  }

  /** Gives a file to a field, which a user sees only as a button. */
  async give(selector, path) {
    const [field] = await this.session.find(selector);
    await this.session.command("POST", `element/${field}/value`, { text: path });
  }

  text(selector) {
    return this.script(`return document.querySelector(${JSON.stringify(selector)})?.textContent.replace(/\\s+/g, " ").trim() ?? ""`);
  }

  count(selector) {
    return this.script(`return document.querySelectorAll(${JSON.stringify(selector)}).length`);
  }

  async says(pattern, seconds) {
    const all = "return [...document.querySelectorAll('[role=alert], [role=status]')].map((element) => element.textContent)";
    await this.until(`a sentence like ${pattern}`, async () => (await this.script(all)).some((text) => pattern.test(text)), seconds);
  }

  /** The page is there and its buttons work. */
  ready() {
    return this.until("a page that can train", () => this.script("return document.querySelector('button.train')?.disabled === false"), 40);
  }

  /** As a user does: Firefox's driver goes past what is kept. */
  async reload() {
    await this.script("window.isOfBefore = true; setTimeout(() => location.reload())");
    await this.until("another page", () => this.script("return !window.isOfBefore && document.readyState === 'complete'"));
    await this.ready();
  }

  figure(name) {
    return this.script(`return document.querySelector('output[aria-label="${name}"]')?.textContent ?? ""`);
  }

  /** A run from the start. */
  async train() {
    if (await this.script("return !document.querySelector('button.reset').disabled")) await this.press("Reset");
    await this.press("Train");
  }

  finished() {
    return this.until(
      "the end of the run",
      async () => /epochs? (was )?run|Stopped early/.test(await this.text(".curves-panel .status-line")),
      60,
    );
  }

  /** Drags one element onto another, by mouse or by touch. */
  async drag(from, to, pointerType) {
    const middle = (element) =>
      this.script(
        `const { x, y, width, height } = arguments[0].getBoundingClientRect();
         return { x: Math.round(x + width / 2), y: Math.round(y + height / 2) };`,
        { "element-6066-11e4-a52e-4f735466cecf": element },
      );
    const [start, end] = [await middle(from), await middle(to)];
    const steps = Array.from({ length: 8 }, (_, at) => ({
      type: "pointerMove",
      duration: 20,
      x: Math.round(start.x + ((end.x - start.x) * (at + 1)) / 8),
      y: Math.round(start.y + ((end.y - start.y) * (at + 1)) / 8),
    }));
    // A finger that rests before it moves scrolls nothing.
    const actions = [
      { type: "pointerMove", duration: 0, ...start },
      { type: "pointerDown", button: 0 },
      { type: "pause", duration: 350 },
      ...steps,
      { type: "pointerUp", button: 0 },
    ];
    await this.session.command("POST", "actions", {
      actions: [{ type: "pointer", id: pointerType, parameters: { pointerType }, actions }],
    });
    await this.session.command("DELETE", "actions");
  }
}

// On a phone, data and training are sheets: what is acted on must be brought to light first.
import { expect } from "@playwright/test";

const acts = [
  "boundingBox", "check", "click", "dblclick", "fill", "focus", "hover", "press", "screenshot",
  "scrollIntoViewIfNeeded", "selectOption", "setChecked", "tap", "uncheck",
];

/** Opens the sheet that holds `place`, or closes the one that lies over it. */
export async function reach(page, place) {
  if (page.viewportSize().width > 640) return;
  // What is in no sheet may be found in another way than here; then there is nothing to open.
  if ((await place.count()) === 0) return;
  const way = await place.first().evaluate((element) => {
    const within = (selector) => element.closest(selector);
    if (within("dialog[open], .transport-bar, .menu")) return null;
    return { to: within(".sheet")?.id, open: document.querySelector(".sheet:popover-open")?.id };
  });
  if (!way || way.to === way.open) return;
  if (way.to) await page.locator(`.transport-bar [popovertarget="${way.to}"]`).click();
  else await page.keyboard.press("Escape");
  await expect(page.locator(".sheet:popover-open")).toHaveCount(way.to ? 1 : 0);
}

/** The same locator, whose acts reach it first; `hidden` finds it while its sheet is closed. */
export function reaching(page, locator, hidden = locator) {
  for (const act of acts) {
    const plain = locator[act].bind(locator);
    locator[act] = async (...given) => {
      await reach(page, hidden);
      return plain(...given);
    };
  }
  for (const part of ["first", "last", "nth"]) {
    const [plain, all] = [locator[part].bind(locator), hidden[part].bind(hidden)];
    locator[part] = (...given) => reaching(page, plain(...given), all(...given));
  }
  return locator;
}

// What keeps people out: found by axe-core, and by measuring.
import AxeBuilder from "@axe-core/playwright";
import { expect } from "@playwright/test";

/** What lies over the rest of the page: axe does not know that it does. */
const over = "dialog[open], .sheet:popover-open, .menu:popover-open";
/** axe-core finds nothing in the page, or in what lies over it; `rules` are all of its own
 * unless some are named. */
export async function hasNoBarriers(page, view, rules = []) {
  // No picture is taken while something still moves.
  await page.evaluate(() => Promise.all(document.getAnimations().map((animation) => animation.finished)));
  // Legacy: without a second page for frames, which there are none of; twice as fast.
  const axe = new AxeBuilder({ page }).setLegacyMode(true);
  if (rules.length > 0) axe.withRules(rules);
  const top = page.locator(over).last();
  if (await top.isVisible()) {
    axe.include(await top.evaluate((top) => `#${(top.id ||= "on-top")}`));
    // Else it would take what lies behind for something before it, and judge no colour.
    await top.evaluate((top) => {
      for (let at = top; at !== document.body; at = at.parentElement) {
        for (const beside of at.parentElement.children) if (beside !== at) beside.style.visibility = "hidden";
      }
    });
  }
  const { violations, passes } = await axe.analyze();
  await page.evaluate(() => document.querySelectorAll("[style*=visibility]").forEach(({ style }) => (style.visibility = "")));
  const judged = passes.find(({ id }) => id === "color-contrast")?.nodes.length ?? 0;
  expect.soft(judged, `${view}: colours could be judged`).toBeGreaterThan(2);
  const found = violations.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${view}: ${id}: ${node.target} ${node.failureSummary}`),
  );
  expect.soft(found, view).toEqual([]);
}

/** Nothing makes the page scroll sideways. */
export async function fitsItsWidth(page, view) {
  const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect.soft(over, `${view}: the page scrolls sideways by so many pixels`).toBe(0);
}

/** Words that are cut and say nowhere what they are, and what sticks out of its panel. */
export async function cutsNothing(page, view) {
  const found = await page.evaluate(() => {
    const found = [];
    const top = [document.body, ...document.querySelectorAll("dialog[open], .sheet:popover-open")].at(-1);
    // The chain, the grid of rows and the summary scroll in themselves.
    const scrolls = ".chain, .rows-grid, .runs-scroll, .summary-box, .overview, .visually-hidden, [aria-hidden=true]";
    for (const element of top.querySelectorAll("button, label, summary, h1, h2, h3, p, span, strong, b, dt, dd, td, output, a")) {
      if (!element.checkVisibility() || element.closest(scrolls)) continue;
      const { width, height, right, left } = element.getBoundingClientRect();
      if (width < 2 || height < 2) continue;
      const clips = getComputedStyle(element).overflowX !== "visible";
      const cut = element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 0;
      const says = `${element.tagName} ${element.className} "${element.textContent.slice(0, 40)}"`;
      if (cut && clips && !element.closest("[title]")) found.push(`${says} is cut`);
      if (cut && !clips && element.matches("button, label, summary, h2, dt")) found.push(`${says} runs over`);
      const panel = element.closest(".panel, .dialog, .top-bar, .notice")?.getBoundingClientRect();
      if (panel && (right > panel.right + 1 || left < panel.left - 1)) found.push(`${says} sticks out`);
    }
    return found;
  });
  expect.soft(found, view).toEqual([]);
}

/** Every control can be brought into sight, and nothing lies over it there. */
export async function coversNothing(page, view) {
  const found = await page.evaluate(() => {
    const found = [];
    const top = [document.body, ...document.querySelectorAll("dialog[open], .sheet:popover-open")].at(-1);
    for (const control of top.querySelectorAll("button, input:not([type=file]), select, summary, a[href]")) {
      if (!control.checkVisibility() || control.disabled || control.closest("[aria-hidden=true], .visually-hidden")) continue;
      control.scrollIntoView({ block: "nearest", inline: "nearest", behavior: "instant" });
      const { x, y, width, height } = control.getBoundingClientRect();
      const at = document.elementFromPoint(x + width / 2, y + height / 2);
      const is = at && (control.contains(at) || at.contains(control) || at.closest("label")?.control === control);
      if (!is) found.push(`${control.outerHTML.slice(0, 80)} is covered by ${at?.outerHTML.slice(0, 60)}`);
    }
    return found;
  });
  expect.soft(found, view).toEqual([]);
}

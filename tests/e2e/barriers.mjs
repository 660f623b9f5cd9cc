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
  const { violations, passes, incomplete } = await axe.analyze();
  await page.evaluate(() => document.querySelectorAll("[style*=visibility]").forEach(({ style }) => (style.visibility = "")));
  const judged = (outcomes) => outcomes.find(({ id }) => id === "color-contrast")?.nodes.length ?? 0;
  expect.soft(judged(passes), `${view}: most colours could be judged`).toBeGreaterThan(judged(incomplete));
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

// What keeps people out: found by axe-core, and by measuring.
import AxeBuilder from "@axe-core/playwright";
import { expect } from "@playwright/test";

/** axe-core finds nothing in the page, or in the dialog that is open. */
export async function hasNoBarriers(page, view) {
  // No picture is taken while something still moves.
  await page.evaluate(() => Promise.all(document.getAnimations().map((animation) => animation.finished)));
  // Legacy: without a second page for frames, which there are none of; twice as fast.
  const axe = new AxeBuilder({ page }).setLegacyMode(true);
  // Behind an open dialog nothing can be reached.
  if (await page.getByRole("dialog").isVisible()) axe.include("dialog[open]");
  const { violations, passes } = await axe.analyze();
  expect(passes.length, "axe has looked at something").toBeGreaterThan(5);
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

// What keeps people out: found by axe-core, and by measuring.
import axe from "axe-core";
import { expect } from "@playwright/test";

/** What lies over the rest of the page: axe does not know that it does. */
const over = "dialog[open], .sheet:popover-open, .menu:popover-open";

/** What axe-core finds in the page, or in what `within` selects, by all of its rules unless
 * some are named; `judged` is how many places had colours it could judge. */
export async function barriers(page, { within, rules } = {}) {
  // Once for each document: it is half a megabyte of script.
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(axe.source);
  return page.evaluate(
    async ([within, rules]) => {
      // Neither the source nor a selector of every element that is well: both take long.
      window.axe.configure({ noHtml: true });
      const { violations, passes } = await window.axe.run(within ?? document, {
        ...(rules && { runOnly: rules }),
        resultTypes: ["violations", "passes"],
        selectors: false,
        elementRef: true,
      });
      return {
        found: violations.flatMap(({ id, nodes }) =>
          nodes.map(({ element, failureSummary }) => `${id}: ${element.outerHTML.slice(0, 160)} ${failureSummary}`),
        ),
        judged: passes.find(({ id }) => id === "color-contrast")?.nodes.length ?? 0,
      };
    },
    [within, rules],
  );
}

/** axe-core finds nothing in the page, or in what lies over it. */
export async function hasNoBarriers(page, view, rules) {
  // No picture is taken while something still moves.
  await page.evaluate(() => Promise.all(document.getAnimations().map((animation) => animation.finished)));
  const within = await page.evaluate((over) => {
    const top = [...document.querySelectorAll(over)].findLast((one) => one.checkVisibility());
    if (!top) return undefined;
    // Else it would take what lies behind for something before it, and judge no colour.
    for (let at = top; at !== document.body; at = at.parentElement) {
      for (const beside of at.parentElement.children) if (beside !== at) beside.style.visibility = "hidden";
    }
    return `#${(top.id ||= "on-top")}`;
  }, over);
  const { found, judged } = await barriers(page, { within, rules });
  await page.evaluate(() => document.querySelectorAll("[style*=visibility]").forEach(({ style }) => (style.visibility = "")));
  expect.soft(judged, `${view}: colours could be judged`).toBeGreaterThan(2);
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
    const scrolls = ".chain, .rows-grid, .runs-scroll, .figures-scroll, .summary-box, .overview, .visually-hidden, [aria-hidden=true]";
    for (const element of top.querySelectorAll("button, label, summary, h1, h2, h3, p, span, strong, b, dt, dd, td, output, a")) {
      if (!element.checkVisibility() || element.closest(scrolls)) continue;
      const { width, height, right, left } = element.getBoundingClientRect();
      if (width < 2 || height < 2) continue;
      const clips = getComputedStyle(element).overflowX !== "visible";
      const cut = element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 0;
      const says = `${element.tagName} ${element.className} "${element.textContent.slice(0, 40)}"`;
      if (cut && clips && !element.closest("[title]")) found.push(`${says} is cut`);
      if (cut && !clips && element.matches("button, label, summary, h2, dt")) found.push(`${says} runs over`);
      // What opens over the page is beside its panel.
      if (element.closest(".term-card")) continue;
      let scrolled = element.parentElement;
      while (scrolled && !(/auto|scroll/.test(getComputedStyle(scrolled).overflowX) && scrolled.scrollWidth > scrolled.clientWidth)) scrolled = scrolled.parentElement;
      if (scrolled) continue;
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

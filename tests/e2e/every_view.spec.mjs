// Shows that axe-core finds nothing in any view, by day and by night, on a laptop and a
// phone.
import { test } from "@playwright/test";
import { fitsItsWidth, hasNoBarriers } from "./barriers.mjs";
import { Workspace } from "./page.mjs";
import { groups, screens, walk } from "./views.mjs";

for (const [screen, viewport] of Object.entries(screens)) {
  for (const group of groups) {
    test.describe(screen, () => {
      test.use({ viewport, hasTouch: true });

      test(`no barriers: ${group.name}`, async ({ page }) => {
        test.setTimeout(180_000);
        await walk(new Workspace(page), group, screen, async (view, where) => {
          await test.step(view, async () => {
            await hasNoBarriers(page, `${view}, light`);
            await fitsItsWidth(page, view);
            // What differs by night is the colours, and those are the same on a phone.
            if (screen === "phone" && where !== "phone") return;
            await page.emulateMedia({ colorScheme: "dark" });
            await hasNoBarriers(page, `${view}, dark`, ["color-contrast", "link-in-text-block"]);
            await page.emulateMedia({ colorScheme: "light" });
          });
        });
      });
    });
  }
}

// The hint of the first visit, and what panels, menus and sheets do that HTML alone does not.

// The hint shows the next step with every run, by Train or by Next epoch, and goes with
// the third. It never comes back once it was closed or two runs were begun.
{
  const hint = document.getElementById("hint");
  const key = "descent.hint";
  let step = 1;
  const go = (to) => {
    hint.dataset.step = step = to;
    try {
      localStorage.setItem(key, to);
    } catch {
      // Without storage it comes again with the next visit.
    }
    if (to > 3) hint.remove();
    else document.querySelector(`[data-hint="${to}"]`)?.append(hint);
  };
  const pressed = () => {
    // Not what is Pause or Resume at the moment.
    if (document.querySelector("button.train.begins:not(:disabled)") && hint.isConnected) go(step + 1);
  };
  const on = (event, act) => addEventListener(event, act, { capture: true });
  try {
    step = Number(localStorage.getItem(key) ?? 1);
  } catch {
    // As on a first visit.
  }
  if (step > 1) hint.dataset.step = step;
  if (step > 2) hint.remove();
  if (hint.isConnected) {
    on("click", ({ target }) => target.closest(".train, .train + button, .runs-many button") && pressed());
    on("keydown", ({ key, target }) => /^[ n]$/i.test(key) && !target.closest("input, select, button, summary, a, dialog") && pressed());
    hint.querySelector("button").onclick = () => go(4);
  }
}
// A sheet of the phone is a panel again where there is room.
matchMedia("(min-width: 641px)").onchange = () => document.querySelector(".sheet:popover-open")?.hidePopover();
// A menu that was walked past would cover what comes behind it.
addEventListener("focusin", ({ target }) => {
  const menu = document.querySelector(".menu:popover-open");
  if (menu && !target.closest(`.menu, [popovertarget="${menu.id}"]`)) menu.hidePopover();
});
// The browser gives the focus back only to what opened the first of two sheets.
addEventListener(
  "toggle",
  ({ newState, target }) => {
    const at = document.activeElement;
    if (newState === "closed" && target.matches(".sheet") && (at === document.body || target.contains(at))) {
      document.querySelector(`.transport-bar [popovertarget="${target.id}"]`)?.focus();
    }
  },
  true,
);

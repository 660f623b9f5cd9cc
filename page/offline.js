// Keeps the page in the browser, so that it opens without a network. A new version is kept beside
// the one that runs, and starts when the user says so, or with the next visit.

const say = (name) => dispatchEvent(new Event(name));

/** Only the first time: it stays as it is. */
function sayNotKept() {
  try {
    if (localStorage.getItem("descent.not-kept")) return;
    localStorage.setItem("descent.not-kept", "said");
  } catch {
    // Without storage it is said with each visit.
  }
  say("descent-not-kept");
}

/** A version that is all there and waits. */
function offer(registration) {
  addEventListener("descent-take-new-version", () => {
    navigator.serviceWorker.addEventListener("controllerchange", () => location.reload(), { once: true });
    registration.waiting?.postMessage("take over");
  }, { once: true });
  say("descent-new-version");
}

function follow(registration, incoming) {
  incoming?.addEventListener("statechange", () => {
    if (incoming.state === "installed" && navigator.serviceWorker.controller) offer(registration);
    // It could not be stored: no room, or the network went.
    if (incoming.state === "redundant" && !registration.active) sayNotKept();
  });
}

/** Begins once the page rests, so that nothing that the user waits for comes later. */
export function keepForLater() {
  if (document.documentElement.dataset.offline === "off") return;
  const rest = window.requestIdleCallback ?? ((act) => setTimeout(act, 2000));
  rest(async () => {
    try {
      const registration = await navigator.serviceWorker.register(new URL("../service_worker.js", import.meta.url));
      // Where a tool stands in the way of it.
      if (!registration) return;
      if (registration.waiting && navigator.serviceWorker.controller) offer(registration);
      follow(registration, registration.installing);
      registration.addEventListener("updatefound", () => follow(registration, registration.installing));
    } catch {
      // A private window, a host without https, a browser that is told not to.
      sayNotKept();
    }
  });
}

// Answers for the host once the page was kept. All files of one build lie in a folder of their
// own (BUILD), so that no two builds are ever mixed: a page asks for the files of its own build.
const BUILD = "";
const FILES = [];
/** The hash of the page's bytes; the folder of the build is named by its own. */
const PAGE = "";
const PREFIX = "descent ";
const HERE = new URL("./", self.location);

/** All files or none. */
async function keep() {
  const cache = await caches.open(PREFIX + BUILD);
  try {
    const waiting = [...FILES];
    // A few at a time leave the network to the page.
    const lane = async () => {
      for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
        const integrity = next === "" ? PAGE : "";
        const response = await fetch(new URL(next, HERE), { integrity, cache: "no-cache" });
        if (!response.ok) throw new Error(`${next}: ${response.status}`);
        await cache.put(new URL(next, HERE), response);
      }
    };
    await Promise.all([lane(), lane(), lane()]);
  } catch (error) {
    await caches.delete(PREFIX + BUILD);
    throw error;
  }
}

/** Other tabs may still be of the build before, so that one stays. */
async function forgetOlder() {
  const kept = (await caches.keys()).filter((name) => name.startsWith(PREFIX) && name !== PREFIX + BUILD);
  await Promise.all(kept.slice(0, -1).map((name) => caches.delete(name)));
  await clients.claim();
}

async function answer(request) {
  const url = new URL(request.url);
  const isPage = request.mode === "navigate" && [HERE.pathname, `${HERE.pathname}index.html`].includes(url.pathname);
  url.search = "";
  const kept = isPage
    ? await (await caches.open(PREFIX + BUILD)).match(HERE)
    : await caches.match(url, { ignoreVary: true });
  return kept ?? fetch(request);
}

addEventListener("install", (event) => event.waitUntil(keep()));
addEventListener("activate", (event) => event.waitUntil(forgetOlder()));
addEventListener("fetch", (event) => {
  const { method, url } = event.request;
  if (method === "GET" && url.startsWith(HERE.href)) event.respondWith(answer(event.request));
});
// The user wants the new version now.
addEventListener("message", ({ data }) => data === "take over" && skipWaiting());

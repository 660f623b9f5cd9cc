// Serves the built page, the peers' pages and what they load on this machine only; gzipped, if asked.
import { createReadStream, statSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";
import { createGzip } from "node:zlib";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const roots = [
  ["/tfjs/", here("node_modules/@tensorflow/")],
  ["/papaparse/", here("node_modules/papaparse/")],
  ["/peer/", here("peer/")],
  ["/rivals/", here("../target/rivals/")],
  ["/", process.env.DESCENT_DIST ?? here("../dist/")],
];
const types = { ".html": "text/html", ".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml", ".json": "application/json", ".wasm": "application/wasm" };

// What a host gzips: all that is text or wasm.
const gzips = /\.(html|js|css|svg|json|wasm|csv)$/;

/** Resolves with `{ origin, close }`; the port is a free one. */
export function serve({ gzipped = false } = {}) {
  const server = createServer((request, response) => {
    const path = normalize(decodeURIComponent(new URL(request.url, "http://127.0.0.1").pathname));
    const [prefix, root] = roots.find(([start]) => path.startsWith(start));
    const file = join(root, path.slice(prefix.length) || "index.html");
    if (!statSync(file, { throwIfNoEntry: false })?.isFile()) {
      response.writeHead(404).end();
      return;
    }
    const head = { "Content-Type": types[extname(file)] ?? "application/octet-stream" };
    if (gzipped && gzips.test(file) && /gzip/.test(request.headers["accept-encoding"])) {
      response.writeHead(200, { ...head, "Content-Encoding": "gzip" });
      createReadStream(file).pipe(createGzip({ level: 9 })).pipe(response);
      return;
    }
    response.writeHead(200, head);
    createReadStream(file).pipe(response);
  });
  return new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () => {
      resolve({ origin: `http://127.0.0.1:${server.address().port}`, close: () => server.close() });
    });
  });
}

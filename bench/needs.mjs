// What a tool uses and does not make itself: where something is missing, one sentence says
// what to run first. Imported before anything that would fail without it.
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../", import.meta.url));

/** Ends the program where one of `paths` (in the checkout) is missing; `command` makes them. */
export function needs(command, ...paths) {
  const missing = paths.find((path) => !existsSync(path.startsWith("/") ? path : `${root}${path}`));
  if (missing === undefined) return;
  console.error(`${missing} is missing; run "${command}" first.`);
  process.exit(1);
}

/** The folder of the built page. */
export const dist = process.env.DESCENT_DIST ?? "dist";

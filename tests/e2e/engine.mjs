// The same engine without a browser, and the files that both read.
import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("../../", import.meta.url));
export const dataset = (name) => `${root}assets/datasets/${name}.csv`;

/** The built page; another build, where dist is being replaced while the journeys run. */
export const built = process.env.DESCENT_DIST ?? `${root}dist`;

// Built before the journeys.
const target = process.env.CARGO_TARGET_DIR ?? `${root}target`;
export const binary = `${target}/debug/descent`;

/** The same experiment without a browser; returns its rows. */
export function headless(experiment, data) {
  const extra = data ? ["--data", data] : [];
  return execFileSync(binary, ["train", experiment, ...extra], { encoding: "utf8", stdio: "pipe" });
}

/** The part of a link after '#', for an experiment that need not be possible. */
export function encode(path) {
  return execFileSync(binary, ["link", path], { encoding: "utf8", stdio: "pipe" }).trim();
}

/** The rows of a history as numbers, by column. */
export function rows(history) {
  const [head, ...lines] = history.trim().split("\n");
  const names = head.split(",");
  return lines.map((line) => Object.fromEntries(line.split(",").map((cell, at) => [names[at], Number(cell)])));
}

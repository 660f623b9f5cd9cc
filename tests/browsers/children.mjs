// Child processes: each leads a group of its own, and is ended with all that it started.
import { spawn } from "node:child_process";
import { createServer } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";

const running = new Set();
let stopping = false;

/** Starts a program. `said()` is the end of what it printed, for a message. */
export function start(command, args, { env = {}, stdio = ["ignore", "pipe", "pipe"] } = {}) {
  if (stopping) throw new Error("stopped");
  const process_ = spawn(command, args, { detached: true, stdio, env: { ...process.env, ...env } });
  let tail = "";
  for (const stream of [process_.stdout, process_.stderr]) {
    stream?.on("data", (bytes) => (tail = (tail + bytes).slice(-1000)));
  }
  const child = { process: process_, said: () => tail.trim(), ended: false };
  child.end = new Promise((resolve) => {
    process_.once("error", (error) => resolve((tail += error.message)));
    process_.once("exit", resolve);
  }).then(() => (child.ended = true));
  running.add(child);
  return child;
}

/** Asks a child's group to end; after three seconds it has to. */
export async function stop(child) {
  signal(child, "SIGTERM");
  await Promise.race([child.end, sleep(3000, undefined, { ref: false })]);
  // The first to end may leave others of its group behind.
  signal(child, "SIGKILL");
  await child.end;
  running.delete(child);
}

/** The last started first: a browser before its display. */
export async function stopAll() {
  for (const child of [...running].reverse()) await stop(child);
}

function signal(child, name) {
  try {
    if (child.process.pid) process.kill(-child.process.pid, name);
  } catch (error) {
    if (error.code !== "ESRCH") throw error;
  }
}

/** Nothing outlives this process: not after Ctrl+C, not after an error. */
export function stopAllAtTheEnd() {
  for (const [name, code] of [["SIGINT", 130], ["SIGTERM", 143], ["SIGHUP", 129]]) {
    process.once(name, () => {
      stopping = true;
      process.exitCode = code;
      stopAll().finally(() => process.exit(code));
    });
  }
  process.once("exit", () => running.forEach((child) => signal(child, "SIGKILL")));
}

/** Whether Ctrl+C is ending everything: then a browser that is gone is no failure. */
export const interrupted = () => stopping;

export function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer().once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

/** Waits until a child answers at an address, whatever it answers. */
export async function answering(child, name, url, seconds = 30) {
  for (const end = Date.now() + seconds * 1000; Date.now() < end; await sleep(50)) {
    if (child.ended) throw new Error(`${name} ended at once. It said: ${child.said() || "nothing"}`);
    const answer = await fetch(url, { signal: AbortSignal.timeout(2000) }).catch(() => null);
    await answer?.arrayBuffer();
    if (answer) return;
  }
  throw new Error(`${name} did not answer within ${seconds} s. It said: ${child.said() || "nothing"}`);
}

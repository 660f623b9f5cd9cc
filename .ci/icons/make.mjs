// Writes the page's icons, as one sprite, between the two marks in index.html, and the
// licence they come with. Only those named here are in it.
//   --check   fails when index.html has other ones
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { needs } from "../../bench/needs.mjs";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
needs("make icons", ".ci/icons/node_modules/lucide-static");
const lucide = here("node_modules/lucide-static/");

/** The name on the page, and Lucide's. */
const icons = {
  undo: "undo-2",
  redo: "redo-2",
  system: "monitor",
  light: "sun",
  dark: "moon",
  play: "play",
  pause: "pause",
  step: "step-forward",
  reset: "rotate-ccw",
  link: "link",
  share: "share-2",
  download: "download",
  present: "presentation",
  plus: "plus",
  minus: "minus",
  close: "x",
  copy: "copy",
  trash: "trash-2",
  left: "arrow-left",
  right: "arrow-right",
  down: "chevron-down",
  grip: "grip-vertical",
  more: "ellipsis",
  menu: "menu",
  data: "database",
  sliders: "sliders-horizontal",
  check: "check",
  alert: "triangle-alert",
  info: "info",
  lessons: "graduation-cap",
  dice: "dices",
  edit: "pencil",
  explain: "sigma",
  templates: "layers",
  experiments: "folders",
  mend: "wand-sparkles",
};

const symbol = ([name, source]) => {
  const svg = readFileSync(`${lucide}icons/${source}.svg`, "utf8");
  const shapes = svg.slice(svg.indexOf(">", svg.indexOf("<svg")) + 1, svg.indexOf("</svg>"));
  return `      <symbol id="i-${name}" viewBox="0 0 24 24">${shapes.replace(/\s*\n\s*/g, "").replaceAll(" />", "/>")}</symbol>`;
};
const { version } = JSON.parse(readFileSync(`${lucide}package.json`, "utf8"));
const sprite = [
  `    <!-- icons: Lucide ${version}, ISC licence, assets/icons/LICENSE; made by make icons -->`,
  '    <svg class="symbols">',
  ...Object.entries(icons).map(symbol),
  "    </svg>",
  "    <!-- /icons -->",
].join("\n");

const page = here("../../index.html");
const text = readFileSync(page, "utf8");
const made = text.replace(/ *<!-- icons: [\s\S]*?<!-- \/icons -->/, () => sprite);
if (!made.includes(sprite)) throw new Error("index.html has no marks for the icons");
if (process.argv.includes("--check")) {
  if (made !== text) throw new Error("index.html has other icons; run make icons");
} else {
  writeFileSync(page, made);
  writeFileSync(here("../../assets/icons/LICENSE"), readFileSync(`${lucide}LICENSE`, "utf8"));
}

// What the page says in another language, from the files that it loads itself.
import { readFileSync } from "node:fs";

const folder = new URL("../../assets/languages/", import.meta.url);

/** Each key of a PO file that has one text on every line, with its first form. */
function entries(file) {
  const found = [];
  for (const block of readFileSync(new URL(file, folder), "utf8").split("\n\n")) {
    const part = (name) => block.match(new RegExp(`^${name} (".*")$`, "m"))?.[1];
    const [id, text] = [part("msgid"), part("msgstr") ?? part("msgstr\\[0\\]")];
    if (id && text && id !== '""') found.push([JSON.parse(id), JSON.parse(text), part("msgctxt") && JSON.parse(part("msgctxt"))]);
    const many = [part("msgid_plural"), part("msgstr\\[1\\]")];
    if (many[0] && many[1]) found.push([JSON.parse(many[0]), JSON.parse(many[1])]);
  }
  return found;
}

const place = /\{[a-z_]+\}/g;
const escaped = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

/** How the page says an English text in a language, values in their places: `say("Add Dense")`.
 * A text that is none of its own, such as a column's name, stays. */
export function sayIn(tag) {
  const all = [...entries(`${tag}.po`), ...entries(`${tag}.course.po`)];
  const whole = new Map(all.filter(([id]) => !id.includes("{")).reverse().map(([id, text]) => [id, text]));
  const plain = (id) => id.replace(place, "").trim().length;
  // The one that says most itself comes first.
  const templates = entries(`${tag}.po`)
    .filter(([id]) => /\{[a-z_]+\}/.test(id) && plain(id) > 2)
    .sort(([one], [other]) => plain(other) - plain(one))
    .map(([id, text]) => ({
      names: [...id.matchAll(place)].map(([name]) => name),
      shape: new RegExp(`^${escaped(id).replace(/\\\{count\\\}/g, "([\\d.,]+)").replace(/\\\{[a-z_]+\\\}/g, "(.+?)")}$`),
      text,
    }));
  const say = (english) => {
    if (whole.has(english)) return whole.get(english);
    // Inside a phrase English writes small what is a name elsewhere.
    const name = english.charAt(0).toUpperCase() + english.slice(1);
    if (whole.has(name)) return whole.get(name);
    for (const { names, shape, text } of templates) {
      const values = english.match(shape)?.slice(1);
      // Kinds of layers are called as in Keras.
      const value = (english) => (english === "Activation" ? english : say(english));
      if (values) return names.reduce((said, name, at) => said.replaceAll(name, value(values[at])), text);
    }
    return english;
  };
  /** How what begins so begins: "Run: " of "Run: {name}". */
  say.beginning = (english) => {
    const [, text] = all.find(([id]) => id.split(place)[0] === english) ?? [];
    return text === undefined ? say(english) : text.split(place)[0];
  };
  return say;
}

/** English texts that stand on the page although there is a translation that differs. */
export async function leftInEnglish(page, tag) {
  const known = new Map(entries(`${tag}.po`));
  const texts = await page.evaluate(() => {
    const texts = new Set();
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const parent = walker.currentNode.parentElement;
      // Code, formulas and what the user's table says are of no language.
      // Kinds of layers are called as in Keras.
      if (parent.closest("script, style, noscript, code, pre, math, .column-name, .rows-grid, .chip, .block-kind, option, .title strong, [lang]:not(html)")) continue;
      texts.add(walker.currentNode.data.trim());
    }
    for (const element of document.querySelectorAll("[aria-label], [title], [placeholder]")) {
      for (const name of ["aria-label", "title", "placeholder"]) {
        if (element.hasAttribute(name)) texts.add(element.getAttribute(name).trim());
      }
    }
    return [...texts];
  });
  const words = /\b(the|of|and|with|is|are|what|which|each|every|rows?|columns?|epochs?|to)\b/i;
  return texts.filter((text) => (known.has(text) && known.get(text) !== text) || words.test(text));
}

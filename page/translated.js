// Lets a browser's translation stand beside the page's own text. A translator takes text nodes
// out and puts elements with its own words in their place; the page would go on writing into
// nodes that nobody sees. So each such node is put back, empty, before its translation: what the
// page writes next shows again (and is translated again), and what it removes goes with its
// translation.

/** The text that a node had, and what stands in its place. */
const translations = new WeakMap();
/** The node of a translation. */
const originals = new WeakMap();

const isText = (node) => node.nodeType === Node.TEXT_NODE;
/** Translators wrap their words in this element, which no page of today has. */
const isTranslation = (node) => node?.nodeName === "FONT";

/** What took the place of a text that was removed, if a translator did it. */
function placeOf({ addedNodes, previousSibling, nextSibling }) {
  const added = [...addedNodes].find(isTranslation);
  return added ?? [previousSibling, nextSibling].find((node) => isTranslation(node) && !originals.has(node));
}

function putBack(text, translation) {
  translations.set(text, { said: text.data, translation });
  originals.set(translation, text);
  text.data = "";
  translation.before(text);
}

/** The page has the word again, with what it wrote or with what it had. */
function dropTranslation(text, said = text.data) {
  translations.get(text)?.translation.remove();
  translations.delete(text);
  if (text.data !== said) text.data = said;
}

function removed(node, record, isNew) {
  if (isText(node) && !node.isConnected) {
    const place = record.target.isConnected && !translations.has(node) && placeOf(record);
    if (place) {
      putBack(node, place);
      isNew.add(node);
    } else {
      dropTranslation(node);
    }
  } else if (isTranslation(node) && !node.isConnected) {
    const text = originals.get(node);
    const known = text && translations.get(text);
    if (known?.translation !== node) return;
    // Translated anew, or the original is shown again.
    const added = [...record.addedNodes];
    const next = added.find(isTranslation);
    dropTranslation(text, known.said);
    if (!text.isConnected) return;
    if (next) putBack(text, next);
    else for (const copy of added) if (isText(copy) && copy !== text) copy.remove();
  }
}

const observer = new MutationObserver((records) => {
  // What was put back just now is empty; the page may have written into it before.
  const isNew = new Set();
  for (const record of records) {
    const { target } = record;
    if (record.type === "characterData" && translations.has(target)) {
      dropTranslation(target, isNew.has(target) ? translations.get(target).said : target.data);
    }
    for (const node of record.removedNodes) removed(node, record, isNew);
  }
  // What was done here.
  observer.takeRecords();
});
observer.observe(document.body, { childList: true, characterData: true, subtree: true });

// What is measured and read on the stage: how large its texts are, and what its code says.

/** Before the page: notes how large the texts are that are drawn on a canvas, in CSS pixels. */
export function watchCanvases() {
  window.drawn = [];
  const { fillText } = CanvasRenderingContext2D.prototype;
  CanvasRenderingContext2D.prototype.fillText = function (text, ...rest) {
    const { canvas, font } = this;
    const { a, b } = this.getTransform();
    const shown = canvas.getBoundingClientRect().width / canvas.width;
    window.drawn.push([text, parseFloat(font.match(/[\d.]+px/)[0]) * Math.hypot(a, b) * shown, canvas]);
    return fillText.call(this, text, ...rest);
  };
}

/** The texts in sight that are smaller than so many pixels, each with its size. */
export function smallTexts(least) {
  const size = (element) => {
    const px = parseFloat(getComputedStyle(element).fontSize);
    if (element instanceof SVGTextContentElement) {
      return (px * element.getBoundingClientRect().height) / element.getBBox().height;
    }
    return px * (element.currentCSSZoom ?? 1);
  };
  const isSeen = (element) => {
    if (!element.checkVisibility({ visibilityProperty: true, opacityProperty: true })) return false;
    for (let box = element; box; box = box.parentElement) {
      if (getComputedStyle(box).clipPath === "inset(50%)") return false;
    }
    return true;
  };
  const small = [];
  const look = (element, text) => {
    const px = size(element);
    if (text && isSeen(element) && px < least - 0.01) small.push(`${text}: ${px.toFixed(1)}`);
  };
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    if (!element.closest("script, style, noscript, option")) look(element, walker.currentNode.data.trim());
  }
  for (const field of document.querySelectorAll("select, input:not([type=range], [type=checkbox], [type=radio], [type=file]), textarea")) {
    look(field, field.value);
  }
  for (const [text, px, canvas] of window.drawn) {
    if (canvas.isConnected && text.trim() && px < least - 0.01) small.push(`${text}: ${px.toFixed(1)}, drawn`);
  }
  window.drawn = [];
  return small;
}

/** Error correction codewords of a block, and blocks, of versions 1 to 40 with L (ISO/IEC 18004). */
const blocks = [
  [7, 1], [10, 1], [15, 1], [20, 1], [26, 1], [18, 2], [20, 2], [24, 2], [30, 2], [18, 4],
  [20, 4], [24, 4], [26, 4], [30, 4], [22, 6], [24, 6], [28, 6], [30, 6], [28, 7], [28, 8],
  [28, 8], [28, 9], [30, 9], [30, 10], [26, 12], [28, 12], [30, 12], [30, 13], [30, 14], [30, 15],
  [30, 16], [30, 17], [30, 18], [30, 19], [30, 19], [30, 20], [30, 21], [30, 22], [30, 24], [30, 25],
];

/** What a QR code says that fills a picture: dark pixels are true. */
export function readCode(pixels, width, height) {
  const dark = (x, y) => pixels[y * width + x];
  // The finder patterns reach its corners, but for the light ones around it.
  const columns = [...Array(width).keys()].filter((x) => [...Array(height).keys()].some((y) => dark(x, y)));
  const rows = [...Array(height).keys()].filter((y) => columns.some((x) => dark(x, y)));
  const [left, top] = [columns[0], rows[0]];
  const across = columns.at(-1) + 1 - left;
  let finder = 0;
  while (dark(left + finder, top)) finder += 1;
  const version = Math.round(((across / finder) * 7 - 17) / 4);
  const side = 17 + 4 * version;
  const module = across / side;
  const at = (x, y) => Boolean(dark(Math.floor(left + (x + 0.5) * module), Math.floor(top + (y + 0.5) * module)));
  const format = [0, 1, 2, 3, 4, 5, 7].map((x) => at(x, 8)).reduce((bits, bit) => 2 * bits + Number(bit), 0) ^ 0b1010100;
  if (format >> 5 !== 0b01) throw new Error(`not the error correction L: ${format}`);
  const mask = (format >> 2) & 7;
  const turns = [
    (i, j) => (i + j) % 2, (i) => i % 2, (_, j) => j % 3, (i, j) => (i + j) % 3,
    (i, j) => (Math.floor(i / 2) + Math.floor(j / 3)) % 2, (i, j) => ((i * j) % 2) + ((i * j) % 3),
    (i, j) => (((i * j) % 2) + ((i * j) % 3)) % 2, (i, j) => (((i + j) % 2) + ((i * j) % 3)) % 2,
  ][mask];
  const lines = version === 1 ? [] : [6];
  const count = Math.floor(version / 7) + 2;
  const step = version === 32 ? 26 : Math.ceil((version * 4 + 4) / (count * 2 - 2)) * 2;
  for (let line = 0; version > 1 && line < count - 1; line += 1) lines.push(side - 7 - (count - 2 - line) * step);
  const isPattern = (x, y) => {
    if (x === 6 || y === 6) return true;
    if ((x < 9 && y < 9) || (x >= side - 8 && y < 9) || (x < 9 && y >= side - 8)) return true;
    if (version >= 7 && ((x >= side - 11 && y < 6) || (y >= side - 11 && x < 6))) return true;
    return lines.some((a) => lines.some((b) => {
      const isFinder = (a === 6 && (b === 6 || b === side - 7)) || (a === side - 7 && b === 6);
      return !isFinder && Math.abs(a - x) <= 2 && Math.abs(b - y) <= 2;
    }));
  };
  const bits = [];
  let upwards = true;
  for (let right = side - 1; right > 0; right -= right === 8 ? 3 : 2) {
    for (let row = 0; row < side; row += 1) {
      const y = upwards ? side - 1 - row : row;
      for (const x of [right, right - 1]) if (!isPattern(x, y)) bits.push(at(x, y) !== (turns(y, x) === 0));
    }
    upwards = !upwards;
  }
  const words = Array.from({ length: Math.floor(bits.length / 8) }, (_, word) =>
    bits.slice(8 * word, 8 * word + 8).reduce((byte, bit) => 2 * byte + Number(bit), 0));
  const [correction, all] = blocks[version - 1];
  const data = words.length - correction * all;
  const [short, longer] = [Math.floor(data / all), data % all];
  const parts = Array.from({ length: all }, () => []);
  let next = 0;
  for (let place = 0; place <= short; place += 1) {
    parts.forEach((part, block) => {
      if (place < short + (block >= all - longer ? 1 : 0)) part.push(words[next++]);
    });
  }
  const nibbles = parts.flat().flatMap((byte) => [byte >> 4, byte & 15]);
  const digits = version < 10 ? 2 : 4;
  const length = nibbles.slice(1, 1 + digits).reduce((sum, nibble) => 16 * sum + nibble, 0);
  const text = Array.from({ length }, (_, byte) => 16 * nibbles[1 + digits + 2 * byte] + nibbles[2 + digits + 2 * byte]);
  return new TextDecoder().decode(Uint8Array.from(text));
}

// What hands do on a page: where they point, what has the focus, what they carry.

export async function middle(place) {
  if (!("boundingBox" in place)) return place;
  const box = await place.boundingBox();
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

export async function has(target) {
  return target.evaluateAll((found) => found.includes(document.activeElement));
}

/** A file made of this text or these bytes, on its way to the page. */
export async function transferOf(page, name, content) {
  const base64 = Buffer.from(content).toString("base64");
  return page.evaluateHandle(
    ([name, base64]) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([Uint8Array.from(atob(base64), (c) => c.charCodeAt(0))], name));
      return transfer;
    },
    [name, base64],
  );
}

// PapaParse with its own types: from bytes to an array of objects.
/* global Papa, importScripts */
importScripts("/papaparse/papaparse.min.js");

function read(bytes) {
  const begin = performance.now();
  const text = new TextDecoder().decode(bytes);
  const { data } = Papa.parse(text, { header: true, dynamicTyping: true, skipEmptyLines: true });
  return { ms: performance.now() - begin, data };
}

/** What tells whether two readers read the same: the numbers, and the means added up. */
function seen(data) {
  let [numbers, means] = [0, 0];
  for (const name of Object.keys(data[0])) {
    let [sum, count] = [0, 0];
    for (const row of data) {
      if (typeof row[name] === "number") {
        sum += row[name];
        count += 1;
      }
    }
    if (count > 0) means += sum / count;
    numbers += count;
  }
  return { rows: data.length, numbers, means };
}

onmessage = ({ data: { id, bytes } }) => {
  try {
    const { ms, data } = read(bytes);
    postMessage({ id, ms, ...seen(data) });
  } catch (error) {
    postMessage({ id, error: `PapaParse: ${error.message}` });
  }
};
postMessage({});

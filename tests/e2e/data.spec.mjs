// Shows that a table as people have it becomes a sound data set, by whatever way it comes:
// dropped, pasted, chosen; and that what was guessed can be said otherwise.
import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { expect, test } from "@playwright/test";
import { dataset } from "./engine.mjs";
import { Workspace } from "./page.mjs";

let workspace;
test.beforeEach(async ({ page }) => {
  workspace = new Workspace(page);
  await workspace.open();
});

const how = () => workspace.page.getByRole("button", { name: /^How it was read: / });

/** Some number that goes with nothing. */
const noise = (row, seed = 7919) => ((row * seed) % 1009) / 10;
const rowsOf = (count, line) => Array.from({ length: count }, (_, row) => line(row));

/** The rents of 120 flats, as a German spreadsheet saves them. */
function rents() {
  const towns = ["Köln", "München", "Nürnberg"];
  const number = (value) => value.toFixed(2).replace(".", ",").replace(/(\d)(\d{3},)/, "$1.$2");
  const lines = Array.from({ length: 120 }, (_, row) => {
    const day = new Date(Date.UTC(2023, 0, 1 + 3 * row));
    const date = [day.getUTCDate(), day.getUTCMonth() + 1, day.getUTCFullYear()].join(".");
    const area = 30 + ((row * 37) % 90) + (row % 4) / 4;
    const rent = 9.5 * area + 100 * (row % 3) + row;
    return [date, towns[row % 3], row % 10 === 9 ? "" : number(area), 1 + (row % 4), number(rent)].join(";");
  });
  return Buffer.from(["Datum;Stadt;Fläche;Zimmer;Miete", ...lines, ""].join("\r\n"), "latin1");
}

test("a German spreadsheet's file, dropped on the page, trains in one click", async ({ page }) => {
  await page.evaluate(() => {
    window.clicks = 0;
    addEventListener("click", (event) => (window.clicks += event.isTrusted ? 1 : 0), true);
  });
  await workspace.drop("mieten.csv", rents());
  await expect(workspace.output("Rows")).toHaveText("120 rows · 5 columns");
  // What was guessed is said, once.
  await workspace.saysOnly(/not UTF-8, so it was read as Windows-1252 \(from line 1 on\)/);
  await workspace.train();
  await workspace.hasCurves();
  expect(await page.evaluate(() => window.clicks)).toBeLessThanOrEqual(6);
  expect(await page.evaluate(() => window.clicks)).toBe(1);
  await workspace.finished();

  await expect(how()).toContainText("Windows-1252 · semicolon · decimal comma");
  await expect(workspace.field("Target")).toHaveValue("Miete");
  await expect(workspace.field("Task")).toHaveValue("Regression");
  await expect(workspace.column("Datum")).toContainText("2023-01-01 to 2023-12-24");
  await expect(workspace.column("Fläche")).toContainText("10 % missing");
  // Of 12 blanks those of training and validation rows alike are filled.
  await expect(workspace.data).toContainText("12 missing values imputed");
  await expect(workspace.data).toContainText("84 train · 36 validate");

  await workspace.openRows();
  await expect(page.getByRole("columnheader")).toHaveText(["Row", "Datum", "Stadt", "Fläche", "Zimmer", "Miete"]);
  await expect(workspace.row("1")).toHaveText(["2023-01-01", "Köln", "30", "1", "285"]);
  await expect(workspace.row("3")).toHaveText(["2023-01-07", "Nürnberg", "104.5", "3", "1194.75"]);
  await expect(workspace.row("10")).toHaveText(["2023-01-28", "Köln", "missing", "2", /^\d/]);
});

test("a table copied from a spreadsheet is pasted", async ({ page }) => {
  const lines = Array.from({ length: 60 }, (_, row) => [row, `"a ${row % 2}"`, row * 1.5].join("\t"));
  await workspace.paste(["n\tgroup\ty", ...lines].join("\n"));
  await expect(workspace.output("Rows")).toHaveText("60 rows · 3 columns");
  await expect(how()).toContainText("tab");
  await workspace.openRows();
  await workspace.scrollTo(60);
  await expect(workspace.row("60")).toHaveText(["59", "a 1", "88.5"]);
  await workspace.close();
  await workspace.fill("Epochs", 2);
  await workspace.train();
  await workspace.finished();

  // What is pasted into a field is the field's.
  await workspace.field("Batch size").focus();
  await workspace.paste("a\tb\n1\t2\n2\t3\n");
  await expect(workspace.output("Rows")).toHaveText("60 rows · 3 columns");
  await page.keyboard.press("Escape");
  // A word or two is no table.
  await page.locator("body").click({ position: { x: 2, y: 2 } });
  await workspace.paste("only words");
  await expect(workspace.output("Rows")).toHaveText("60 rows · 3 columns");
  await expect(workspace.sentences).toHaveCount(0);
});

test("a compressed file opens like any other", async () => {
  await workspace.uploadText("red-wine.csv.gz", gzipSync(readFileSync(dataset("red-wine"))));
  await expect(workspace.data).toContainText("red-wine.csv.gz");
  await expect(workspace.output("Rows")).toHaveText("1,599 rows · 12 columns");
  await expect(workspace.page.getByRole("banner")).not.toContainText(".gz");
  await workspace.fill("Epochs", 2);
  await workspace.train();
  await workspace.finished();
  await workspace.uploadText("half.csv.gz", gzipSync(readFileSync(dataset("red-wine"))).subarray(0, 9000));
  await workspace.saysOnly(/compressed file is damaged or incomplete/);
  await expect(workspace.output("Rows")).toHaveText("1,599 rows · 12 columns");
});

test("commas, quotes and line ends within quotes belong to their field", async ({ page }) => {
  const text = ["name,place,y", ...rowsOf(30, (row) => `"Smith, ""J"" ${row % 4}","a\nb",${row}`)].join("\n");
  await workspace.uploadText("quotes.csv", text);
  await expect(workspace.output("Rows")).toHaveText("30 rows · 3 columns");
  await workspace.openRows();
  await expect(workspace.row("2").first()).toHaveText('Smith, "J" 1');
  await expect(page.getByRole("columnheader")).toHaveText(["Row", "name", "place", "y"]);
});

test("the names can be taken for data, and Undo takes it back", async ({ page }) => {
  await workspace.upload(dataset("concrete"));
  await expect(workspace.output("Rows")).toHaveText("1,030 rows · 9 columns");
  const picture = await workspace.picture();
  await workspace.openReading();
  await page.getByRole("radio", { name: /no names/ }).check();
  await expect(workspace.output("Rows")).toHaveText("1,031 rows · 9 columns");
  await workspace.close();
  await expect(how()).toContainText("no names");
  await expect(workspace.column("column_1")).toBeVisible();
  await workspace.button("Undo").click();
  await expect(workspace.output("Rows")).toHaveText("1,030 rows · 9 columns");
  await workspace.ready();
  await expect(how()).not.toContainText("no names");
  expect(await workspace.picture()).toEqual(picture);
  await workspace.button("Redo").click();
  await expect(workspace.output("Rows")).toHaveText("1,031 rows · 9 columns");
});

test("another delimiter and decimal mark, and Undo reads the file as before", async ({ page }) => {
  // Semicolons separate; read by commas the decimals fall apart.
  const text = ["a;b;c", ...rowsOf(50, (row) => `${row},5;${row % 7},25;${row * 2},5`)].join("\n");
  await workspace.uploadText("semi.csv", text);
  await expect(workspace.output("Rows")).toHaveText("50 rows · 3 columns");
  await workspace.openReading();
  await expect(workspace.field("Delimiter").locator("option:checked")).toHaveText("As found: Semicolon");
  await workspace.choose("Decimal mark", "Point");
  await expect(how()).toContainText("decimal point");
  await workspace.choose("Delimiter", "Comma");
  await expect(workspace.output("Rows")).toContainText("4 columns");
  await workspace.close();
  await workspace.button("Undo").click();
  await expect(workspace.output("Rows")).toHaveText("50 rows · 3 columns");
  await workspace.button("Undo").click();
  await expect(how()).toContainText("semicolon · decimal comma");
  await workspace.ready();
  await workspace.openRows();
  await workspace.scrollTo(50);
  await expect(workspace.row("50")).toHaveText(["49.5", "0.25", "98.5"]);
  await workspace.close();
  expect((await workspace.experiment()).data.reading ?? {}).not.toHaveProperty("delimiter.comma");
  // What is said otherwise comes back after a reload too.
  await workspace.openReading();
  await workspace.choose("Encoding", "Windows-1252");
  await workspace.close();
  await expect(how()).toContainText("Windows-1252");
  await workspace.ready();
  await page.reload();
  await workspace.ready();
  await expect(how()).toContainText("Windows-1252 · semicolon");
});

test("a marker of the user's own means missing", async () => {
  await workspace.uploadText("gauge.csv", ["a,b", ...rowsOf(60, (row) => `${row % 6 ? noise(row) : -999},${noise(row, 31)}`)].join("\n"));
  await expect(workspace.data).toContainText("none missing");
  await workspace.openReading();
  await workspace.field("More words that mean missing").fill("-999, unknown");
  await workspace.field("More words that mean missing").press("Tab");
  await workspace.close();
  await expect(workspace.column("a")).toContainText("17 % missing");
  await expect(workspace.data).toContainText("10 missing values imputed");
  expect((await workspace.experiment()).data.reading.missing).toEqual(["-999", "unknown"]);
  await workspace.button("Undo").click();
  await expect(workspace.data).toContainText("none missing");
});

test("a column of numbers is read as categories, and back", async () => {
  await workspace.uploadText("codes.csv", ["code,x,y", ...rowsOf(60, (row) => `${row % 3},${noise(row)},${noise(row, 31)}`)].join("\n"));
  const inputs = workspace.layers.getByRole("listitem").first();
  await expect(inputs).toContainText("2 features");
  await workspace.openColumn("code");
  await workspace.choose("Read as", "Category");
  await expect(workspace.dialog("code")).toContainText("Category · 3 different");
  await workspace.close();
  await expect(inputs).toContainText("4 features");
  await workspace.openColumn("code");
  await workspace.choose("Read as", "");
  await workspace.close();
  await expect(inputs).toContainText("2 features");
  await workspace.fill("Epochs", 2);
  await workspace.train();
  await workspace.finished();
});

test("one click says which line has the column names, and one gives it back to the file", async ({ page }) => {
  const lines = ["id,age,result", "no,years,points", ...rowsOf(40, (row) => `${row * 3},${20 + (row % 9)},${noise(row)}`)];
  await workspace.uploadText("study.csv", lines.join("\n"));
  await expect(workspace.output("Rows")).toHaveText("40 rows · 3 columns");
  await expect(workspace.column("age")).toBeVisible();
  await workspace.openReading();
  const dialog = workspace.dialog("How the file was read");
  // Thirty lines, and that there is none.
  await expect(dialog.getByRole("radio")).toHaveCount(31);
  await expect(dialog.getByRole("radio", { name: "1 id,age,result" })).toBeChecked();
  await dialog.getByRole("radio", { name: "2 no,years,points" }).check();
  await expect(workspace.column("years")).toBeVisible();
  await expect(dialog).toContainText("1 line above the rows was left out (line 1).");
  await dialog.getByRole("button", { name: "As found in the file" }).click();
  await expect(workspace.column("age")).toBeVisible();
  // The arrow keys keep the list and the focus; the file is read where they rest.
  await dialog.getByRole("radio", { name: "1 id,age,result" }).press("ArrowDown");
  await expect(workspace.column("years")).toBeVisible();
  await expect(dialog.getByRole("radio", { name: "2 no,years,points" })).toBeFocused();
  await dialog.getByRole("button", { name: "As found in the file" }).click();
  await expect(workspace.column("age")).toBeVisible();
  await expect(dialog.getByRole("button", { name: "As found in the file" })).toHaveCount(0);
  await workspace.close();
  await expect(page.getByRole("button", { name: "Undo" })).toBeEnabled();
});

test("what a file's words and numbers look like is said, with a click that reads them so", async () => {
  const kinds = ["Cat", "CAT", "Dog", "Dog."];
  const lines = ["code,kind,size", ...rowsOf(48, (row) => `${String(row % 7).padStart(5, "0")},${kinds[row % 4]},${noise(row)}`)];
  await workspace.uploadText("pets.csv", lines.join("\n"));
  await expect(workspace.output("Rows")).toHaveText("48 rows · 3 columns");
  await workspace.openReading();
  const dialog = workspace.dialog("How the file was read");
  await dialog.getByRole("button", { name: "Join the spellings of kind" }).click();
  await expect(workspace.column("kind")).toContainText("2 different");
  await expect(dialog.getByRole("button", { name: "Join the spellings of kind" })).toHaveCount(0);
  await expect(workspace.column("code")).toContainText("7 different");
  await dialog.getByRole("button", { name: "Read code as Number" }).click();
  await expect(workspace.column("code")).toContainText("0 to 6");
});

test("a Korean spreadsheet's file is read, its encoding found", async () => {
  // 지역 and 대구.
  const [name, place] = ["c1f6bfaa", "b4ebb1b8"].map((bytes) => Buffer.from(bytes, "hex"));
  const parts = [name, Buffer.from(",n,y\n"), ...rowsOf(30, (row) => [place, Buffer.from(`,${row},${noise(row)}\n`)]).flat()];
  await workspace.uploadText("korea.csv", Buffer.concat(parts));
  await expect(workspace.output("Rows")).toHaveText("30 rows · 3 columns");
  await workspace.saysOnly(/not UTF-8, so it was read as EUC-KR/);
  await expect(workspace.column("지역")).toBeVisible();
  await expect(how()).toContainText("EUC-KR");
  await workspace.openReading();
  await workspace.choose("Encoding", "Windows-1251");
  await expect(how()).toContainText("Windows-1251");
});

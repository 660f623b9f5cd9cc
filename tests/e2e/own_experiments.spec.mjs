// A lesson or a scene has an experiment of its own: it changes no other, finds its own again, and
// counts nothing that was done elsewhere.
import { expect, test } from "@playwright/test";
import { Workspace } from "./page.mjs";

const panel = (page) => page.getByRole("region", { name: "Lessons", exact: true });
const button = (page, name) => panel(page).getByRole("button", { name, exact: typeof name === "string" });
const title = (page, name) => expect(page.locator(".title strong")).toHaveText(name);
const csv = `x,y\n${Array.from({ length: 40 }, (_, i) => `${i},${2 * i + 0.5}`).join("\n")}\n`;
const list = (page) => page.getByRole("dialog", { name: "Experiments" });

/** Opens a lesson by its number, and waits for its experiment. */
async function openLesson(page, number, experiment) {
  if (!(await panel(page).isVisible())) await page.locator(".lessons-button").click();
  await button(page, new RegExp(`^${number}\\. `)).click();
  await title(page, experiment);
  await new Workspace(page).ready();
}

test("a lesson changes no experiment but its own, and finds that again", async ({ page }) => {
  const workspace = new Workspace(page);
  await workspace.open();
  await workspace.uploadText("mine.csv", csv);
  await title(page, "mine");
  await openLesson(page, 1, "One neuron");
  await workspace.button("Experiments").click();
  await list(page).getByRole("button", { name: "mine", exact: true }).click();
  await title(page, "mine");
  await workspace.ready();
  // What is done here does not count, which is said.
  await panel(page).getByRole("radio").first().check();
  await workspace.fill("Epochs", 3);
  await workspace.train();
  await workspace.finished();
  await expect(panel(page).getByText("The page has another experiment")).toBeVisible();
  await expect(panel(page).locator(".lesson-tasks > .done")).toHaveCount(0);
  await expect(button(page, "Show me")).toHaveCount(0);
  await button(page, "Next").click();
  await title(page, "The line in your hand");
  await workspace.ready();
  await button(page, "Back").click();
  await title(page, "One neuron");
  // Another lesson and back: no copy is made.
  await button(page, "All lessons").click();
  await openLesson(page, 2, "One neuron for concrete");
  await button(page, "All lessons").click();
  await openLesson(page, 1, "One neuron");
  await workspace.button("Experiments").click();
  for (const [name, count] of [["mine", 1], ["One neuron", 1], ["One neuron for concrete", 1], ["The line in your hand", 0]]) {
    await expect(list(page).getByRole("button", { name, exact: true })).toHaveCount(count);
  }
  await list(page).getByRole("button", { name: "mine", exact: true }).click();
  await title(page, "mine");
  await button(page, "Close lessons").click();
  await expect(workspace.column("y")).toContainText("78.5");
});

test("a file that is dropped in the middle of a step does not count for it", async ({ page }) => {
  const workspace = new Workspace(page);
  await workspace.open();
  await openLesson(page, 1, "One neuron");
  await panel(page).getByRole("radio").first().check();
  await workspace.drop("mine.csv", csv);
  await expect(panel(page).getByText("The page has another experiment")).toBeVisible();
  await workspace.train();
  await workspace.finished();
  await expect(panel(page).locator(".lesson-tasks > .done")).toHaveCount(0);
  await button(page, "Open the lesson's own").click();
  await expect(panel(page).getByText("The page has another experiment")).toBeHidden();
  await button(page, "Show me").click();
  await expect(panel(page).locator(".lesson-tasks > .done")).toHaveCount(1);
});

test("a sentence of a step keeps its figures while settings change", async ({ page }) => {
  const workspace = new Workspace(page);
  await workspace.open();
  await openLesson(page, 1, "One neuron");
  const question = panel(page).locator(".lesson-question legend");
  await expect(question).toHaveText(/\d+ cereals/);
  const said = await question.textContent();
  await button(page, "Data").click();
  await workspace.fill("Validation split", 60);
  await button(page, "Data").click();
  await expect(question).toHaveText(said);
  await panel(page).getByRole("radio").nth(1).check();
  await button(page, "Show me").click();
  await expect(panel(page).locator(".lesson-tasks > .done")).toHaveCount(1);
  // A step that was begun can begin again.
  await button(page, "Do this step again").click();
  await expect(panel(page).locator(".lesson-tasks > .done")).toHaveCount(0);
  await expect(panel(page).getByText("Choose an answer first.")).toBeVisible();
  await expect(question).toHaveText(said);
});

test("an answer that came after the run is called so, and stands once all is done", async ({ page }) => {
  const workspace = new Workspace(page);
  await workspace.open();
  await openLesson(page, 2, "One neuron for concrete");
  await workspace.train();
  await workspace.finished();
  await expect(panel(page).locator(".lesson-tasks > .done")).toHaveCount(0);
  const lesson = await page.evaluate(() => fetch(`${document.documentElement.dataset.files}course/lessons/layers.json`).then((it) => it.json()));
  await panel(page).getByRole("radio").nth(lesson.steps[0].predict.right).check();
  await expect(panel(page).getByText("Right, though you answered after the run.")).toBeVisible();
  for (const radio of await panel(page).getByRole("radio").all()) await expect(radio).toBeDisabled();
});

test("two tabs keep what was done in either", async ({ context }) => {
  const [one, two] = [await context.newPage(), await context.newPage()];
  for (const page of [one, two]) await new Workspace(page).open();
  await openLesson(one, 1, "One neuron");
  await openLesson(two, 2, "One neuron for concrete");
  // As with a hand, which is slower than what tabs tell each other.
  const heard = two.evaluate(() => new Promise((done) => addEventListener("storage", () => setTimeout(done), { once: true })));
  await panel(one).getByRole("radio").nth(1).check();
  await heard;
  await panel(two).getByRole("radio").nth(1).check();
  await one.reload();
  await expect(panel(one)).toContainText("Lesson 1 · step 1");
  await expect(panel(one).getByRole("radio").nth(1)).toBeChecked();
  await button(one, "All lessons").click();
  await openLesson(one, 2, "One neuron for concrete");
  await expect(panel(one).getByRole("radio").nth(1)).toBeChecked();
});

test("Train begins a scene's first run, and another seed is another one", async ({ page }) => {
  const workspace = new Workspace(page);
  await page.goto("./#scene=learning-rate");
  await expect(button(page, "Run: Learning rate 0.0001")).toBeVisible();
  await workspace.ready();
  const seed = Number(await workspace.field("Seed").inputValue());
  await workspace.train();
  await expect(panel(page).locator(".lesson-tasks > .done")).toHaveCount(1);
  for (const name of ["Learning rate 0.01", "Learning rate 1"]) {
    await button(page, `Run: ${name}`).focus();
    // Space is the button's, also while the run before was on its way.
    await page.keyboard.press("Space");
    await page.keyboard.press("Space");
  }
  await expect(button(page, "From another seed")).toBeInViewport();
  await expect(panel(page).locator(".lesson-outcome")).toBeInViewport();
  const isOneOfTheList = async () => {
    await workspace.button("Experiments").click();
    await expect(list(page).getByRole("button", { name: /^Learning rate: too/ })).toHaveCount(1);
    await page.keyboard.press("Escape");
  };
  await isOneOfTheList();
  await button(page, "From another seed").click();
  await expect(workspace.field("Seed")).toHaveValue(String(seed + 1));
  await expect(button(page, "Run: Learning rate 0.0001")).toBeVisible();
  await isOneOfTheList();
  // Closed, it is no longer what a reload opens.
  await button(page, "Close lessons").click();
  await expect(page).toHaveURL(/\/$/);
  await expect(page.locator(".lessons-button")).toBeFocused();
});

test("a link to no lesson says so and shows the list", async ({ page }) => {
  for (const name of ["lesson=../x", "scene=nope", `lesson=${"x".repeat(5000)}`]) {
    await page.goto("about:blank");
    await page.goto(`./#${name}`);
    await expect(page.getByRole("alert").filter({ hasText: "There is no lesson or scene of that name" })).toBeVisible();
    await expect(button(page, /^1\. /)).toBeVisible();
    await expect(page).toHaveURL(/\/$/);
  }
});

test("one lesson that came incomplete does not keep the others away", async ({ page }) => {
  await page.route("**/course/lessons/layers.json", (route) => route.fulfill({ body: '{"title": "Lay' }));
  await new Workspace(page).open();
  await page.locator(".lessons-button").click();
  await expect(panel(page).getByText('The lesson "layers" came incomplete.')).toBeVisible();
  await expect(button(page, /Overfitting and underfitting|^3\. /).first()).toBeVisible();
});

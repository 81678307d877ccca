// What journeys look for on the page: stories and sheets; and pictures of it.

import fs from "node:fs";

/** Writes a picture of the window once everything in it is drawn. */
export async function picture(window, file) {
  // Fonts, sheets and pictures come a moment after the frame they stand in.
  await new Promise((resolve) => setTimeout(resolve, 1_500));
  await window.until("every picture is shown", () =>
    window.wait(
      "const done = arguments[0]; Promise.all([document.fonts.ready, ...[...document.images].map((i) => i.decode())]).then(() => requestAnimationFrame(() => done(true)), () => done(false))",
    ), 60_000);
  fs.writeFileSync(file, await window.picture());
}

/** Opens the first story of the outline, or the one whose title holds `title`. */
export async function openStory(window, title) {
  const story = await window.until("the story is in the outline", () =>
    window.run(
      `const stories = [...document.querySelectorAll('[data-testid^="story-"]')];
       const story = stories.find((e) => e.textContent.includes(arguments[0]));
       return story?.dataset.testid`,
      title ?? "",
    ),
  );
  await window.click(story);
  await window.find("editor-body");
  return story;
}

/** The fingerprints of all sheets on screen, drawn ones only. */
export function sheets(window) {
  return window.run(
    `return [...document.querySelectorAll('canvas[data-testid^="sheet-"]')]
       .filter((sheet) => sheet.getContext("2d").getImageData(4, 4, 1, 1).data[3] === 255)
       .map((sheet) => sheet.dataset.testid + " " + sheet.dataset.fingerprint)`,
  );
}

/** Waits until a sheet is shown whose picture was not among `before`. */
export function changedSheet(window, before, within = 30_000) {
  return window.until(
    "a sheet changed",
    async () => (await sheets(window)).find((address) => !before.includes(address)),
    within,
  );
}

/** Puts the caret behind the last word of the body. */
export async function toEndOfBody(window) {
  const body = await bodyField(window);
  await window.run(
    `const e = arguments[0]; e.focus();
     const range = document.createRange(); range.selectNodeContents(e); range.collapse(false);
     const selection = getSelection(); selection.removeAllRanges(); selection.addRange(range);`,
    body,
  );
  return body;
}

/** The element of the body that takes typing. */
export async function bodyField(window) {
  await window.find("editor-body");
  return window.until("the body takes typing", () =>
    window.query(
      '[data-testid="editor-body"][contenteditable="true"], [data-testid="editor-body"] [contenteditable="true"], textarea[data-testid="editor-body"]',
    ),
  );
}

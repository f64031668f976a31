// Draws the icons of the extension, in the sizes that browsers ask for, from the one that can have any size.

import { readFileSync } from "node:fs";
import { fromRoot, startChromium } from "./harness.js";

const drawing = readFileSync(fromRoot("web/app/icon.svg"), "utf8");
const browser = await startChromium();
try {
  const page = await browser.newPage();
  for (const size of [16, 32, 48, 128]) {
    await page.setViewportSize({ width: size, height: size });
    await page.setContent(`<style>body { margin: 0 } svg { display: block; width: 100vw }</style>${drawing}`);
    await page.screenshot({ path: fromRoot(`web/extension/icons/${size}.png`), omitBackground: true });
  }
} finally {
  await browser.close();
}

// Takes the pictures of the console with the sample data in view.

import { mkdirSync } from "node:fs";
import type { BrowserContextOptions } from "playwright-core";
import { ConsolePage } from "./console-page.js";
import { fromRoot, startChromium, startDemo } from "./harness.js";

const pictures: [name: string, options: BrowserContextOptions][] = [
  ["console-zh", { locale: "zh-CN" }],
  ["console-en", { locale: "en-US" }],
];

mkdirSync(fromRoot("docs/screenshots"), { recursive: true });
const demo = await startDemo();
const browser = await startChromium();
try {
  for (const [name, options] of pictures) {
    const { page, close } = await ConsolePage.open(browser, demo, options);
    const run = async (number: number) => {
      await page.locator('button[type="submit"]').click();
      await page.locator(`.answer[data-run="${number}"][data-state="answered"]`).waitFor();
    };
    await run(1);
    const session = await page.locator("#panel-answer .tree summary", { hasText: "小鹿乱撞" }).elementHandle();
    await session?.evaluate((summary) => (summary as HTMLElement).click());
    const sessionId = await page.locator(".leaf", { hasText: "sessionId" }).first().locator(".string").innerText();
    await page.goto(`${demo.url}console.html#getMessages`);
    await page.locator("#field-sessionId").fill(JSON.parse(sessionId) as string);
    await page.locator("#field-size").fill("12");
    await run(2);
    await page.locator(".tree details details summary").nth(1).click();
    await page.mouse.move(0, 0);
    await page.screenshot({ path: fromRoot(`docs/screenshots/${name}.png`), animations: "disabled" });
    await close();
    console.log(`docs/screenshots/${name}.png`);
  }
} finally {
  await browser.close();
  await demo.stop();
}

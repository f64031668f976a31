// What axe-core finds wrong with a page for somebody who cannot use it as others do.

import { readFileSync } from "node:fs";
import type { Page } from "playwright-core";
import { engine } from "./engines.js";
import { fromRoot } from "./harness.js";

interface Axe {
  run(options: object): Promise<{ violations: { id: string; nodes: { html: string; failureSummary: string }[] }[] }>;
}

const source = readFileSync(fromRoot("web/node_modules/axe-core/axe.min.js"), "utf8");

/**
 * Takes ariaLabelledByElements and those like it from a page. Where axe-core has read them, the next look for a label by
 * Playwright, which reads them from a world of its own, crashes Firefox ESR 153. Only scripts set them, and ours do not.
 */
function withoutElementProperties() {
  for (const name of Object.getOwnPropertyNames(Element.prototype)) {
    if (/^aria.*Elements?$/.test(name)) Reflect.deleteProperty(Element.prototype, name);
  }
}

/** What is wrong with the page as it is now, each with its rule, its element and what to do. */
export async function violations(page: Page): Promise<string[]> {
  if (engine === "firefox") await page.evaluate(withoutElementProperties);
  if (!(await page.evaluate(() => "axe" in globalThis))) await page.evaluate(source);
  // What is right too is much work to describe, and too much to carry over.
  return page.evaluate(async () => {
    const options = { resultTypes: ["violations"], elementRef: false, selectors: false, preload: false };
    const { violations } = await (globalThis as unknown as { axe: Axe }).axe.run(options);
    return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html} ${node.failureSummary}`));
  });
}

// Pages that show what the inbox showed, from a literal in their own script: the least that showing it could take.

import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { fromRoot } from "../../e2e/harness.js";
import { scratchFolder } from "../bench-world.js";

/** What a page of the inbox shows. */
export interface Shown {
  /** The attributes of the root element. */
  root: [name: string, value: string][];
  styles: string[];
  inbox: string;
  /** The conversation in view, within it. */
  conversation: string;
}

/** What it shows now. */
export const shownIn = (page: Page): Promise<Shown> =>
  page.evaluate(() => ({
    root: [...document.documentElement.attributes].map(({ name, value }): [string, string] => [name, value]),
    styles: [...document.querySelectorAll<HTMLLinkElement>('link[rel="stylesheet"]')].map(({ href }) => href),
    inbox: document.querySelector("#inbox")!.innerHTML,
    conversation: document.querySelector(".thread-place")!.innerHTML,
  }));

/**
 * Writes a page beside another one of the inbox, with a script that shows the same as soon as it runs. Where something is to
 * be opened, a click shows the conversation that was in view then.
 */
export function writeLiteralPage(folder: string, name: string, beside: string, shown: Shown, opened?: Shown): string {
  const attributes = shown.root.map(([attribute, value]) => ` ${attribute}="${value.replaceAll('"', "&quot;")}"`);
  const styles = [...shown.styles, ...(opened?.styles ?? [])].map((href) => new URL(href).pathname);
  const html = readFileSync(join(folder, beside), "utf8")
    .replace(/<html[^>]*>/, `<html${attributes.join("")}>`)
    .replace(/<script.*?<\/script>/gs, "")
    .replace(/<link rel="(modulepreload|stylesheet)".*?>/g, "")
    .replace("</head>", () =>
      [
        ...new Set(styles.map((path) => `<link rel="stylesheet" href="${path}" />`)),
        `<script type="module" src="./${name}.js"></script>`,
        "</head>",
      ].join("\n    "),
    );
  writeFileSync(join(folder, `${name}.html`), html);
  writeFileSync(
    join(folder, `${name}.js`),
    `const show = (place, html) => {
  document.querySelector(place).innerHTML = html;
  for (const view of document.querySelectorAll(".messages")) view.scrollTop = view.scrollHeight;
};
show("#inbox", ${JSON.stringify(shown.inbox)});
${opened ? `const opened = ${JSON.stringify(opened.conversation)};\naddEventListener("click", () => show(".thread-place", opened));\n` : ""}`,
  );
  return `${name}.html`;
}

/** A copy of the built site, to which pages can be added. */
export function copyOfSite() {
  const scratch = scratchFolder();
  cpSync(fromRoot("dist/site"), scratch.folder, { recursive: true });
  return scratch;
}

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

/** What it shows now, without the rows of its lists that are out of view. */
export const shownIn = (page: Page): Promise<Shown> =>
  page.evaluate(() => {
    const inView = (place: string) => {
      const whole = document.querySelector(place)!;
      const copy = whole.cloneNode(true) as Element;
      const copies = copy.querySelectorAll("li");
      for (const [i, row] of whole.querySelectorAll("li").entries()) {
        const view = row.closest(".messages, .session-scroll")?.getBoundingClientRect();
        const { top, bottom } = row.getBoundingClientRect();
        if (view && (bottom <= view.top || top >= view.bottom)) copies[i]!.remove();
      }
      return copy.innerHTML;
    };
    return {
      root: [...document.documentElement.attributes].map(({ name, value }): [string, string] => [name, value]),
      styles: [...document.querySelectorAll<HTMLLinkElement>('link[rel="stylesheet"]')].map(({ href }) => href),
      inbox: inView("#inbox"),
      conversation: inView(".thread-place"),
    };
  });

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

// What the pages with an inbox tell the browser before anything of a stranger is on them.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, it } from "node:test";

const pageOf = (name: string) => readFileSync(new URL(`../../../../${name}`, import.meta.url), "utf8");

for (const name of ["index.html", "extension/inbox.html", "extension/panel.html"]) {
  describe(name, () => {
    it("tells no host where its user comes from", () =>
      assert.match(pageOf(name), /<meta name="referrer" content="no-referrer" \/>/));

    it("lets the browser look up no host because of a link: who sent it would know that it was seen", () =>
      assert.match(pageOf(name), /<meta http-equiv="x-dns-prefetch-control" content="off" \/>/));
  });
}

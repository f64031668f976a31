// The pages of docs/, and the links of all pages for people.

import assert from "node:assert/strict";
import { existsSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe } from "node:test";
import { it } from "./tests-of-engine.js";
import {
  docs,
  isFile,
  languages,
  names,
  pages,
  printedBy,
  readPage,
  running,
  specification,
} from "./markdown-pages.js";

describe("the pages", () => {
  it("stand in the index", () => {
    const listed = [...readPage("README.md").text.matchAll(/^\| \[.*?\]\((\S+)\)/gm)].map((match) => match[1]);
    assert.deepEqual(listed.toSorted(), [...names, specification].filter((name) => name !== "README.md").toSorted());
  });

  for (const page of pages) {
    it(`${page.name} has only code that is run, and that says what comes of it`, () => {
      for (const block of page.blocks) {
        const where = `${page.name}:${block.line}`;
        assert.ok(languages.includes(block.language), `${where}: ${block.language || "no language"}`);
        assert.ok(block.name !== "" || running.includes(block.language), `${where}: name the file`);
        if (running.includes(block.language) && !isFile(block)) {
          assert.notDeepEqual(printedBy(block), [], `${where}: nothing after an arrow`);
        }
      }
      const scripts = page.blocks.filter((block) => isFile(block) && block.language === "js");
      if (scripts.length > 0) assert.notDeepEqual(printedBy(...scripts), []);
    });
  }

  const pagesIn = (folder: string) =>
    readdirSync(join(docs, folder))
      .filter((name) => name.endsWith(".md"))
      .map((name) => join(folder, name));
  for (const page of ["", "zh-CN", "store", ".."].flatMap(pagesIn).map(readPage)) {
    it(`${page.name} links to what exists`, () => {
      const prose = page.text.replaceAll(/^```[^]*?^```$/gm, "");
      for (const [, target] of prose.matchAll(/\]\(([^)]+)\)/g)) {
        if (/^https?:/.test(target!)) continue;
        const [path, anchor] = target!.split("#") as [string, string?];
        const file = path === "" ? page.name : join(dirname(page.name), path);
        assert.ok(existsSync(join(docs, file)), `${target}: no such file`);
        if (anchor === undefined) continue;
        const { anchors } = readPage(file);
        assert.ok(anchors.includes(anchor), `${target}: no such heading among ${anchors.join(", ")}`);
      }
    });
  }
});

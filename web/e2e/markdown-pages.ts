// The pages of docs/, and the code in them.

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fromRoot } from "./harness.js";

/** A block of code. */
export interface Block {
  language: string;
  /** What stands behind the language. */
  name: string;
  code: string;
  /** The line of the page where the code begins, from 1. */
  line: number;
}

/** A page, read. */
export interface MarkdownPage {
  name: string;
  text: string;
  blocks: Block[];
  anchors: string[];
}

/** Where the pages are. */
export const docs = fromRoot("docs");
/** The languages of their blocks. */
export const languages = ["js", "ts", "sh", "html", "json", "go"];
/** The languages whose blocks run by themselves and so have to say what comes of it. */
export const running = ["js", "ts", "sh", "go"];

/** Reads a page, named from there. */
export function readPage(name: string): MarkdownPage {
  const text = readFileSync(join(docs, name), "utf8");
  const blocks: Block[] = [];
  const anchors: string[] = [];
  let open: Block | undefined;
  for (const [index, line] of text.split("\n").entries()) {
    const fence = /^```(\S*) ?(.*)$/.exec(line);
    if (fence && open) {
      blocks.push(open);
      open = undefined;
    } else if (fence) {
      open = { language: fence[1]!, name: fence[2]!, code: "", line: index + 2 };
    } else if (open) {
      open.code += `${line}\n`;
    } else {
      const heading = /^#+ (.*)$/.exec(line);
      if (heading) anchors.push(anchorOf(heading[1]!));
    }
  }
  assert.equal(open, undefined, `${name}: a block is left open`);
  return { name, text, blocks, anchors };
}

/** The anchor that GitHub gives a heading. */
const anchorOf = (heading: string) =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, "")
    .replaceAll(" ", "-");

/** What the code says that it prints. */
export const printedBy = (...blocks: Block[]) =>
  blocks.flatMap(({ code }) => [...code.matchAll(/(?:\/\/|#) → (.*)$/gm)].map((match) => match[1]!));

/** The specification of the protocol: English only, and it has no code. */
export const specification = "protocol.md";

/** The names of the pages in English. */
export const names = readdirSync(docs).filter((name) => name.endsWith(".md") && name !== specification);
/** The pages in English. */
export const pages = names.map(readPage);
/** Whether a block is a part of the module of its page. */
export const isModule = ({ language, name }: Block) => (language === "js" || language === "ts") && name === "";
/** Whether a block is a file of its own. */
export const isFile = ({ language, name }: Block) => language !== "sh" && name !== "";

// The code of pages as files.

import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fromRoot } from "./harness.js";
import { isFile, isModule, type Block, type MarkdownPage } from "./markdown-pages.js";

/** The blocks as one text, in which each stands where it stands in the page. */
function moduleOf(blocks: Block[]): string {
  let text = "";
  for (const block of blocks) {
    text += "\n".repeat(block.line - text.split("\n").length) + block.code;
  }
  return text;
}

/** A folder with a folder for each page, in which are its files. */
export class DocsFolder {
  readonly path = mkdtempSync(join(tmpdir(), "qqmusicpm-docs-"));
  private readonly gateway: string;

  /** Writes the files, which ask that gateway. */
  constructor(pages: readonly MarkdownPage[], gateway: string) {
    this.gateway = gateway;
    writeFileSync(join(this.path, "package.json"), '{ "type": "module" }');
    mkdirSync(join(this.path, "node_modules"));
    symlinkSync(fromRoot("dist/npm"), join(this.path, "node_modules/qqmusic-private-message"));
    for (const page of pages) {
      mkdirSync(this.of(page), { recursive: true });
      for (const block of page.blocks.filter(isFile)) {
        writeFileSync(join(this.of(page), block.name), this.meant(page, block.code));
      }
      const module = page.blocks.filter(isModule);
      if (module.length > 0) writeFileSync(join(dirname(this.of(page)), "page.ts"), this.meant(page, moduleOf(module)));
    }
  }

  /** The folder of a page. */
  of(page: MarkdownPage): string {
    return join(this.path, page.name.replace(".md", ""), "my-inbox");
  }

  /** The code with what stands for something replaced by that. */
  meant(page: MarkdownPage, code: string): string {
    return code
      .replaceAll(/http:\/\/127\.0\.0\.1:8787|https:\/\/u\.y\.qq\.com/g, this.gateway)
      .replaceAll("../qqmusicpm", fromRoot("").replace(/\/$/, ""))
      .replaceAll("../my-inbox", this.of(page));
  }

  /** Makes JavaScript of all modules and returns what tsc complained about. */
  compile(): string[] {
    const compilerOptions = {
      target: "es2022",
      lib: ["es2023", "dom", "dom.iterable"],
      module: "nodenext",
      strict: true,
      noUncheckedIndexedAccess: true,
      types: ["node"],
      typeRoots: [fromRoot("web/node_modules/@types")],
    };
    writeFileSync(join(this.path, "tsconfig.json"), JSON.stringify({ compilerOptions, include: ["*/page.ts"] }));
    const { stdout } = spawnSync(fromRoot("web/node_modules/.bin/tsc"), ["-p", this.path], {
      cwd: this.path,
      encoding: "utf8",
    });
    return stdout.split("\n").filter((line) => line !== "");
  }

  /** Leaves nothing of it. */
  remove(): void {
    rmSync(this.path, { recursive: true });
  }
}

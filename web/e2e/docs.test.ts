// Runs the code of docs/*.md, each page on its own:
//
// - The js and ts blocks of a page are one TypeScript module in strict mode, in their order, run by Node against a
//   fresh simulator. The lines of the module are those of the page.
// - A block whose first line names a file (```js inbox.js) is that file, in a folder of the page's own.
// - sh blocks run in bash, in the folder of the project, or with a name behind them (```sh my-inbox) in the page's own.
//   A command that prints an address serves: it is interrupted then, after a look at the page's own folder if it serves that.
// - What a comment says after an arrow is what is printed: by js and ts all of it, line by line; by sh at least that.
// - http://127.0.0.1:8787 and https://u.y.qq.com stand for the simulator, ../qqmusicpm for the project, ../my-inbox for the page's folder.
//
// go blocks run in docs/docs_test.go; docs/in_step_test.go keeps the languages in step.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { join } from "node:path";
import { after, before, describe } from "node:test";
import type { Browser } from "playwright-core";
import { fromRoot, openPage, simulator, startBrowser, startDemo, type Demo } from "./harness.js";
import { it } from "./tests-of-engine.js";
import { DocsFolder } from "./docs-folder.js";
import { isModule, pages, printedBy, type MarkdownPage } from "./markdown-pages.js";
import { prints, scriptsOf } from "./printed-in-page.js";

let demo: Demo;
let browser: Browser;
let files: DocsFolder;
let typeErrors: string[];

before(async () => {
  demo = await startDemo();
  browser = await startBrowser();
  files = new DocsFolder(pages, demo.url.replace(/\/$/, ""));
  typeErrors = files.compile();
});
after(async () => {
  await browser?.close();
  await demo?.stop();
  files?.remove();
});

describe("the modules", () => {
  for (const page of pages) {
    const blocks = page.blocks.filter(isModule);
    if (blocks.length === 0) continue;
    const name = page.name.replace(".md", "");

    it(`${page.name} has the right types`, () => {
      assert.deepEqual(
        typeErrors.filter((line) => line.startsWith(`${name}/`)),
        [],
      );
    });

    it(`${page.name} prints what it says`, async () => {
      await simulator(demo).reset();
      const ran = await run(process.execPath, [join(files.path, name, "page.js")], files.path);
      assert.deepEqual(lines(ran.stdout), printedBy(...blocks), ran.stderr);
      assert.equal(ran.stderr, "");
      assert.equal(ran.code, 0);
    });
  }
});

const lines = (text: string) => text.split("\n").filter((line) => line !== "");

interface Ran {
  stdout: string;
  stderr: string;
  code: number | null;
}

/** Runs a command to its end. onOutput sees all it has printed so far, and a way to interrupt it with all its children. */
async function run(
  command: string,
  args: string[],
  cwd: string,
  onOutput?: (stdout: string, interrupt: () => void) => void,
): Promise<Ran> {
  const env: NodeJS.ProcessEnv = {
    ...process.env,
    PORT: "0",
    NO_COLOR: "1",
    npm_config_offline: "true",
    npm_config_audit: "false",
  };
  delete env["NODE_TEST_CONTEXT"]; // a test runner inside would report to this one
  // The npm that runs the tests tells those below it to be silent, and more.
  for (const name of Object.keys(process.env)) if (name.startsWith("npm_")) delete env[name];
  const child = spawn(command, args, { cwd, env, detached: true, stdio: ["ignore", "pipe", "pipe"], timeout: 300_000 });
  let stdout = "";
  let stderr = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    stdout += text;
    onOutput?.(stdout, () => process.kill(-child.pid!, "SIGINT"));
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => (stderr += text));
  const code = await new Promise<number | null>((resolve, reject) =>
    child.once("error", reject).once("close", resolve),
  );
  return { stdout, stderr, code };
}

describe("the commands", () => {
  for (const page of pages) {
    for (const block of page.blocks.filter(({ language }) => language === "sh")) {
      const command = block.code.replaceAll(/ *# → .*$/gm, "").trim();
      it(`${page.name}: ${command.replaceAll("\n", "; ")}`, async () => {
        await simulator(demo).reset();
        const cwd = block.name === "" ? fromRoot("") : files.of(page);
        const serves = printedBy(block).some((text) => /^http:|^relaying/.test(text));
        let visit: Promise<void> | undefined;
        const ran = await run(
          "bash",
          ["-euo", "pipefail", "-c", files.meant(page, command)],
          cwd,
          (stdout, interrupt) => {
            const address = /^http:\/\/127\.0\.0\.1:\d+\//m.exec(stdout)?.[0];
            if (!serves || !address || visit) return;
            visit = (command.includes("../my-inbox") ? look(page, address) : Promise.resolve()).finally(interrupt);
            visit.catch(() => {}); // met below
          },
        );
        await visit;
        let rest = ran.stdout;
        for (const text of printedBy(block)) {
          const expected =
            text === "http://127.0.0.1:8787/"
              ? (/http:\/\/127\.0\.0\.1:\d+\//.exec(rest)?.[0] ?? text)
              : files.meant(page, text);
          assert.ok(rest.includes(expected), `${text} is not in:\n${ran.stdout}${ran.stderr}`);
          rest = rest.slice(rest.indexOf(expected) + expected.length);
        }
        if (!serves) assert.equal(ran.code, 0, ran.stderr);
      });
    }
  }
});

/** Opens the page's own index.html and looks at what it prints. */
async function look(page: MarkdownPage, address: string): Promise<void> {
  const watched = await openPage(browser);
  try {
    await prints(watched.page, () => watched.page.goto(address), printedBy(...scriptsOf(page, "index.html")));
  } finally {
    await watched.close();
  }
}

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
import { spawn, spawnSync } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, before, describe } from "node:test";
import { chromium, type Browser, type Page } from "playwright-core";
import { fromRoot, openPage, simulator, startBrowser, startDemo, type Demo } from "./harness.js";
import { it } from "./tests-of-engine.js";

interface Block {
  language: string;
  /** What stands behind the language. */
  name: string;
  code: string;
  /** The line of the page where the code begins, from 1. */
  line: number;
}

interface MarkdownPage {
  name: string;
  text: string;
  blocks: Block[];
  anchors: string[];
}

const docs = fromRoot("docs");
const languages = ["js", "ts", "sh", "html", "json", "go"];
/** The languages whose blocks run by themselves and so have to say what comes of it. */
const running = ["js", "ts", "sh", "go"];

function readPage(name: string): MarkdownPage {
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
const printedBy = (...blocks: Block[]) =>
  blocks.flatMap(({ code }) => [...code.matchAll(/(?:\/\/|#) → (.*)$/gm)].map((match) => match[1]!));

/** The specification of the protocol: English only, and it has no code. */
const specification = "protocol.md";

const names = readdirSync(docs).filter((name) => name.endsWith(".md") && name !== specification);
const pages = names.map(readPage);
const isModule = ({ language, name }: Block) => (language === "js" || language === "ts") && name === "";
const isFile = ({ language, name }: Block) => language !== "sh" && name !== "";

let demo: Demo;
let browser: Browser;
/** Holds a folder for each page. */
let folder: string;
let typeErrors: string[];

const folderOf = (page: MarkdownPage) => join(folder, page.name.replace(".md", ""), "my-inbox");
const origin = () => demo.url.replace(/\/$/, "");

/** The code with what stands for something replaced by that. */
function meant(page: MarkdownPage, code: string): string {
  return code
    .replaceAll(/http:\/\/127\.0\.0\.1:8787|https:\/\/u\.y\.qq\.com/g, origin())
    .replaceAll("../qqmusicpm", fromRoot("").replace(/\/$/, ""))
    .replaceAll("../my-inbox", folderOf(page));
}

before(async () => {
  demo = await startDemo();
  browser = await startBrowser();
  folder = mkdtempSync(join(tmpdir(), "qqmusicpm-docs-"));
  writeFileSync(join(folder, "package.json"), '{ "type": "module" }');
  mkdirSync(join(folder, "node_modules"));
  symlinkSync(fromRoot("dist/npm"), join(folder, "node_modules/qqmusic-private-message"));
  for (const page of pages) {
    mkdirSync(folderOf(page), { recursive: true });
    for (const block of page.blocks.filter(isFile)) {
      writeFileSync(join(folderOf(page), block.name), meant(page, block.code));
    }
    const module = page.blocks.filter(isModule);
    if (module.length > 0) writeFileSync(join(dirname(folderOf(page)), "page.ts"), meant(page, moduleOf(module)));
  }
  typeErrors = compile();
});
after(async () => {
  await browser?.close();
  await demo?.stop();
  if (folder) rmSync(folder, { recursive: true });
});

/** The blocks as one text, in which each stands where it stands in the page. */
function moduleOf(blocks: Block[]): string {
  let text = "";
  for (const block of blocks) {
    text += "\n".repeat(block.line - text.split("\n").length) + block.code;
  }
  return text;
}

/** Makes JavaScript of all modules and returns what tsc complained about. */
function compile(): string[] {
  const compilerOptions = {
    target: "es2022",
    lib: ["es2023", "dom", "dom.iterable"],
    module: "nodenext",
    strict: true,
    noUncheckedIndexedAccess: true,
    types: ["node"],
    typeRoots: [fromRoot("web/node_modules/@types")],
  };
  writeFileSync(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions, include: ["*/page.ts"] }));
  const { stdout } = spawnSync(fromRoot("web/node_modules/.bin/tsc"), ["-p", folder], {
    cwd: folder,
    encoding: "utf8",
  });
  return stdout.split("\n").filter((line) => line !== "");
}

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
      const ran = await run(process.execPath, [join(folder, name, "page.js")], folder);
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
        const cwd = block.name === "" ? fromRoot("") : folderOf(page);
        const serves = printedBy(block).some((text) => /^http:|^relaying/.test(text));
        let visit: Promise<void> | undefined;
        const ran = await run("bash", ["-euo", "pipefail", "-c", meant(page, command)], cwd, (stdout, interrupt) => {
          const address = /^http:\/\/127\.0\.0\.1:\d+\//m.exec(stdout)?.[0];
          if (!serves || !address || visit) return;
          visit = (command.includes("../my-inbox") ? look(page, address) : Promise.resolve()).finally(interrupt);
          visit.catch(() => {}); // met below
        });
        await visit;
        let rest = ran.stdout;
        for (const text of printedBy(block)) {
          const expected =
            text === "http://127.0.0.1:8787/"
              ? (/http:\/\/127\.0\.0\.1:\d+\//.exec(rest)?.[0] ?? text)
              : meant(page, text);
          assert.ok(rest.includes(expected), `${text} is not in:\n${ran.stdout}${ran.stderr}`);
          rest = rest.slice(rest.indexOf(expected) + expected.length);
        }
        if (!serves) assert.equal(ran.code, 0, ran.stderr);
      });
    }
  }
});

/** The scripts that a page's HTML file loads. */
function scriptsOf(page: MarkdownPage, html: string): Block[] {
  const { code } = page.blocks.find(({ name }) => name === html)!;
  return page.blocks.filter(({ name, language }) => language === "js" && code.includes(`src="${name}"`));
}

/** Opens the page's own index.html and looks at what it prints. */
async function look(page: MarkdownPage, address: string): Promise<void> {
  const watched = await openPage(browser);
  try {
    await prints(watched.page, () => watched.page.goto(address), printedBy(...scriptsOf(page, "index.html")));
  } finally {
    await watched.close();
  }
}

/** Waits for lines in the console of a page, which must be these. */
async function prints(page: Page, open: () => Promise<unknown>, expected: string[]): Promise<void> {
  assert.notDeepEqual(expected, []);
  const printed: string[] = [];
  const all = new Promise<void>((resolve, reject) => {
    page.on("pageerror", reject);
    page.on("console", (message) => {
      if (message.type() === "log") printed.push(message.text());
      if (printed.length === expected.length) resolve();
    });
  });
  all.catch(() => {}); // met below, also when it comes before
  await open();
  await Promise.race([all, page.waitForEvent("close", { timeout: 20_000 }).catch(() => {})]);
  assert.deepEqual(printed, expected);
}

/** Serves a folder without any policy, as a plain static server would. */
async function serveFolder(root: string): Promise<{ url: string; stop(): void }> {
  const types: Record<string, string> = { html: "text/html", js: "text/javascript", wasm: "application/wasm" };
  const server = createServer((request, response) => {
    const path = join(root, new URL(request.url!, "http://host").pathname);
    const type = types[path.split(".").at(-1)!];
    if (type === undefined || !existsSync(path)) return void response.writeHead(404).end();
    response.writeHead(200, { "Content-Type": type }).end(readFileSync(path));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: () => void server.close().closeAllConnections(),
  };
}

const pageNamed = (name: string) => pages.find((page) => page.name === name)!;

describe("what browsers do", () => {
  it("relay.md: CORS stops a page of another origin", async () => {
    const page = pageNamed("relay.md");
    const site = folderOf(page);
    cpSync(fromRoot("dist/npm"), join(site, "qqmusic-private-message"), { recursive: true });
    writeFileSync(
      join(site, "stopped.html"),
      '<link rel="icon" href="data:,"><script type="module" src="stopped.js"></script>',
    );
    const server = await serveFolder(site);
    try {
      const watched = await openPage(browser, {}, /blocked by CORS policy|net::ERR_FAILED/);
      const heard: string[] = [];
      watched.page.on("console", (message) => heard.push(message.text()));
      const stopped = page.blocks.find(({ name }) => name === "stopped.js")!;
      await prints(watched.page, () => watched.page.goto(`${server.url}/stopped.html`), printedBy(stopped));
      await watched.close();
      assert.ok(
        heard.some((text) => text.includes("blocked by CORS policy")),
        heard.join("\n"),
      );
    } finally {
      server.stop();
    }
  });

  it("relay.md: the relay refuses other origins, hosts and paths", async () => {
    const child = spawn(fromRoot("bin/demo"), [
      "-addr",
      "127.0.0.1:0",
      "-quiet",
      "-site",
      folder,
      "-upstream",
      origin(),
    ]);
    try {
      const relay = await new Promise<string>((resolve) =>
        child.stdout.setEncoding("utf8").on("data", (text: string) => resolve(/^http:\S+/.exec(text)![0])),
      );
      const status = async (path: string, headers: Record<string, string>) =>
        (await fetch(`${relay}${path}`, { method: "POST", body: "{}", headers })).status;
      assert.equal(await status("cgi-bin/musicu.fcg", { Origin: "https://y.qq.com" }), 403);
      assert.equal(await status("cgi-bin/musicu.fcg", { "Sec-Fetch-Site": "cross-site" }), 403);
      assert.equal((await fetch(`${relay}cgi-bin/other.fcg`)).status, 404);
    } finally {
      child.kill();
    }
  });

  it("extension.md: the extension runs", async () => {
    const page = pageNamed("extension.md");
    const extension = folderOf(page);
    cpSync(fromRoot("dist/npm"), join(extension, "qqmusic-private-message"), { recursive: true });
    await simulator(demo).reset();
    const context = await chromium.launchPersistentContext("", {
      executablePath: browserPath(),
      headless: true,
      args: [
        "--no-sandbox",
        "--disable-gpu",
        `--disable-extensions-except=${extension}`,
        `--load-extension=${extension}`,
      ],
      ignoreDefaultArgs: ["--disable-extensions"],
    });
    try {
      const worker = context.serviceWorkers()[0] ?? (await context.waitForEvent("serviceworker", { timeout: 20_000 }));
      const tab = await context.newPage();
      const address = new URL("inbox.html", worker.url()).href;
      await prints(tab, () => tab.goto(address), printedBy(...scriptsOf(page, "inbox.html")));
    } finally {
      await context.close();
    }
    const { requests } = (await (await fetch(`${demo.url}_simulator/requests`)).json()) as {
      requests: { headers: Record<string, string> }[];
    };
    assert.notDeepEqual(requests, []);
    for (const { headers } of requests) {
      assert.equal(headers["User-Agent"], "QQMusic 20090008(android 15)");
      for (const name of ["Origin", "Referer", "Cookie"]) assert.equal(headers[name], undefined, name);
    }
  });
});

function browserPath(): string {
  return spawnSync("sh", ["-c", "command -v chromium || command -v google-chrome"], { encoding: "utf8" }).stdout.trim();
}

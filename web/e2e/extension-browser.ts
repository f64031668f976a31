// Chromium with the extension, as a user has it installed.

import assert from "node:assert/strict";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { chromium, type BrowserContext, type Page, type Worker } from "playwright-core";
import { chromiumFlags, chromiumPath, fromRoot } from "./harness.js";
import type { StandIn } from "./stand-in.js";

interface Manifest {
  permissions: string[];
  host_permissions: string[];
  optional_permissions: string[];
  optional_host_permissions: string[];
}

/** How the extension is installed. */
export interface Installation {
  /** Whether the user already said that the cookies may be read. Nobody can press the browser's own buttons in a test. */
  consented?: boolean;
  /** The folder of another extension beside it. */
  other?: string;
}

/** A browser with the extension. */
export class ExtensionBrowser {
  readonly context: BrowserContext;
  readonly id: string;
  private readonly folder: string;

  private constructor(context: BrowserContext, id: string, folder: string) {
    this.context = context;
    this.id = id;
    this.folder = folder;
  }

  /** Starts it with a fresh profile. */
  static async start(standIn: StandIn, { consented = true, other }: Installation = {}): Promise<ExtensionBrowser> {
    const folder = mkdtempSync(join(tmpdir(), "extension-"));
    const extension = join(folder, "extension");
    cpSync(fromRoot("dist/extension"), extension, { recursive: true });
    const launch = () =>
      chromium.launchPersistentContext(join(folder, "profile"), {
        executablePath: chromiumPath(),
        headless: true,
        locale: "zh-CN",
        viewport: { width: 1280, height: 800 },
        ignoreDefaultArgs: ["--disable-extensions"],
        args: [
          ...chromiumFlags,
          ...standIn.browserArgs,
          `--disable-extensions-except=${[extension, other].filter(Boolean).join(",")}`,
          `--load-extension=${[extension, other].filter(Boolean).join(",")}`,
        ],
      });
    if (consented) {
      // What was once granted stays granted when it becomes optional.
      const manifestPath = join(extension, "manifest.json");
      const built = readFileSync(manifestPath, "utf8");
      const manifest = JSON.parse(built) as Manifest;
      manifest.permissions.push(...manifest.optional_permissions);
      manifest.host_permissions.push(...manifest.optional_host_permissions);
      writeFileSync(
        manifestPath,
        JSON.stringify({ ...manifest, optional_permissions: [], optional_host_permissions: [] }),
      );
      const before = await launch();
      await installedWorker(before);
      await before.close();
      writeFileSync(manifestPath, built);
    }
    const context = await launch();
    context.setDefaultTimeout(10_000);
    const id = new URL((await installedWorker(context)).url()).host;
    return new ExtensionBrowser(context, id, folder);
  }

  /** The background, started if it is not running. */
  worker(): Promise<Worker> {
    return workerOf(this.context, this.id);
  }

  /** Opens a page of the extension. */
  async open(path: string): Promise<Page> {
    const page = await this.context.newPage();
    await page.goto(`chrome-extension://${this.id}/${path}`);
    return page;
  }

  /** Opens the inbox and signs in with the button. */
  async signIn(path = "panel.html"): Promise<Page> {
    const page = await this.open(path);
    await page.getByRole("button", { name: "使用我在 y.qq.com 的登录" }).click();
    await page.locator(".session").first().waitFor();
    return page;
  }

  /** Lets the alarm go off now. */
  async lookNow(page: Page): Promise<void> {
    await page.evaluate(() => chrome.alarms.create("look", { when: Date.now(), periodInMinutes: 1 }));
  }

  /** Waits until something holds in a page of the extension. */
  async until<Argument = void>(
    page: Page,
    holds: (argument: Argument) => Promise<boolean>,
    argument?: Argument,
  ): Promise<void> {
    await eventually(() => page.evaluate(holds as (argument: unknown) => Promise<boolean>, argument));
  }

  /** Ends the background, as the browser does when it has been idle. Its next life is another worker than this one. */
  async killBackground(): Promise<void> {
    const session = await this.context.browser()!.newBrowserCDPSession();
    const background = async () => {
      const { targetInfos } = await session.send("Target.getTargets");
      return targetInfos.find(({ type, url }) => type === "service_worker" && url.includes(this.id))?.targetId;
    };
    const targetId = await background();
    // A worker that is just starting does not listen: it is told again.
    await eventually(async () => {
      if (targetId === undefined || (await background()) !== targetId) return true;
      await session.send("Target.closeTarget", { targetId }).catch(() => undefined);
      return false;
    });
    await session.detach();
  }

  /** Leaves nothing of what was done before: no page, no cookie, nothing kept, and nothing on its way. */
  async forgetAll(): Promise<void> {
    const own = await this.open("options.html");
    for (const page of this.context.pages()) if (page !== own) await page.close();
    await this.killBackground();
    await own.evaluate(async () => {
      await Promise.all([chrome.storage.local.clear(), chrome.storage.session.clear()]);
      for (const id of Object.keys(await chrome.notifications.getAll())) await chrome.notifications.clear(id);
      await chrome.action.setBadgeText({ text: "" });
    });
    await this.context.clearCookies();
    await own.goto("about:blank");
  }

  /** Opens a page of another site. */
  async visit(address: string): Promise<Page> {
    const page = await this.context.newPage();
    await page.goto(address);
    return page;
  }

  async stop(): Promise<void> {
    await this.context.close();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** Waits until something holds. */
export async function eventually(holds: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 10_000;
  while (!(await holds())) {
    assert.ok(Date.now() < deadline, `never came to hold: ${holds}`);
    await pause(20);
  }
}

async function workerOf(context: BrowserContext, id = ""): Promise<Worker> {
  const isIt = (worker: Worker) => worker.url().endsWith("/background-chromium.js") && worker.url().includes(id);
  return context.serviceWorkers().find(isIt) ?? context.waitForEvent("serviceworker", { predicate: isIt });
}

/** The background of an extension that was just loaded. One that ends while it is installed is never started again. */
async function installedWorker(context: BrowserContext): Promise<Worker> {
  const worker = await workerOf(context);
  await eventually(() => worker.evaluate("serviceWorker.state === 'activated'"));
  return worker;
}

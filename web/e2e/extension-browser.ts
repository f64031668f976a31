// Chromium with the extension, as a user has it installed.

import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium, type BrowserContext, type Page, type Worker } from "playwright-core";
import { withinTime } from "../common/within-time.js";
import { chromiumFlags, chromiumPath, fromRoot } from "./harness.js";
import { eventually } from "./eventually.js";
import { installedWorker, workerOf } from "./extension-worker.js";
import type { StandIn } from "./stand-in.js";

interface Manifest {
  version: string;
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
  /** Permissions that the browser does not know: what they stand for is missing there. */
  without?: readonly string[];
}

/** At which sites an extension may act: at all that it names, or at those alone where its button is clicked. */
export type HostAccess = "ON_ALL_SITES" | "ON_CLICK";

/** What the browser's own page of extensions may call. */
interface ExtensionsPage {
  developerPrivate: {
    updateExtensionConfiguration(change: { extensionId: string; hostAccess: HostAccess }): Promise<void>;
    updateProfileConfiguration(change: { inDeveloperMode: boolean }): Promise<void>;
    getExtensionInfo(id: string): Promise<{ incognitoAccess: { isEnabled: boolean } }>;
    reload(id: string, options: { failQuietly: boolean }): Promise<unknown>;
  };
  management: { setEnabled(id: string, enabled: boolean): Promise<void> };
}

/** A browser with the extension. */
export class ExtensionBrowser {
  readonly id: string;
  private running: BrowserContext;
  private readonly folder: string;
  private readonly launch: () => Promise<BrowserContext>;

  private constructor(context: BrowserContext, id: string, folder: string, launch: () => Promise<BrowserContext>) {
    this.running = context;
    this.id = id;
    this.folder = folder;
    this.launch = launch;
  }

  /** What runs now: another one after the browser was started again. */
  get context(): BrowserContext {
    return this.running;
  }

  /** Starts it with a fresh profile. */
  static async start(
    standIn: StandIn,
    { consented = true, other, without = [] }: Installation = {},
  ): Promise<ExtensionBrowser> {
    const folder = mkdtempSync(join(tmpdir(), "extension-"));
    const extension = join(folder, "extension");
    cpSync(fromRoot("dist/extension"), extension, { recursive: true });
    const launch = async () => {
      const context = await chromium.launchPersistentContext(join(folder, "profile"), {
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
      context.setDefaultTimeout(10_000);
      return context;
    };
    const manifestPath = join(extension, "manifest.json");
    if (without.length > 0) {
      const manifest = JSON.parse(readFileSync(manifestPath, "utf8")) as Manifest;
      const permissions = manifest.permissions.filter((one) => !without.includes(one));
      writeFileSync(manifestPath, JSON.stringify({ ...manifest, permissions }));
    }
    if (consented) {
      // What was once granted stays granted when it becomes optional.
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
    const id = new URL((await installedWorker(context)).url()).host;
    return new ExtensionBrowser(context, id, folder, launch);
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

  /** Starts the browser again. */
  async restart(): Promise<void> {
    await this.running.close();
    this.running = await this.launch();
    await installedWorker(this.running);
  }

  /** Chooses at which sites it acts, as a user can on the browser's own page of extensions. */
  async actsAt(hostAccess: HostAccess): Promise<void> {
    const page = await this.visit("chrome://extensions");
    await page.evaluate(
      (change) => (chrome as unknown as ExtensionsPage).developerPrivate.updateExtensionConfiguration(change),
      { extensionId: this.id, hostAccess },
    );
    await page.close();
  }

  /** Switches it off, which ends its pages, and on again. */
  async offAndOn(): Promise<void> {
    const page = await this.visit("chrome://extensions");
    const setEnabled = (enabled: boolean) =>
      page.evaluate(([id, on]) => (chrome as unknown as ExtensionsPage).management.setEnabled(id, on), [
        this.id,
        enabled,
      ] as const);
    await this.begunAnew(async () => {
      await setEnabled(false);
      await this.endOfPages();
      await setEnabled(true);
    });
    await page.close();
  }

  /** Whether the user may let it into private windows. */
  async mayBecomePrivate(): Promise<boolean> {
    const page = await this.visit("chrome://extensions");
    const may = await page.evaluate(async (id) => {
      const { developerPrivate } = chrome as unknown as ExtensionsPage;
      return (await developerPrivate.getExtensionInfo(id)).incognitoAccess.isEnabled;
    }, this.id);
    await page.close();
    return may;
  }

  /** Brings another version of the same code, which the browser takes at once. */
  async update(version: string): Promise<void> {
    writeFileSync(this.manifestPath, JSON.stringify({ ...this.manifest(), version }));
    const page = await this.visit("chrome://extensions");
    await page.evaluate(() =>
      (chrome as unknown as ExtensionsPage).developerPrivate.updateProfileConfiguration({ inDeveloperMode: true }),
    );
    await this.begunAnew(() =>
      page.evaluate(async (id) => {
        await (chrome as unknown as ExtensionsPage).developerPrivate.reload(id, { failQuietly: true });
      }, this.id),
    );
    await this.endOfPages();
    await page.close();
  }

  /** The folder of the extension as it is installed. */
  get installed(): string {
    return join(this.folder, "extension");
  }

  private get manifestPath(): string {
    return join(this.installed, "manifest.json");
  }

  private manifest(): Manifest {
    return JSON.parse(readFileSync(this.manifestPath, "utf8")) as Manifest;
  }

  private endOfPages(): Promise<void> {
    return eventually(() => !this.context.pages().some((page) => page.url().includes(this.id)));
  }

  // Now and then Chromium ends a background while it installs it, and does not start it again: then it is done once more.
  private async begunAnew(begin: () => Promise<unknown>): Promise<void> {
    for (let left = 3; ; left--) {
      try {
        return await withinTime(8_000, this.begunOnce(begin));
      } catch (error) {
        if (left === 1) throw error;
      }
    }
  }

  // A page that is opened while the background is installed can keep it from being started.
  private async begunOnce(begin: () => Promise<unknown>): Promise<void> {
    const { version } = this.manifest();
    // Before an update the version that ends may be started once more.
    const isOfVersion = async (worker: Worker) =>
      worker.url().includes(this.id) &&
      (await worker.evaluate("chrome.runtime.getManifest().version").catch(() => "")) === version;
    const begun = this.context.waitForEvent("serviceworker", { predicate: isOfVersion, timeout: 7_000 });
    await Promise.all([begun, begin()]);
    const worker = await begun;
    await eventually(() => worker.evaluate("serviceWorker.state === 'activated'"));
    await eventually(() => worker.evaluate(async () => "begun" in (await chrome.storage.session.get("begun"))));
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

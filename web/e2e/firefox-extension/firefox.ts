// Firefox with a profile of its own, driven by Marionette.

import assert from "node:assert/strict";
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { eventually } from "./eventually.js";
import { Marionette } from "./marionette.js";

/** A preference of Firefox. */
export type Preference = string | number | boolean;

/** What Firefox leaves alone while it is tested, and what it does by itself instead of asking the machine. */
const preferences: Readonly<Record<string, Preference>> = {
  "app.normandy.enabled": false,
  "browser.aboutwelcome.enabled": false,
  "browser.sessionstore.resume_from_crash": false,
  "browser.shell.checkDefaultBrowser": false,
  "browser.startup.homepage_override.mstone": "ignore",
  "browser.startup.page": 0,
  "datareporting.policy.dataSubmissionEnabled": false,
  "intl.accept_languages": "zh-CN, zh",
  "marionette.port": 0,
  "network.captive-portal-service.enabled": false,
  "network.connectivity-service.enabled": false,
  "services.settings.server": "data:,",
  // Notifications are windows of its own, where a test can choose them.
  "alerts.useSystemBackend": false,
  // A question can be answered at once.
  "security.notification_enable_delay": 0,
  // An archive that was just built is not signed.
  "xpinstall.signatures.required": false,
};

declare const Services: {
  cookies: { removeAll(): void };
  prefs: { setBoolPref(name: string, value: boolean): void; clearUserPref(name: string): void };
};

/** Where a function runs: in a page, or in Firefox's own window. */
type Context = "content" | "chrome";

/** A running Firefox. What it is asked is done one after another, whoever asks. */
export class Firefox {
  private readonly profile = mkdtempSync(join(tmpdir(), "firefox-"));
  private process: ChildProcess | undefined;
  private marionette: Marionette | undefined;
  private last: Promise<unknown> = Promise.resolve();

  /** Starts it, with these preferences besides those of every test. */
  static async start(own: Readonly<Record<string, Preference>>): Promise<Firefox> {
    const firefox = new Firefox();
    const all = Object.entries({ ...preferences, ...own });
    const lines = all.map(([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});\n`);
    writeFileSync(join(firefox.profile, "user.js"), lines.join(""));
    await firefox.run();
    return firefox;
  }

  /** Ends it and starts it again, as its user does. None of its tabs comes back. */
  async restart(): Promise<void> {
    await this.end();
    await this.run();
  }

  /** Ends it, and leaves nothing behind. */
  async stop(): Promise<void> {
    await this.end();
    rmSync(this.profile, { recursive: true, force: true });
  }

  /** Gives commands of Marionette with nothing in between, where pages are meant or Firefox's own window. */
  inTurn<Result>(context: Context, work: (ask: Marionette["ask"]) => Promise<Result>): Promise<Result> {
    const done = this.last.then(async () => {
      const marionette = this.marionette;
      assert.ok(marionette, "Firefox does not run");
      await marionette.ask("Marionette:SetContext", { value: context });
      return work((command, parameters) => marionette.ask(command, parameters));
    });
    this.last = done.catch(() => {});
    return done;
  }

  /** Runs a function in Firefox's own window, where it may do everything. It sees nothing of what is around it here. */
  evaluate<Result, Argument = void>(work: (argument: Argument) => Result, argument?: Argument) {
    return this.inTurn("chrome", (ask) => execute(ask, work, argument));
  }

  /** Waits until something holds in Firefox's own window. */
  async until<Argument = void>(holds: (argument: Argument) => unknown, argument?: Argument): Promise<void> {
    await eventually(String(holds), async () => Boolean(await this.evaluate(holds, argument)));
  }

  /** Sets a preference. */
  async prefer(name: string, value: boolean): Promise<void> {
    await this.evaluate(([one, set]) => Services.prefs.setBoolPref(one, set), [name, value] as const);
  }

  /** Makes a preference what it is where nobody set it. */
  async preferNothing(name: string): Promise<void> {
    await this.evaluate((one) => Services.prefs.clearUserPref(one), name);
  }

  /** Forgets the cookies of all sites, in all containers. */
  async forgetCookies(): Promise<void> {
    await this.evaluate(() => Services.cookies.removeAll());
  }

  private async run(): Promise<void> {
    const portFile = join(this.profile, "MarionetteActivePort");
    rmSync(portFile, { force: true });
    this.process = spawn(
      firefoxPath(),
      ["--headless", "--no-remote", "--marionette", "--remote-allow-system-access", "--profile", this.profile],
      { stdio: "ignore" },
    );
    await eventually("Firefox listens", () => existsSync(portFile) && readFileSync(portFile, "utf8") !== "");
    this.marionette = await Marionette.connect(Number(readFileSync(portFile, "utf8")));
    await this.marionette.ask("WebDriver:NewSession", { acceptInsecureCerts: true });
  }

  private async end(): Promise<void> {
    const { process: child, marionette } = this;
    await this.last;
    this.marionette = this.process = undefined;
    if (!child) return;
    const ended = once(child, "exit");
    if (marionette) await marionette.ask("Marionette:Quit", { flags: ["eForceQuit"] });
    else child.kill();
    await ended;
    marionette?.close();
  }
}

/** Runs a function where Marionette's commands go now. */
export async function execute<Result, Argument>(
  ask: Marionette["ask"],
  work: (argument: Argument) => Result,
  argument?: Argument,
): Promise<Awaited<Result>> {
  const asked = { script: `return (${work})(arguments[0])`, args: [argument ?? null] };
  return ((await ask("WebDriver:ExecuteScript", asked)) as { value: Awaited<Result> }).value;
}

function firefoxPath(): string {
  const folders = (process.env["PATH"] ?? "").split(delimiter);
  const named = ["firefox-esr", "firefox"].flatMap((name) => folders.map((folder) => join(folder, name)));
  return named.find((path) => existsSync(path)) ?? "/Applications/Firefox.app/Contents/MacOS/firefox";
}

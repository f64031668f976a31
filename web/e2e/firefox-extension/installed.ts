// The extension as it is installed in Firefox.

import type { Firefox } from "./firefox.js";
import { FirefoxTab } from "./tab.js";

/** Permissions and hosts, as Firefox keeps them. */
interface Grant {
  permissions: readonly string[];
  origins: readonly string[];
}

/** What Firefox itself knows of an extension. */
interface Extension {
  backgroundState: "starting" | "running" | "suspending" | "stopped";
  terminateBackground(): Promise<void>;
}

declare const WebExtensionPolicy: {
  getByID(id: string): { mozExtensionHostname: string; extension: Extension } | null;
};
declare const ChromeUtils: {
  importESModule(address: string): {
    AddonManager: { getAddonByID(id: string): Promise<{ enable(): Promise<void>; disable(): Promise<void> }> };
    ExtensionPermissions: Record<"add" | "remove", (id: string, grant: Grant, extension: Extension) => Promise<void>>;
  };
};
declare const CustomizableUI: { addWidgetToArea(widget: string, area: string): void };
declare const PopupNotifications: {
  panel: { state: string; firstElementChild: (Element & Record<"button" | "secondaryButton", HTMLElement>) | null };
};
declare const Services: {
  wm: { getEnumerator(type: string): Iterable<Window> };
};
declare const SidebarController: { isOpen: boolean; hide(): void };

const id = "private-message@qqmusicpm";
const widget = "private-message_qqmusicpm-browser-action";

/** The extension in a Firefox. */
export class InstalledExtension {
  /** How its pages' addresses begin. */
  readonly origin: string;
  private readonly firefox: Firefox;

  private constructor(firefox: Firefox, origin: string) {
    this.firefox = firefox;
    this.origin = origin;
  }

  /** Installs a folder or an archive. A folder is there until Firefox ends. */
  static async install(firefox: Firefox, path: string, { temporary }: { temporary: boolean }) {
    await firefox.inTurn("chrome", (ask) => ask("Addon:Install", { path, temporary }));
    return InstalledExtension.found(firefox);
  }

  /** The one that is installed already. */
  static async found(firefox: Firefox): Promise<InstalledExtension> {
    await firefox.until((own) => WebExtensionPolicy.getByID(own) !== null, id);
    const host = await firefox.evaluate((own) => WebExtensionPolicy.getByID(own)!.mozExtensionHostname, id);
    await firefox.evaluate((own) => CustomizableUI.addWidgetToArea(own, "nav-bar"), widget);
    return new InstalledExtension(firefox, `moz-extension://${host}`);
  }

  /** Takes it away. */
  async uninstall(): Promise<void> {
    await this.firefox.inTurn("chrome", (ask) => ask("Addon:Uninstall", { id }));
  }

  /** Opens one of its pages in a tab. */
  open(path: string): Promise<FirefoxTab> {
    return FirefoxTab.open(this.firefox, `${this.origin}/${path}`);
  }

  /** Presses its button in the toolbar. */
  async pressButton(): Promise<void> {
    const selector = `#${widget} .unified-extensions-item-action-button`;
    await this.firefox.inTurn("chrome", async (ask) => {
      const { value } = (await ask("WebDriver:FindElement", { using: "css selector", value: selector })) as {
        value: Record<string, string>;
      };
      await ask("WebDriver:ElementClick", { id: Object.values(value)[0] });
    });
  }

  /** Answers what Firefox asks the user about the extension, once it does. */
  async answer(how: "allow" | "decline"): Promise<void> {
    await this.firefox.until(() => PopupNotifications.panel.state === "open");
    await this.firefox.evaluate((allowed) => {
      const question = PopupNotifications.panel.firstElementChild!;
      question[allowed ? "button" : "secondaryButton"].click();
    }, how === "allow");
    await this.firefox.until(() => PopupNotifications.panel.state === "closed");
  }

  /** Presses the announcement that Firefox shows, once it does. */
  async pressAnnouncement(): Promise<void> {
    await this.firefox.until(() => {
      const [announcement] = Services.wm.getEnumerator("alert:alert");
      announcement?.document.getElementById("alertBox")?.click();
      return announcement !== undefined;
    });
  }

  /** Whether the inbox is open beside the page. */
  isBesidePage(): Promise<boolean> {
    return this.firefox.evaluate(() => SidebarController.isOpen);
  }

  /** Closes what is open beside the page. */
  async closeBeside(): Promise<void> {
    await this.firefox.evaluate(() => SidebarController.hide());
  }

  /** Ends the background, as Firefox does when it has been idle. */
  async stopBackground(): Promise<void> {
    await this.firefox.until(async (own) => {
      const { extension } = WebExtensionPolicy.getByID(own)!;
      if (extension.backgroundState === "running") await extension.terminateBackground();
      return extension.backgroundState === "stopped";
    }, id);
  }

  /** Gives it permissions, or takes them away, as its user does in Firefox's list of extensions. */
  async permit(what: "add" | "remove", grant: Partial<Grant>): Promise<void> {
    await this.firefox.evaluate(
      async ([own, change, changed]) => {
        const address = "resource://gre/modules/ExtensionPermissions.sys.mjs";
        const { ExtensionPermissions } = ChromeUtils.importESModule(address);
        await ExtensionPermissions[change](own, changed, WebExtensionPolicy.getByID(own)!.extension);
      },
      [id, what, { permissions: [], origins: [], ...grant }] as const,
    );
  }

  /** Switches it off and on again, as its user does in Firefox's list of extensions. */
  async offAndOn(): Promise<void> {
    await this.firefox.evaluate(async (own) => {
      const { AddonManager } = ChromeUtils.importESModule("resource://gre/modules/AddonManager.sys.mjs");
      const extension = await AddonManager.getAddonByID(own);
      await extension.disable();
      await extension.enable();
    }, id);
  }
}

import leastVersions from "../common/minimum-versions.gen.json" with { type: "json" };
import pictureSources from "../common/picture-hosts.gen.json" with { type: "json" };
import { cookieOrigins, gatewayOrigin } from "./places.ts";

/** The kinds of browser that the extension is built for. */
export type Browser = "chromium" | "firefox";

// Which pictures and videos of other hosts are loaded is asked of the user, so that no host need be named here.
const contentPolicy = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  "img-src 'self' data: https:",
  "media-src 'self' https:",
  `connect-src 'self' ${gatewayOrigin} ${pictureSources.join(" ")}`,
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ");

const iconSizes = [16, 32, 48, 128];

/** The script that runs in the background. */
export const backgroundOf = (browser: Browser) => `background-${browser}.js`;

/** The manifest of the extension, as an object. */
export function manifestFor(browser: Browser, version: string): Record<string, unknown> {
  const icons = Object.fromEntries(iconSizes.map((size) => [size, `icons/${size}.png`]));
  const permissions = ["alarms", "declarativeNetRequestWithHostAccess", "notifications", "storage"];
  const common = {
    manifest_version: 3,
    name: "__MSG_name__",
    short_name: "__MSG_shortName__",
    description: "__MSG_description__",
    version,
    default_locale: "zh_CN",
    icons,
    // A private window leaves nothing behind, and what an extension keeps on disk is that of the other windows too.
    incognito: "not_allowed",
    action: { default_title: "__MSG_openInbox__", default_icon: icons },
    options_ui: { page: "options.html", open_in_tab: true },
    optional_permissions: ["cookies"],
    host_permissions: [`${gatewayOrigin}/*`],
    optional_host_permissions: cookieOrigins,
    content_security_policy: { extension_pages: contentPolicy },
  };
  if (browser === "chromium") {
    return {
      ...common,
      minimum_chrome_version: leastVersions.extension.versions.chrome,
      permissions: [...permissions, "sidePanel"],
      background: { service_worker: backgroundOf(browser), type: "module" },
      side_panel: { default_path: "panel.html" },
      externally_connectable: { ids: [] },
    };
  }
  return {
    ...common,
    permissions,
    background: { scripts: [backgroundOf(browser)], type: "module" },
    sidebar_action: {
      default_panel: "panel.html",
      default_title: "__MSG_shortName__",
      default_icon: icons,
      open_at_install: false,
    },
    browser_specific_settings: {
      gecko: {
        id: "private-message@qqmusicpm",
        strict_min_version: `${leastVersions.extension.versions.firefox}.0`,
        data_collection_permissions: { required: ["authenticationInfo", "personalCommunications"] },
      },
    },
  };
}

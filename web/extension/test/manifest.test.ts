import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, it } from "node:test";
import { createClient } from "qqmusic-private-message";
import leastVersions from "../../common/minimum-versions.gen.json" with { type: "json" };
import pictureSources from "../../common/picture-hosts.gen.json" with { type: "json" };
import { dialects } from "../../app/model/learned.ts";
import { isPictureHost } from "../../app/model/pictures.ts";
import { headerRules } from "../header-rules.ts";
import { manifestFor } from "../manifest.ts";

const manifests = [manifestFor("chromium", "1.2.3"), manifestFor("firefox", "1.2.3")];
const source = (path: string) => readFileSync(new URL(`../../../../extension/${path}`, import.meta.url), "utf8");

describe("the manifest", () => {
  it("asks for no more than is explained", () => {
    const needed = ["alarms", "declarativeNetRequestWithHostAccess", "notifications", "storage"];
    assert.deepEqual(manifests[0]!["permissions"], [...needed, "sidePanel"]);
    assert.deepEqual(manifests[1]!["permissions"], needed);
    for (const manifest of manifests) {
      assert.deepEqual(manifest["host_permissions"], ["https://u.y.qq.com/*"]);
      assert.deepEqual(manifest["optional_permissions"], ["cookies"]);
      assert.deepEqual(manifest["optional_host_permissions"], ["*://y.qq.com/*", "*://qq.com/*"]);
      for (const absent of ["content_scripts", "web_accessible_resources", "key", "update_url"]) {
        assert.ok(!(absent in manifest), absent);
      }
    }
    const explained = source("README.md");
    for (const name of [...needed, "sidePanel", "cookies"]) assert.ok(explained.includes(`\`${name}\``), name);
  });

  it("lets its pages run no code but their own, and send and read data at no host but those of the service", () => {
    for (const manifest of manifests) {
      const { extension_pages } = manifest["content_security_policy"] as { extension_pages: string };
      const policy = new Map(
        extension_pages.split("; ").map((directive) => {
          const [name, ...values] = directive.split(" ");
          return [name, values];
        }),
      );
      assert.deepEqual(policy.get("default-src"), ["'none'"]);
      assert.deepEqual(policy.get("script-src"), ["'self'", "'wasm-unsafe-eval'"]);
      const [self, gateway, ...others] = policy.get("connect-src")!;
      assert.deepEqual([self, gateway], ["'self'", "https://u.y.qq.com"]);
      for (const address of others) assert.ok(isPictureHost(new URL(address.replace("*", "x"))), address);
      // Which of them are loaded is the user's to say.
      assert.deepEqual(policy.get("img-src"), ["'self'", "data:", "https:"]);
      assert.deepEqual(policy.get("media-src"), ["'self'", "https:"]);
    }
  });

  it("shows every picture that the inbox takes for the service's own", () => {
    const allowed = (host: string) =>
      pictureSources.some((one) =>
        new RegExp(`^${one.replaceAll(".", "\\.").replace("*", ".+")}$`).test(`https://${host}`),
      );
    for (const host of ["y.gtimg.cn", "a.y.gtimg.cn", "qpic.y.qq.com", "y.qq.com", "p.qpic.cn", "thirdwx.qlogo.cn"]) {
      assert.ok(isPictureHost(new URL(`https://${host}/`)) && allowed(host), host);
    }
  });

  it("keeps browsers out that have not what it uses", () => {
    const { versions } = leastVersions.extension;
    assert.equal(manifests[0]!["minimum_chrome_version"], versions.chrome);
    const { gecko } = manifests[1]!["browser_specific_settings"] as { gecko: Record<string, unknown> };
    assert.equal(gecko["strict_min_version"], `${versions.firefox}.0`);
  });

  it("is nothing for private windows, which leave nothing behind", () => {
    for (const manifest of manifests) assert.equal(manifest["incognito"], "not_allowed");
  });

  it("lets no other extension speak to it", () => {
    assert.deepEqual(manifests[0]!["externally_connectable"], { ids: [] });
  });
});

describe("the texts", () => {
  type Messages = Record<string, { message: string }>;
  const en = JSON.parse(source("_locales/en/messages.json")) as Messages;
  const zh = JSON.parse(source("_locales/zh_CN/messages.json")) as Messages;

  it("are the same in both languages, with the same places to fill in", () => {
    assert.deepEqual(Object.keys(en), Object.keys(zh));
    for (const name of Object.keys(zh)) {
      assert.equal(en[name]!.message.includes("$1"), zh[name]!.message.includes("$1"), name);
      assert.notEqual(en[name]!.message, zh[name]!.message, name);
    }
  });

  it("are there for all that the manifest names", () => {
    for (const [, name] of JSON.stringify(manifests).matchAll(/__MSG_(\w+)__/g)) assert.ok(name! in zh, name);
    assert.ok(zh["description"]!.message.length <= 132 && en["description"]!.message.length <= 132);
  });
});

describe("the rules for headers", () => {
  const rules = headerRules("chrome-extension://abcdefgh/", "14.9");

  it("are for the extension's own requests alone", () => {
    for (const { condition } of rules) assert.deepEqual(condition.initiatorDomains, ["abcdefgh"]);
  });

  for (const dialect of dialects) {
    it(`name the client that the module says it is in dialect ${dialect}`, async () => {
      let asked: RequestInit | undefined;
      const client = await createClient({
        credential: { musicid: 1, musickey: "Q_H_L_a" },
        dialect,
        maxRetries: 0,
        fetch: async (_, init) => {
          asked ??= init;
          throw new TypeError("nowhere");
        },
      });
      await assert.rejects(client.getSessions());
      client.close();
      const [{ action } = assert.fail()] = headerRules("chrome-extension://abcdefgh/", dialect);
      const told = action.requestHeaders?.find(({ header }) => header === "User-Agent");
      assert.equal(new Headers(asked?.headers).get("User-Agent"), told?.value);
      assert.equal(asked?.credentials, "omit");
    });
  }
});

// Signing in and out, the places of a login, settings, kept messages and files, in WebKit.

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, it } from "node:test";
import { simulator, type Demo } from "../harness.js";
import { sample, second } from "../inbox-page.js";
import { Phone } from "../inbox-keeping.js";
import { keptAnywhere } from "../kept-anywhere.js";
import type { WebKit } from "./webkit-browser.js";
import { withDemoAndWebKit, type WebKitInbox } from "./webkit-inbox.js";

let demo: Demo;
let webkit: WebKit;
let inbox: WebKitInbox;
withDemoAndWebKit((started) => ({ demo, webkit, inbox } = started));

/** Signs in with fields; the login is kept at a place. */
async function signIn(place: string, { musicid, musickey }: { musicid: string; musickey: string } = sample) {
  await inbox.fill("[name=musicid]", musicid);
  await inbox.fill("[name=musickey]", musickey);
  await inbox.click("button", place);
  await inbox.click("form.typed-login button[type=submit]");
}

describe("a login", () => {
  beforeEach(() => inbox.openAnew());

  for (const [place, after] of [
    ["不保存", ".sign-in"],
    ["此标签页", ".session"],
    ["此设备", ".session"],
  ] as const) {
    it(`${place}: after a reload there is ${after}`, async () => {
      await signIn(place);
      await inbox.shown(".session", "小鹿乱撞");
      await inbox.reload();
      await inbox.shown(after);
      assert.deepEqual(await inbox.faults(), []);
    });
  }

  it("on the device is there in another window, which shows the same", async () => {
    await signIn("此设备");
    await inbox.openConversation("贝斯手阿哲");
    const first = await inbox.driver.getWindowHandle();
    await inbox.driver.switchTo().newWindow("window");
    await inbox.driver.get(demo.url);
    await inbox.openConversation("贝斯手阿哲");
    await inbox.send("从另一个窗口");
    await inbox.arrived("从另一个窗口");
    await inbox.driver.close();
    await inbox.driver.switchTo().window(first);
    await inbox.arrived("从另一个窗口");
  });

  it("with a wrong key is refused at its field", async () => {
    await signIn("不保存", { musicid: "12345", musickey: "Q_H_L_expired" });
    await inbox.shown(".fault, .typed-login", /musickey 不对/);
    await inbox.until(() => document.querySelector("[name=musickey]")?.getAttribute("aria-invalid") === "true");
  });
});

describe("an account", () => {
  beforeEach(() => inbox.enterAnew());

  it("stands beside another one", async () => {
    await inbox.click(".account-button");
    await inbox.click("[role=menuitem]", "添加账号…");
    await inbox.click(".demo button", second.nick);
    await inbox.shown(`.account-button[aria-label="当前账号: ${second.nick}"]`);
    await inbox.click(".account-button");
    await inbox.click("[role=menuitemradio]", sample.nick);
    await inbox.shown(`.account-button[aria-label="当前账号: ${sample.nick}"]`);
  });

  it("that is signed out of leaves nothing", async () => {
    await inbox.openConversation("贝斯手阿哲");
    await inbox.type(".composer textarea", "没写完的话");
    await inbox.eventually("the draft is kept", async () =>
      (await inbox.evaluate(keptAnywhere)).includes("没写完的话"),
    );
    await inbox.click(".account-button");
    await inbox.click("[role=menuitem]", "退出登录…");
    await inbox.click(".question .danger");
    await inbox.shown(".sign-in");
    const left = new RegExp(`${sample.musicid}|${sample.musickey}|${sample.nick}|没写完的话|贝斯手阿哲`);
    await inbox.eventually("nothing is kept", async () => !left.test(await inbox.evaluate(keptAnywhere)));
  });
});

describe("settings", () => {
  beforeEach(() => inbox.enterAnew());

  it("change the language, also after a reload", async () => {
    await inbox.openSettings();
    await inbox.click("dialog.settings button", "English");
    await inbox.shown("dialog.settings h2", "Settings");
    await inbox.closeSettings();
    await inbox.reload();
    await inbox.shown("button", /^Refresh$/);
    assert.equal(await inbox.evaluate(() => document.documentElement.lang), "en");
  });

  it("change the colours", async () => {
    const background = () => inbox.evaluate(() => getComputedStyle(document.body).backgroundColor);
    await inbox.openSettings();
    await inbox.click("dialog.settings button", /^浅色$/);
    const light = await background();
    await inbox.click("dialog.settings button", /^深色$/);
    assert.notEqual(await background(), light);
  });

  it("keep messages, which are there after a reload although the gateway says nothing", async () => {
    await inbox.openSettings();
    await inbox.click("dialog.settings label", "把私信保存在这台电脑上");
    await inbox.shown("dialog.settings", /已保存 [\d,]+ 个会话的 [\d,]+ 条消息/);
    await inbox.closeSettings();
    await inbox.openConversation("贝斯手阿哲");
    await inbox.eventually("the conversation is kept", async () =>
      (await inbox.evaluate(keptAnywhere)).includes("已经开始讨厌了"),
    );
    await simulator(demo).inject({ kind: "status", status: 503, times: -1 });
    await inbox.reload();
    await inbox.openConversation("贝斯手阿哲");
    await inbox.shown(".messages li", "已经开始讨厌了");
  });
});

describe("an export", () => {
  it("becomes a file that has every message once", async () => {
    await inbox.enterAnew();
    await inbox.rowMenu("贝斯手阿哲", "导出这个会话");
    await inbox.click("dialog.export button", /^开始$/);
    await inbox.click("dialog.export button", /^保存文件$/);
    await inbox.click("dialog.export button", /^文件在，完成$/);
    await inbox.shown("dialog.export", "已导出");
    const files = () => readdirSync(webkit.downloads).filter((name) => name.endsWith(".jsonl"));
    await inbox.eventually("the file is there", async () => files().length === 1);
    assert.match(files()[0]!, /^QQ Music 贝斯手阿哲 \d{4}-\d\d-\d\d\.jsonl$/);
    const lines = readFileSync(join(webkit.downloads, files()[0]!), "utf8").trim().split("\n");
    const exported = lines.map((line) => JSON.parse(line) as { type: string; id: string });
    const phone = await Phone.open(demo);
    const messages = await phone.messages((await phone.conversation("贝斯手阿哲")).sessionId);
    phone.close();
    assert.deepEqual(
      exported.filter(({ type }) => type === "message").map(({ id }) => id),
      messages.map(({ id }) => id),
    );
  });
});

// The check of the gateway: what it asks, and that its report can be seen, copied and saved.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { beforeEach, describe, it } from "node:test";
import type { Browser } from "playwright-core";
import { violations } from "./axe.js";
import { withDemoAndBrowser } from "./demo-and-browser.js";
import { simulator, type Demo } from "./harness.js";
import { openSettings, Phone } from "./inbox-keeping.js";
import { InboxPage, sample } from "./inbox-page.js";

let demo: Demo;
let browser: Browser;
withDemoAndBrowser((started) => ({ demo, browser } = started));
beforeEach(() => simulator(demo).reset());

const dialogOf = ({ page }: InboxPage) => page.locator("dialog.gateway-check");
const reportOf = (inbox: InboxPage) => dialogOf(inbox).getByRole("region", { name: /^(报告|Report)$/ });

/** Opens the check from the settings. */
async function openCheck(inbox: InboxPage) {
  await openSettings(inbox);
  await inbox.page.getByRole("button", { name: /^(检查网关|Check the gateway)$/ }).click();
  await dialogOf(inbox).waitFor();
}

/** Runs the check that is open, and gives its report. */
async function runCheck(inbox: InboxPage): Promise<string> {
  await dialogOf(inbox)
    .getByRole("button", { name: /^(开始检查|Start the check)$/ })
    .click();
  await reportOf(inbox).waitFor({ timeout: 60_000 });
  return (await reportOf(inbox).textContent())!;
}

const methodsSince = async (before: number) =>
  (await simulator(demo).requests()).slice(before).flatMap(({ methods }) => methods);
const requestsMade = async () => (await simulator(demo).requests()).length;

async function unreadCounts(): Promise<string> {
  const phone = await Phone.open(demo);
  const conversations = await phone.conversations();
  phone.close();
  return conversations.map(({ sessionId, newMsgCnt }) => `${sessionId} ${newMsgCnt}`).join();
}

describe("the check in settings", () => {
  it("says what it will ask, asks nothing before it is started, and shows the whole report", async () => {
    const inbox = await InboxPage.enter(browser, demo);
    await openCheck(inbox);
    const before = await requestsMade();
    assert.equal(await dialogOf(inbox).locator(".check-steps li").count(), 17);
    await dialogOf(inbox).getByText("检查只读取").waitFor();
    assert.equal(await dialogOf(inbox).getByRole("checkbox").isChecked(), false);
    assert.deepEqual(await methodsSince(before), []);

    const report = await runCheck(inbox);
    assert.match(report, /^# 网关检查报告$/m);
    assert.match(report, /^- 检查: 全部完成，17 \/ 17 项$/m);
    assert.match(report, /^- 运行环境: (?:Chrome|Firefox) \d+, page$/m);
    assert.ok(report.includes("| 4 | 消息页从新到旧 | 相符 |"));
    for (const personal of [sample.musicid, sample.musickey, sample.nick, "小鹿乱撞"]) {
      assert.ok(!report.includes(personal), personal);
    }
    await inbox.close();
  });

  it("changes nothing, and marks nothing read without the tick", async () => {
    const inbox = await InboxPage.enter(browser, demo);
    const before = await unreadCounts();
    await openCheck(inbox);
    const asked = await requestsMade();
    await runCheck(inbox);
    const methods = new Set(await methodsSince(asked));
    const writes = ["Send", "Delete", "Clear", "Set", "ActCard"];
    assert.deepEqual(
      [...methods].filter((method) => writes.some((write) => method.startsWith(write))),
      [],
    );
    assert.ok(methods.has("GetMessage"), "messages were read");
    assert.equal(await unreadCounts(), before);
    await inbox.close();
  });

  it("sees with the tick whether reading marks a conversation read", async () => {
    const inbox = await InboxPage.enter(browser, demo);
    await openCheck(inbox);
    await dialogOf(inbox).getByRole("checkbox", { name: "允许把一个有未读消息的会话标为已读" }).check();
    const report = await runCheck(inbox);
    assert.ok(report.includes("| 5 | 读取消息会把会话标为已读 | 相符 | 未读数变为 0 |"), report);
    await inbox.close();
  });

  it("stops when it is told to, and shows what it found until then", async () => {
    const inbox = await InboxPage.enter(browser, demo);
    await openCheck(inbox);
    // The messages never come: whatever the machine does, it is then that Stop is pressed.
    await simulator(demo).inject({ kind: "", delayMs: 600_000, method: "GetMessage" });
    await dialogOf(inbox).getByRole("button", { name: "开始检查" }).click();
    await dialogOf(inbox).locator("li[data-state=asking]", { hasText: "一个会话的第一页消息" }).waitFor();
    await dialogOf(inbox).getByRole("button", { name: "停止" }).click();
    await reportOf(inbox).waitFor();
    assert.match((await reportOf(inbox).textContent())!, /^- 检查: 被用户停止，/m);
    await inbox.close();
  });

  it("stops at once at a rate limit", async () => {
    const inbox = await InboxPage.enter(browser, demo, {}, /Failed to load resource/);
    await openCheck(inbox);
    const before = await requestsMade();
    await simulator(demo).inject({ kind: "status", status: 429, method: "GetConfig", times: -1 });
    const report = await runCheck(inbox);
    assert.match(report, /^- 检查: 因频率限制而停止，/m);
    assert.equal((await methodsSince(before)).filter((method) => method === "GetConfig").length, 2, "one request");
    await inbox.close();
  });
});

describe("the report", () => {
  it("hands on what it learned, which the settings show and forget", async () => {
    await simulator(demo).contrary({ "refuse20.9": 10007, times: "ms" });
    const inbox = await InboxPage.enter(browser, demo);
    const learned = inbox.page.locator(".this-gateway");
    const unit = learned.getByText("时间的单位");
    await openCheck(inbox);
    assert.equal(await unit.count(), 0);
    const report = await runCheck(inbox);
    assert.ok(report.includes("| 9 | App 的两个版本的方式都可以用 | **不同** |"), report);
    await dialogOf(inbox).getByRole("button", { name: "采用检查的结果" }).click();
    await dialogOf(inbox).getByRole("button", { name: "关闭" }).click();
    assert.match(await learned.innerText(), /14\.9[\s\S]*时间的单位\s+毫秒/);
    await learned.getByRole("button", { name: "忘记" }).click();
    await unit.waitFor({ state: "detached" });
    assert.doesNotMatch(await learned.innerText(), /14\.9/);
    await inbox.close();
  });

  it("is copied and saved as it is shown", async () => {
    const inbox = await InboxPage.enter(browser, demo, { permissions: ["clipboard-read", "clipboard-write"] });
    await inbox.downloadsOnly();
    await openCheck(inbox);
    const shown = await runCheck(inbox);
    await dialogOf(inbox).getByRole("button", { name: "复制报告" }).click();
    await dialogOf(inbox).getByRole("button", { name: "已复制" }).waitFor();
    assert.equal(await inbox.page.evaluate(() => navigator.clipboard.readText()), shown);
    const [download] = await Promise.all([
      inbox.page.waitForEvent("download"),
      dialogOf(inbox).getByRole("button", { name: "保存报告" }).click(),
    ]);
    assert.match(download.suggestedFilename(), /^网关检查报告 \d{4}-\d\d-\d\d\.md$/);
    assert.equal(readFileSync(await download.path(), "utf8"), shown);
    await inbox.close();
  });
});

describe("the check beside the details of a problem", () => {
  it("is opened from there", async () => {
    const inbox = await InboxPage.enter(browser, demo, {}, /Failed to load resource/);
    await simulator(demo).inject({ kind: "child", code: 40_001, method: "GetMessage", times: -1 });
    await inbox.find("דניאל גיטרה");
    await inbox.session("דניאל גיטרה").locator(".session-open").click();
    const problem = inbox.page.locator(".panel-problem").first();
    await problem.locator("summary").click();
    await problem.getByRole("button", { name: "检查网关" }).click();
    await dialogOf(inbox).waitFor();
    assert.match(await runCheck(inbox), /getMessages \| 被拒绝 \(CGIError\) \| 40001 \|/);
    await inbox.close();
  });

  it("is not offered before somebody has signed in", async () => {
    const inbox = await InboxPage.open(browser, demo, {}, /Failed to load resource/);
    await simulator(demo).inject({ kind: "child", code: 40_001, method: "GetSessionList", times: -1 });
    await inbox.page.locator(".demo button", { hasText: sample.nick }).click();
    const detail = inbox.page.locator(".problem-facts details").first();
    await detail.locator("summary").click();
    await detail.getByRole("button").first().waitFor();
    assert.equal(await inbox.page.getByRole("button", { name: "检查网关" }).count(), 0);
    await inbox.close();
  });
});

describe("the check for everybody:", () => {
  for (const [locale, colorScheme] of [
    ["zh-CN", "light"],
    ["en-US", "dark"],
  ] as const) {
    it(`a phone of 390 px and axe-core, ${locale}, ${colorScheme}`, async () => {
      const options = { locale, colorScheme, viewport: { width: 390, height: 800 }, reducedMotion: "reduce" as const };
      const inbox = await InboxPage.enter(browser, demo, options);
      await inbox.page.getByRole("button", { name: /^(设置|Settings)$/ }).click();
      await inbox.page.getByRole("button", { name: /^(检查网关|Check the gateway)$/ }).click();
      const found = await violations(inbox.page);
      await runCheck(inbox);
      found.push(...(await violations(inbox.page)));
      assert.deepEqual(found, []);
      const [width, overflow] = await dialogOf(inbox).evaluate((one) => [
        one.getBoundingClientRect().width,
        one.scrollWidth - one.clientWidth,
      ]);
      assert.ok(width! <= 390 && overflow === 0, `${width} ${overflow}`);
      const [head, body] = await Promise.all(
        ["header", ".check-body"].map((part) => dialogOf(inbox).locator(part).first().boundingBox()),
      );
      assert.ok(
        head!.y + head!.height <= body!.y && body!.width > 300,
        "one below the other, as wide as there is room",
      );
      await inbox.close();
    });
  }

  it("with the keyboard alone", async () => {
    const inbox = await InboxPage.enter(browser, demo);
    await openCheck(inbox);
    await inbox.page.keyboard.press("Enter"); // the focus is where it is begun
    await reportOf(inbox).waitFor({ timeout: 60_000 });
    await inbox.page.waitForFunction(() => document.activeElement?.matches(".check-report"));
    await inbox.page.keyboard.press("Escape");
    await dialogOf(inbox).waitFor({ state: "detached" });
    await inbox.page.waitForFunction(() => document.activeElement?.textContent === "检查网关");
    await inbox.close();
  });
});

// Exports that are stopped: nothing is lost or doubled whatever comes between.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Page } from "playwright-core";
import type { Client } from "qqmusic-private-message";
import { simulator, type Demo } from "./harness.js";
import { sample } from "./inbox-page.js";
import { assertWhole, enterToExport, idsOf, keptExports, linesOf, type ExportDialog } from "./export-dialog.js";

let demo: Demo;
let client: Client;
let page: Page;
let dialog: ExportDialog;

enterToExport((what) => ({ demo, client, page, dialog } = what));

describe("an error in the middle", () => {
  const cases = [
    { what: "an expired login", fault: { kind: "child", code: 1000 }, says: "登录已失效" },
    { what: "a body that ends early", fault: { kind: "truncated" }, says: "网关的应答无法读取" },
  ];
  for (const { what, fault, says } of cases) {
    it(`of ${what} is told, and it goes on where it stopped`, async () => {
      await simulator(demo).inject({ ...fault, method: "GetMessage", skip: 3 });
      await dialog.open("岛屿电台后援会");
      await dialog.press("开始");
      await dialog.view.getByRole("alert").getByText(says).first().waitFor();
      assert.equal(await dialog.figure("页数").innerText(), "3");
      await dialog.press("继续");
      const lines = linesOf((await dialog.save()).text);
      assertWhole(lines, await idsOf(client, lines[1]!.sessionId));
    });
  }

  it("of no network is told, and it goes on where it stopped", async () => {
    await simulator(demo).inject({ kind: "", delayMs: 60_000, method: "GetMessage", skip: 2 });
    await dialog.open("岛屿电台后援会");
    await dialog.press("开始");
    await dialog.figure("页数").getByText("2", { exact: true }).waitFor();
    await page.context().setOffline(true);
    await dialog.view.getByRole("alert").getByText("没有网络连接").waitFor({ timeout: 60_000 });
    await page.context().setOffline(false);
    await dialog.press("继续");
    const lines = linesOf((await dialog.save()).text);
    assertWhole(lines, await idsOf(client, lines[1]!.sessionId));
  });
});

describe("a rate limit in the middle", () => {
  const countdown = () => dialog.view.locator(".countdown");
  const seconds = async () => Number(/^(\d+) 秒后自动继续/.exec(await countdown().innerText())![1]);
  const asked = async () =>
    (await simulator(demo).requests()).filter(({ methods }) => methods.includes("GetMessage")).length;
  const limited = async (times: number) => {
    await page.clock.install();
    await simulator(demo).inject({ kind: "child", code: 2001, method: "GetMessage", skip: 3, times });
    await dialog.open("岛屿电台后援会");
    await dialog.press("开始");
    await dialog.view.getByRole("alert").getByText("请求太频繁").first().waitFor();
    assert.equal(await dialog.figure("页数").innerText(), "3");
  };

  it("is waited for, longer when it comes again, and then it goes on by itself", async () => {
    await limited(2);
    const first = await seconds();
    assert.ok(first > 20 && first <= 30, `${first}`);
    assert.equal(await asked(), 4);
    await page.clock.fastForward(30_000);
    await page.waitForFunction(
      (before) => Number(/^\d+/.exec(document.querySelector(".export .countdown")?.textContent ?? "")?.[0]) > before,
      first,
    );
    assert.ok((await seconds()) > 50);
    assert.equal(await asked(), 5);
    await page.clock.fastForward(60_000);
    const lines = linesOf((await dialog.save()).text);
    assertWhole(lines, await idsOf(client, lines[1]!.sessionId));
  });

  it("is waited for no longer when it is stopped, and it goes on later", async () => {
    await limited(1);
    await dialog.press("停止");
    await dialog.view.getByText("已停止").waitFor();
    await page.clock.fastForward(600_000);
    await countdown().waitFor({ state: "detached" });
    assert.equal(await asked(), 4);
    await dialog.press("继续");
    const lines = linesOf((await dialog.save()).text);
    assertWhole(lines, await idsOf(client, lines[1]!.sessionId));
  });

  it("is waited for no longer when the user goes on", async () => {
    await limited(1);
    await dialog.press("继续");
    const lines = linesOf((await dialog.save()).text);
    assertWhole(lines, await idsOf(client, lines[1]!.sessionId));
  });
});

describe("a reload in the middle", () => {
  const interrupted = async () => {
    await simulator(demo).inject({ kind: "", delayMs: 60_000, method: "GetMessage", skip: 4 });
    await dialog.open("岛屿电台后援会");
    await dialog.press("开始");
    await dialog.figure("页数").getByText("4", { exact: true }).waitFor();
    assert.ok((await keptExports(page)) > 0);
    await page.reload();
    await page.locator(".session").first().waitFor();
  };

  it("loses nothing and doubles nothing, also when messages came meanwhile", async () => {
    const session = (await client.getSessions({ size: 100 })).sessions.find(
      (one) => one.user?.nick === "岛屿电台后援会",
    )!;
    const ids = await idsOf(client, session.sessionId);
    await interrupted();
    const { musicid } = sample;
    await simulator(demo).incoming({ musicid, sessionId: session.sessionId, text: "导出途中来的消息" });
    await dialog.open("岛屿电台后援会");
    await dialog.view.getByText("有一次未完成的导出").waitFor();
    await dialog.press("继续");
    const { text } = await dialog.save();
    assertWhole(linesOf(text), ids);
    assert.ok(!text.includes("导出途中来的消息"), "what came after the start is not in it");
    assert.equal(await keptExports(page), 0);
  });

  it("leaves what can be discarded", async () => {
    await interrupted();
    await dialog.open("岛屿电台后援会");
    await dialog.press("放弃");
    const question = page.getByRole("dialog", { name: "放弃已读取的消息？" });
    await question.getByRole("button", { name: "取消" }).click();
    await dialog.shown("放弃");
    await dialog.press("放弃");
    await question.getByRole("button", { name: "放弃" }).click();
    await dialog.shown("开始");
    assert.equal(await keptExports(page), 0);
  });
});

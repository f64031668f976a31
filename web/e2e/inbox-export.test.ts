// Exports: what is in the files, and the dialog.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { describe, it } from "node:test";
import type { Page } from "playwright-core";
import type { Client } from "qqmusic-private-message";
import { simulator, type Demo } from "./harness.js";
import { InboxPage, sample } from "./inbox-page.js";
import { assertWhole, enterToExport, idsOf, keptExports, linesOf, type ExportDialog } from "./export-dialog.js";

let demo: Demo;
let client: Client;
let inbox: InboxPage;
let page: Page;
let dialog: ExportDialog;

enterToExport((what) => ({ demo, client, inbox, page, dialog } = what));

describe("a conversation", () => {
  it("is exported as JSON Lines, each message once and exact", async () => {
    await dialog.open("贝斯手阿哲");
    await dialog.press("开始");
    const { name, text } = await dialog.save();
    assert.match(name, /^QQ Music 贝斯手阿哲 \d{4}-\d\d-\d\d\.jsonl$/);
    const lines = linesOf(text);
    const [head, conversation] = lines;
    assert.equal(head?.type, "export");
    assert.equal(conversation?.complete, true);
    assertWhole(lines, await idsOf(client, conversation!.sessionId));
    assert.equal(conversation!.messages, lines.length - 2);
    for (const { id, sequence } of lines.slice(2)) assert.equal(sequence, id, "19 digits, exact");
    assert.equal(await keptExports(page), 0, "nothing stays behind");
    assert.ok(!text.includes(sample.musickey));
  });

  it("has the addresses of pictures and videos that only their details have", async () => {
    await dialog.open("摄影师老K");
    await dialog.press("开始");
    const lines = linesOf((await dialog.save()).text);
    const media = lines.filter((line) => line.type === "message" && [2, 3, 5, 6].includes(line.msgType));
    assert.ok(media.length > 0);
    for (const { id, metaData } of media) assert.ok(metaData?.pic || metaData?.url, id);
  });

  it("is exported as a page that runs nothing and asks nobody", async () => {
    await dialog.open("<img src=x");
    await dialog.press("开始");
    await dialog.view.getByLabel("网页 (HTML)").check();
    const { name, text } = await dialog.save();
    assert.match(name, /\.html$/);
    const reader = await inbox.page.context().newPage();
    const asked: string[] = [];
    reader.on("request", (request) => asked.push(request.url()));
    reader.on("dialog", () => assert.fail("a script ran"));
    const address = "http://export.test/";
    await reader.route(address, (route) => route.fulfill({ contentType: "text/html; charset=utf-8", body: text }));
    await reader.goto(address);
    assert.deepEqual(
      asked.filter((url) => url !== address && !url.endsWith("/favicon.ico")),
      [],
    );
    const facts = await reader.evaluate(() => ({
      ids: [...document.querySelectorAll("article")].map((one) => one.dataset["id"]),
      text: document.body.innerText,
      strange: [...document.querySelectorAll("main *")]
        .map((one) => one.localName)
        .filter((name) => !["section", "h3", "article", "p", "bdi", "time", "a", "strong"].includes(name)),
      links: [...document.querySelectorAll("a")].map((one) => [one.protocol, one.rel]),
    }));
    assert.ok(facts.text.includes("<img src=x onerror=alert(1)>"));
    assert.deepEqual(facts.strange, []);
    for (const [protocol, rel] of facts.links) {
      assert.match(protocol!, /^https?:$/);
      assert.match(rel!, /noopener/);
    }
    const session = (await client.getSessions({ size: 100 })).sessions.find((one) =>
      /^<img src=x/.test(one.user?.nick ?? ""),
    );
    assert.deepEqual(facts.ids, await idsOf(client, session!.sessionId));
    await reader.close();
  });

  it("is exported as Markdown", async () => {
    await dialog.open("贝斯手阿哲");
    await dialog.press("开始");
    await dialog.view.getByLabel("Markdown").check();
    const { name, text } = await dialog.save();
    assert.match(name, /\.md$/);
    assert.match(text, /^# 与 贝斯手阿哲 的会话\n/);
    const session = (await client.getSessions({ size: 100 })).sessions.find((one) => one.user?.nick === "贝斯手阿哲");
    const headings = text.match(/^\*\*.+\*\*( · .+)?$/gm) ?? [];
    assert.equal(headings.length, (await idsOf(client, session!.sessionId)).length);
  });

  it("of 10,000 messages shows how far it is, is stopped and goes on", async (test) => {
    await dialog.open("小鹿乱撞");
    await dialog.press("开始");
    const bar = dialog.view.getByRole("progressbar");
    await page.waitForFunction(() => Number(document.querySelector(".export-bar")?.getAttribute("aria-valuenow")) > 0);
    assert.match((await bar.getAttribute("aria-valuetext"))!, /页数 \d+, 消息 [\d,]+/);
    await dialog.view
      .getByRole("status")
      .filter({ hasText: /已读取 1000 条消息|已读取 2000 条消息/ })
      .waitFor();
    await dialog.press("停止");
    await dialog.view.getByText("已停止").waitFor();
    const before = Number((await dialog.figure("消息").innerText()).replace(/,/g, ""));
    assert.ok(before >= 1000 && before < 10_000);
    const begun = performance.now();
    await dialog.press("继续");
    await dialog.shown("保存文件");
    const seconds = (performance.now() - begun) / 1000;
    test.diagnostic(`${Math.round((10_000 - before) / seconds)} messages a second`);
    const saving = performance.now();
    const lines = linesOf((await dialog.save()).text);
    test.diagnostic(`saved in ${Math.round(performance.now() - saving)} ms`);
    assert.equal(lines.length, 10_002);
    assertWhole(lines, await idsOf(client, lines[1]!.sessionId));
  });
});

describe("some conversations", () => {
  it("are chosen from a list, and exported as a page with its pictures", async () => {
    await inbox.listMenu("导出全部会话");
    await dialog.view.getByLabel("选择", { exact: true }).check();
    await dialog.view.getByRole("searchbox").fill("摄影师");
    await dialog.view.getByRole("checkbox", { name: "摄影师老K" }).check();
    await dialog.press("开始");
    await dialog.view.getByLabel("网页 (HTML)").check();
    await dialog.view.getByLabel("把图片也存进文件").check();
    const [download] = await Promise.all([page.waitForEvent("download"), dialog.press("保存文件")]);
    assert.match(download.suggestedFilename(), /\.zip$/);
    await dialog.view.getByRole("heading", { name: "文件在吗？" }).waitFor();
    const file = await readFile(await download.path(), "latin1");
    assert.match(file, /pictures\/0001\.png[^]*messages\.html/);
    assert.match(file, /<img src="pictures\/0001\.png"/);
    assert.ok((await keptExports(page)) > 0, "nothing is thrown away");
    await dialog.press("文件在，完成");
    await dialog.view.getByText("已导出").first().waitFor();
    assert.equal(await keptExports(page), 0);
  });
});

describe("all conversations", () => {
  it("are exported, each with all of its messages", async (t) => {
    await inbox.listMenu("导出全部会话");
    const began = performance.now();
    await dialog.press("开始");
    const lines = linesOf((await dialog.save()).text);
    const seconds = (performance.now() - began) / 1000;
    t.diagnostic(`${Math.round(lines.length / seconds)} lines a second in ${seconds.toFixed(1)} s`);
    const expected: string[] = [];
    for await (const { sessionId } of client.getSessions()) {
      expected.push(...(await idsOf(client, sessionId)).map((id) => `${sessionId} ${id}`));
    }
    const found = lines.filter((line) => line.type === "message").map((line) => `${line.sessionId} ${line.id}`);
    assert.equal(lines[0]!.messages, expected.length);
    assert.equal(found.length, new Set(found).size, "none is there twice");
    assert.deepEqual(found.sort(), expected.sort());
  });

  it("are left to another tab that exports them", async () => {
    const begin = async (tab: Page, button: string) => {
      await tab.locator(".session-pane > .pane-header > [aria-haspopup]").last().click();
      await tab.getByRole("menuitem", { name: "导出全部会话" }).click();
      await tab.locator("dialog.export").getByRole("button", { name: button, exact: true }).click();
    };
    await simulator(demo).inject({ kind: "", delayMs: 60_000, method: "GetMessage" });
    await begin(page, "开始");
    await dialog.figure("会话").getByText("0 / ", { exact: false }).waitFor();
    const other = await page.context().newPage();
    await other.goto(demo.url);
    await other.locator(".demo button", { hasText: sample.nick }).click();
    await other.locator(".session").first().waitFor();
    await begin(other, "继续");
    await other.locator("dialog.export").getByRole("alert").getByText("另一个标签页正在进行同一导出").waitFor();
    await other.close();
  });
});

describe("the export", () => {
  it("is loaded when it is opened, and tried again when it does not come", async () => {
    const asked: string[] = [];
    page.on("request", (request) => asked.push(request.url()));
    await page.reload();
    await page.locator(".session").first().waitFor();
    const part = /export-part-[^/]*\.(js|css)$/;
    assert.deepEqual(
      asked.filter((address) => part.test(address)),
      [],
    );
    await page.route(part, (route) => route.abort());
    await inbox.listMenu("导出全部会话");
    const notice = page.getByRole("alert").filter({ hasText: "没有加载成功" });
    await notice.getByRole("button", { name: "重试" }).click();
    await notice.getByRole("button", { name: "刷新页面" }).waitFor();
    await page.unroute(part);
    await notice.getByRole("button", { name: "重试" }).click();
    await dialog.view.waitFor();
    assert.equal(await dialog.view.evaluate((one) => getComputedStyle(one).width), "520px", "its styles came too");
    await notice.waitFor({ state: "detached" });
  });
});

describe("the dialog", () => {
  it("fits a phone, is used by keyboard, and gives the focus back", async () => {
    await page.setViewportSize({ width: 360, height: 640 });
    await dialog.open("妈妈");
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 360);
    const width = await dialog.view.evaluate((one) => [one.scrollWidth, one.clientWidth]);
    assert.equal(width[0], width[1], "nothing sticks out");
    await page.locator("dialog.export .primary:focus").waitFor();
    await page.keyboard.press("Enter");
    await dialog.shown("保存文件");
    await page.locator("dialog.export .primary:focus").waitFor();
    await page.keyboard.press("Escape");
    await dialog.view.waitFor({ state: "detached" });
    await page.locator(".session [aria-haspopup]:focus").waitFor();
  });

  it("writes to the file that was chosen, and keeps all when none was", async () => {
    await page.evaluate(() => {
      const written: string[] = [];
      let asked = 0;
      const file = {
        write: async (part: string) => void written.push(part),
        close: async () => void document.body.setAttribute("data-written", written.join("")),
      };
      Object.assign(globalThis, {
        showSaveFilePicker: async () => {
          if (asked++ === 0) throw new DOMException("not now", "AbortError");
          return { createWritable: async () => file };
        },
      });
    });
    await dialog.open("妈妈");
    await dialog.press("开始");
    await dialog.shown("保存文件");
    await dialog.press("保存文件");
    await dialog.shown("保存文件");
    await dialog.press("保存文件");
    await dialog.view.getByText("已导出").first().waitFor();
    const lines = linesOf((await page.locator("body").getAttribute("data-written"))!);
    assertWhole(lines, await idsOf(client, lines[1]!.sessionId));
  });
});

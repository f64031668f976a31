// Exports: what is in the files, and that nothing is lost or doubled whatever comes between.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, afterEach, before, beforeEach, describe, it } from "node:test";
import type { Browser, Page } from "playwright-core";
import { createClient, type Client } from "qqmusic-private-message";
import { simulator, startBrowser, startDemo, type Demo } from "./harness.js";
import { InboxPage, sample } from "./inbox-page.js";

/** A line of a JSON Lines file. */
interface Line {
  type: "export" | "conversation" | "message";
  sessionId: string;
  id: string;
  sequence: string;
  time: number;
  messages: number;
  complete: boolean;
  metaData: { content: string; pic: string; url: string } | null;
  msgType: number;
}

let demo: Demo;
let browser: Browser;
let client: Client;
let inbox: InboxPage;
let page: Page;

before(async () => {
  demo = await startDemo();
  browser = await startBrowser();
  client = await createClient({ endpoint: demo.url.slice(0, -1), credential: sample, rateLimit: false });
});
after(async () => {
  client?.close();
  await browser?.close();
  await demo?.stop();
});
// An exported page has no icon, for which Firefox asks nevertheless; its policy stops that.
const expected = /Failed to load resource|favicon\.ico/;

beforeEach(async () => {
  await simulator(demo).reset();
  inbox = await InboxPage.enter(browser, demo, {}, expected);
  page = inbox.page;
  await inbox.downloadsOnly();
});
afterEach(() => inbox.close());

const dialog = () => page.locator("dialog.export");
const press = (name: string) => dialog().getByRole("button", { name, exact: true }).click();
const shown = (name: string) => dialog().getByRole("button", { name, exact: true }).waitFor({ timeout: 60_000 });

// From the list: a conversation in view would ask for messages of its own.
async function openExport(name: string) {
  await inbox.find(name);
  await inbox.session(name).first().hover();
  await inbox.session(name).first().locator("[aria-haspopup]").click();
  await page.getByRole("menuitem", { name: "导出这个会话" }).click();
  await dialog().waitFor();
}

const figure = (name: string) => dialog().locator("dt", { hasText: name }).locator("+ dd");

async function save(): Promise<{ name: string; text: string }> {
  await shown("保存文件");
  const [download] = await Promise.all([page.waitForEvent("download"), press("保存文件")]);
  await press("文件在，完成");
  await dialog().getByText("已导出").first().waitFor();
  return { name: download.suggestedFilename(), text: await readFile(await download.path(), "utf8") };
}

function linesOf(text: string): Line[] {
  assert.ok(text.endsWith("\n"));
  return text
    .slice(0, -1)
    .split("\n")
    .map((line) => JSON.parse(line) as Line);
}

/** The ids of the messages of a conversation as the gateway has them, oldest first. */
async function idsOf(sessionId: string): Promise<string[]> {
  const ids: string[] = [];
  for await (const message of client.getMessages({ sessionId })) ids.push(message.id);
  return ids.reverse();
}

/** How many records the browser keeps for exports. */
const keptRecords = () =>
  page.evaluate(async () => {
    const name = "qqmusicpm-archive";
    // Opening one that is not there would make it.
    if (!(await indexedDB.databases()).some((one) => one.name === name)) return 0;
    const answer = <Result>(request: IDBRequest<Result>) =>
      new Promise<Result>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    const database = await answer(indexedDB.open(name));
    let count = 0;
    for (const store of database.objectStoreNames) {
      const keys = (await answer(database.transaction(store).objectStore(store).getAllKeys())) as string[][];
      count += keys.filter(([account]) => account!.startsWith("export ")).length;
    }
    database.close();
    return count;
  });

function assertWhole(lines: Line[], ids: string[]) {
  const messages = lines.filter((line) => line.type === "message");
  assert.equal(new Set(messages.map((line) => line.id)).size, messages.length, "none is there twice");
  assert.deepEqual(
    messages.map((line) => line.id),
    ids,
    "none is missing, and they are in order",
  );
}

describe("a conversation", () => {
  it("is exported as JSON Lines, each message once and exact", async () => {
    await openExport("贝斯手阿哲");
    await press("开始");
    const { name, text } = await save();
    assert.match(name, /^QQ Music 贝斯手阿哲 \d{4}-\d\d-\d\d\.jsonl$/);
    const lines = linesOf(text);
    const [head, conversation] = lines;
    assert.equal(head?.type, "export");
    assert.equal(conversation?.complete, true);
    assertWhole(lines, await idsOf(conversation!.sessionId));
    assert.equal(conversation!.messages, lines.length - 2);
    for (const { id, sequence } of lines.slice(2)) assert.equal(sequence, id, "19 digits, exact");
    assert.equal(await keptRecords(), 0, "nothing stays behind");
    assert.ok(!text.includes(sample.musickey));
  });

  it("has the addresses of pictures and videos that only their details have", async () => {
    await openExport("摄影师老K");
    await press("开始");
    const lines = linesOf((await save()).text);
    const media = lines.filter((line) => line.type === "message" && [2, 3, 5, 6].includes(line.msgType));
    assert.ok(media.length > 0);
    for (const { id, metaData } of media) assert.ok(metaData?.pic || metaData?.url, id);
  });

  it("is exported as a page that runs nothing and asks nobody", async () => {
    await openExport("<img src=x");
    await press("开始");
    await dialog().getByLabel("网页 (HTML)").check();
    const { name, text } = await save();
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
    assert.deepEqual(facts.ids, await idsOf(session!.sessionId));
    await reader.close();
  });

  it("is exported as Markdown", async () => {
    await openExport("贝斯手阿哲");
    await press("开始");
    await dialog().getByLabel("Markdown").check();
    const { name, text } = await save();
    assert.match(name, /\.md$/);
    assert.match(text, /^# 与 贝斯手阿哲 的会话\n/);
    const session = (await client.getSessions({ size: 100 })).sessions.find((one) => one.user?.nick === "贝斯手阿哲");
    const headings = text.match(/^\*\*.+\*\*( · .+)?$/gm) ?? [];
    assert.equal(headings.length, (await idsOf(session!.sessionId)).length);
  });

  it("of 10,000 messages shows how far it is, is stopped and goes on", async (test) => {
    await openExport("小鹿乱撞");
    await press("开始");
    const bar = dialog().getByRole("progressbar");
    await page.waitForFunction(() => Number(document.querySelector(".export-bar")?.getAttribute("aria-valuenow")) > 0);
    assert.match((await bar.getAttribute("aria-valuetext"))!, /页数 \d+, 消息 [\d,]+/);
    await dialog()
      .getByRole("status")
      .filter({ hasText: /已读取 1000 条消息|已读取 2000 条消息/ })
      .waitFor();
    await press("停止");
    await dialog().getByText("已停止").waitFor();
    const before = Number((await figure("消息").innerText()).replace(/,/g, ""));
    assert.ok(before >= 1000 && before < 10_000);
    const begun = performance.now();
    await press("继续");
    await shown("保存文件");
    const seconds = (performance.now() - begun) / 1000;
    test.diagnostic(`${Math.round((10_000 - before) / seconds)} messages a second`);
    const saving = performance.now();
    const lines = linesOf((await save()).text);
    test.diagnostic(`saved in ${Math.round(performance.now() - saving)} ms`);
    assert.equal(lines.length, 10_002);
    assertWhole(lines, await idsOf(lines[1]!.sessionId));
  });
});

describe("some conversations", () => {
  it("are chosen from a list, and exported as a page with its pictures", async () => {
    await inbox.listMenu("导出全部会话");
    await dialog().getByLabel("选择", { exact: true }).check();
    await dialog().getByRole("searchbox").fill("摄影师");
    await dialog().getByRole("checkbox", { name: "摄影师老K" }).check();
    await press("开始");
    await dialog().getByLabel("网页 (HTML)").check();
    await dialog().getByLabel("把图片也存进文件").check();
    const [download] = await Promise.all([page.waitForEvent("download"), press("保存文件")]);
    assert.match(download.suggestedFilename(), /\.zip$/);
    await dialog().getByRole("heading", { name: "文件在吗？" }).waitFor();
    const file = await readFile(await download.path(), "latin1");
    assert.match(file, /pictures\/0001\.png[^]*messages\.html/);
    assert.match(file, /<img src="pictures\/0001\.png"/);
    assert.ok((await keptRecords()) > 0, "nothing is thrown away");
    await press("文件在，完成");
    await dialog().getByText("已导出").first().waitFor();
    assert.equal(await keptRecords(), 0);
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
    await dialog().waitFor();
    assert.equal(await dialog().evaluate((one) => getComputedStyle(one).width), "520px", "its styles came too");
    await notice.waitFor({ state: "detached" });
  });
});

describe("the dialog", () => {
  it("fits a phone, is used by keyboard, and gives the focus back", async () => {
    await page.setViewportSize({ width: 360, height: 640 });
    await openExport("妈妈");
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 360);
    const width = await dialog().evaluate((one) => [one.scrollWidth, one.clientWidth]);
    assert.equal(width[0], width[1], "nothing sticks out");
    await page.locator("dialog.export .primary:focus").waitFor();
    await page.keyboard.press("Enter");
    await shown("保存文件");
    await page.locator("dialog.export .primary:focus").waitFor();
    await page.keyboard.press("Escape");
    await dialog().waitFor({ state: "detached" });
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
    await openExport("妈妈");
    await press("开始");
    await shown("保存文件");
    await press("保存文件");
    await shown("保存文件");
    await press("保存文件");
    await dialog().getByText("已导出").first().waitFor();
    const lines = linesOf((await page.locator("body").getAttribute("data-written"))!);
    assertWhole(lines, await idsOf(lines[1]!.sessionId));
  });
});

describe("an error in the middle", () => {
  const cases = [
    { what: "an expired login", fault: { kind: "child", code: 1000 }, says: "登录已失效" },
    { what: "a body that ends early", fault: { kind: "truncated" }, says: "网关的应答无法读取" },
  ];
  for (const { what, fault, says } of cases) {
    it(`of ${what} is told, and it goes on where it stopped`, async () => {
      await simulator(demo).inject({ ...fault, method: "GetMessage", skip: 3 });
      await openExport("岛屿电台后援会");
      await press("开始");
      await dialog().getByRole("alert").getByText(says).first().waitFor();
      assert.equal(await figure("页数").innerText(), "3");
      await press("继续");
      const lines = linesOf((await save()).text);
      assertWhole(lines, await idsOf(lines[1]!.sessionId));
    });
  }

  it("of no network is told, and it goes on where it stopped", async () => {
    await simulator(demo).inject({ kind: "", delayMs: 60_000, method: "GetMessage", skip: 2 });
    await openExport("岛屿电台后援会");
    await press("开始");
    await figure("页数").getByText("2", { exact: true }).waitFor();
    await page.context().setOffline(true);
    await dialog().getByRole("alert").getByText("没有网络连接").waitFor({ timeout: 60_000 });
    await page.context().setOffline(false);
    await press("继续");
    const lines = linesOf((await save()).text);
    assertWhole(lines, await idsOf(lines[1]!.sessionId));
  });
});

describe("a rate limit in the middle", () => {
  const countdown = () => dialog().locator(".countdown");
  const seconds = async () => Number(/^(\d+) 秒后自动继续/.exec(await countdown().innerText())![1]);
  const asked = async () =>
    (await simulator(demo).requests()).filter(({ methods }) => methods.includes("GetMessage")).length;
  const limited = async (times: number) => {
    await page.clock.install();
    await simulator(demo).inject({ kind: "child", code: 2001, method: "GetMessage", skip: 3, times });
    await openExport("岛屿电台后援会");
    await press("开始");
    await dialog().getByRole("alert").getByText("请求太频繁").first().waitFor();
    assert.equal(await figure("页数").innerText(), "3");
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
    const lines = linesOf((await save()).text);
    assertWhole(lines, await idsOf(lines[1]!.sessionId));
  });

  it("is waited for no longer when it is stopped, and it goes on later", async () => {
    await limited(1);
    await press("停止");
    await dialog().getByText("已停止").waitFor();
    await page.clock.fastForward(600_000);
    await countdown().waitFor({ state: "detached" });
    assert.equal(await asked(), 4);
    await press("继续");
    const lines = linesOf((await save()).text);
    assertWhole(lines, await idsOf(lines[1]!.sessionId));
  });

  it("is waited for no longer when the user goes on", async () => {
    await limited(1);
    await press("继续");
    const lines = linesOf((await save()).text);
    assertWhole(lines, await idsOf(lines[1]!.sessionId));
  });
});

describe("a reload in the middle", () => {
  const interrupted = async () => {
    await simulator(demo).inject({ kind: "", delayMs: 60_000, method: "GetMessage", skip: 4 });
    await openExport("岛屿电台后援会");
    await press("开始");
    await figure("页数").getByText("4", { exact: true }).waitFor();
    assert.ok((await keptRecords()) > 0);
    await page.reload();
    await page.locator(".session").first().waitFor();
  };

  it("loses nothing and doubles nothing, also when messages came meanwhile", async () => {
    const session = (await client.getSessions({ size: 100 })).sessions.find(
      (one) => one.user?.nick === "岛屿电台后援会",
    )!;
    const ids = await idsOf(session.sessionId);
    await interrupted();
    const { musicid } = sample;
    await simulator(demo).incoming({ musicid, sessionId: session.sessionId, text: "导出途中来的消息" });
    await openExport("岛屿电台后援会");
    await dialog().getByText("有一次未完成的导出").waitFor();
    await press("继续");
    const { text } = await save();
    assertWhole(linesOf(text), ids);
    assert.ok(!text.includes("导出途中来的消息"), "what came after the start is not in it");
    assert.equal(await keptRecords(), 0);
  });

  it("leaves what can be discarded", async () => {
    await interrupted();
    await openExport("岛屿电台后援会");
    await press("放弃");
    const question = page.getByRole("dialog", { name: "放弃已读取的消息？" });
    await question.getByRole("button", { name: "取消" }).click();
    await shown("放弃");
    await press("放弃");
    await question.getByRole("button", { name: "放弃" }).click();
    await shown("开始");
    assert.equal(await keptRecords(), 0);
  });
});

describe("all conversations", () => {
  it("are exported, each with all of its messages", async (t) => {
    await inbox.listMenu("导出全部会话");
    const began = performance.now();
    await press("开始");
    const lines = linesOf((await save()).text);
    const seconds = (performance.now() - began) / 1000;
    t.diagnostic(`${Math.round(lines.length / seconds)} lines a second in ${seconds.toFixed(1)} s`);
    const expected: string[] = [];
    for await (const { sessionId } of client.getSessions()) {
      expected.push(...(await idsOf(sessionId)).map((id) => `${sessionId} ${id}`));
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
    await figure("会话").getByText("0 / ", { exact: false }).waitFor();
    const other = await page.context().newPage();
    await other.goto(demo.url);
    await other.locator(".demo button", { hasText: sample.nick }).click();
    await other.locator(".session").first().waitFor();
    await begin(other, "继续");
    await other.locator("dialog.export").getByRole("alert").getByText("另一个标签页正在进行同一导出").waitFor();
    await other.close();
  });
});

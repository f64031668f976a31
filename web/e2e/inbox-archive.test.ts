// Messages that are kept on this computer: they are there without the gateway, and follow what happens elsewhere.

import assert from "node:assert/strict";
import { beforeEach, describe, it } from "node:test";
import { simulator, type Demo } from "./harness.js";
import {
  closeSettings,
  cutOff,
  enterWithPhone,
  keepBox,
  keepMessages,
  keptRecords,
  keptSize,
  openSettings,
  type Phone,
  putThrough,
  readThrough,
} from "./inbox-keeping.js";
import { sample, type InboxPage } from "./inbox-page.js";
import { bodyOf, isForList, isForMessages, later } from "./inbox-sends.js";

let demo: Demo;
let inbox: InboxPage;
let phone: Phone;
enterWithPhone((opened) => ({ demo, inbox, phone } = opened));

/** Lets somebody write in the conversation in view. */
async function incoming(sessionId: string, ...texts: string[]) {
  for (const text of texts) await simulator(demo).incoming({ musicid: sample.musicid, sessionId, text });
}

/** Loads the page anew while nothing reaches the gateway. */
async function reloadCutOff() {
  await cutOff(inbox.page);
  await inbox.page.reload();
  await inbox.page.locator(".session").first().waitFor();
}

/** Deletes a message in view. */
async function deleteMessage(text: string, item = "删除消息") {
  await inbox.message(text).hover();
  await inbox.message(text).locator("[aria-haspopup]").click();
  await inbox.page.getByRole("menuitem", { name: item }).click();
  await inbox.page.locator(".question .danger").click();
}

const methods = async () => (await simulator(demo).requests()).flatMap((request) => request.methods);

describe("keeping messages", () => {
  it("says what it means and how much is kept", async () => {
    await inbox.openSession("דניאל גיטרה");
    await openSettings(inbox);
    assert.equal(await keptSize(inbox).count(), 0);
    await inbox.page.getByText("不加密，保存在这台电脑的硬盘上").waitFor();
    await keepBox(inbox).check();
    assert.match(await keptSize(inbox).innerText(), /已保存 1 个会话的 28 条消息。/);
  });

  it("shows the list and what was read without the gateway, and says that it is kept", async () => {
    await keepMessages(inbox);
    await inbox.openSession("调音台上的猫");
    const before = await readThrough(inbox.page);
    assert.ok(before.length > 97, "97 messages, with lines for the days");
    await reloadCutOff();
    await inbox.page.locator(".banner", { hasText: "显示的是保存在这台电脑上的私信" }).waitFor();
    await inbox.openSession("调音台上的猫");
    assert.deepEqual(await readThrough(inbox.page), before);
  });

  it("ends after a question, and nothing is left", async () => {
    await keepMessages(inbox);
    await inbox.openSession("דניאל גיטרה");
    await openSettings(inbox);
    await keepBox(inbox).click();
    await inbox.page
      .locator(".question", { hasText: "删除保存在这台电脑上的私信？" })
      .getByRole("button", { name: "取消" })
      .click();
    await inbox.page.locator("#keep-messages:checked").waitFor();
    assert.ok((await keptRecords(inbox.page)) > 0);
    await keepBox(inbox).click();
    await inbox.page.locator(".question .danger").click();
    await keptSize(inbox).waitFor({ state: "detached" });
    await closeSettings(inbox);
    await inbox.message("我").first().waitFor(); // what is shown stays
    assert.equal(await keptRecords(inbox.page), 0);
    await cutOff(inbox.page);
    await inbox.page.reload();
    await inbox.page.locator(".session-pane").getByRole("button", { name: "重试" }).waitFor();
    assert.equal(await inbox.page.locator(".session").count(), 0);
  });
});

describe("a message that is deleted on the phone", () => {
  let sessionId: string;
  beforeEach(async () => {
    await keepMessages(inbox);
    ({ sessionId } = await phone.conversation("דניאל גיטרה"));
    await incoming(sessionId, "这条会被删", "这条会留下");
    await inbox.openSession("דניאל גיטרה");
    await inbox.message("这条会被删").waitFor();
  });

  it("goes at the next look", async () => {
    await phone.deleteMessage(sessionId, "这条会被删");
    await inbox.message("这条会被删").waitFor({ state: "detached" });
    assert.equal(await inbox.message("这条会留下").count(), 1);
  });

  it("stays and says so when the user wants it, and goes without a word to the gateway", async () => {
    await openSettings(inbox);
    await inbox.page.getByLabel("保留在别处删除的消息").check();
    await closeSettings(inbox);
    await phone.deleteMessage(sessionId, "这条会被删");
    const gone = inbox.message("这条会被删");
    await gone.getByText("已在别处删除").waitFor();
    const deletions = async () => (await methods()).filter((method) => method === "DeleteMessage").length;
    const before = await deletions();
    await deleteMessage("这条会被删", "不再保留");
    await gone.waitFor({ state: "detached" });
    assert.equal(await deletions(), before);
  });
});

describe("a conversation that is deleted on the phone", () => {
  it("goes from the list", async () => {
    await keepMessages(inbox);
    await phone.deleteConversation((await phone.conversation("南桥乐队")).sessionId);
    await inbox.session("南桥乐队").waitFor({ state: "detached" });
  });

  it("goes when its page is read again", async () => {
    await keepMessages(inbox);
    await inbox.find("第一个粉丝");
    await phone.deleteConversation((await phone.conversation("前同事Ada")).sessionId);
    await inbox.page.reload();
    await inbox.find("第一个粉丝");
    await inbox.page.locator('.sessions > [aria-setsize="47"]').first().waitFor();
    await inbox.page.getByRole("searchbox", { name: "搜索名字" }).fill("前同事Ada");
    await inbox.page.getByText("没有名字包含").waitFor();
  });
});

describe("after a long time without the gateway", () => {
  it(
    "all messages of a conversation that was read can be scrolled to, each once and in order",
    { timeout: 60_000 },
    async () => {
      const { sessionId } = await phone.conversation("调音台上的猫");
      await inbox.openSession("调音台上的猫");
      const before = await readThrough(inbox.page);
      await cutOff(inbox.page);
      const texts = Array.from({ length: 120 }, (_, i) => `夜里来的第 ${i + 1} 条。`);
      await incoming(sessionId, ...texts);
      await putThrough(inbox.page);
      await inbox.message(texts.at(-1)!).waitFor({ timeout: 30_000 });
      const rows = await readThrough(inbox.page);
      const written = (await phone.messages(sessionId)).length;
      assert.equal(written, 97 + 120);
      assert.deepEqual(
        rows.flatMap((row) => /夜里来的第 \d+ 条。/.exec(row)?.[0] ?? []),
        texts,
      );
      assert.ok(rows.length >= before.length + texts.length);
    },
  );

  it("all conversations that changed are in the list", async () => {
    await cutOff(inbox.page);
    for (let i = 1; i <= 45; i++) {
      await simulator(demo).incoming({ musicid: sample.musicid, userId: String(700_000 + i), text: `新朋友 ${i}。` });
    }
    await putThrough(inbox.page);
    await inbox.page.getByRole("button", { name: "刷新" }).click();
    await inbox.session("新朋友 45。").waitFor();
    const expected = Array.from({ length: 45 }, (_, i) => `新朋友 ${45 - i}。`);
    const found = await inbox.page.evaluate(async () => {
      const view = document.querySelector(".session-scroll")!;
      const rows = new Map<number, string>();
      for (view.scrollTop = 0; rows.size < 45; view.scrollTop += 300) {
        await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
        for (const row of view.querySelectorAll(".session")) {
          const place = row.closest("[aria-posinset]")!.getAttribute("aria-posinset");
          rows.set(Number(place), /新朋友 \d+。/.exec(row.textContent)?.[0] ?? row.textContent);
        }
      }
      return [...rows].sort(([one], [other]) => one - other).map(([, text]) => text);
    });
    assert.deepEqual(found.slice(0, 45), expected);
  });
});

describe("a page that cannot be seen", () => {
  it("asks for the list alone: reading the conversation would mark it read", async () => {
    const { page } = inbox;
    await inbox.openSession("贝斯手阿哲");
    await page.clock.install();
    const look = page.waitForResponse((response) => isForList(response.request()) && isForMessages(response.request()));
    await page.clock.fastForward(30_000);
    await look;
    const asked: string[] = [];
    page.on("request", (request) => asked.push(...(bodyOf(request).match(/GetSessionList|GetMessage\b/g) ?? [])));
    await page.evaluate(() => {
      Object.defineProperty(document, "hidden", { get: () => true, configurable: true });
      document.dispatchEvent(new Event("visibilitychange"));
    });
    for (let looks = 0; looks < 3; looks++) {
      const next = page.waitForResponse((response) => isForList(response.request()));
      await page.clock.fastForward(120_000);
      await next;
    }
    assert.deepEqual(asked.slice(0, 3), ["GetSessionList", "GetSessionList", "GetSessionList"]);
  });
});

describe("an answer that was on its way while a message was deleted", () => {
  it("does not bring the message back", async () => {
    const { page } = inbox;
    const { sessionId } = await phone.conversation("דניאל גיטרה");
    await incoming(sessionId, "这条不要了");
    await inbox.openSession("דניאל גיטרה");
    await inbox.message("这条不要了").waitFor();
    const [held, hold] = later();
    const [released, release] = later();
    let looks = 0;
    await page.route("**/cgi-bin/**", async (route) => {
      if (!isForMessages(route.request())) return route.continue();
      const response = await route.fetch();
      if (looks++ === 0) {
        hold();
        await released;
      }
      await route.fulfill({ response });
    });
    await held;
    await deleteMessage("这条不要了");
    await inbox.message("这条不要了").waitFor({ state: "detached" });
    await page.evaluate(() => {
      const view = document.querySelector(".messages")!;
      const watcher = new MutationObserver(() => {
        if (view.textContent.includes("这条不要了")) view.setAttribute("data-back", "");
      });
      watcher.observe(view, { childList: true, subtree: true, characterData: true });
    });
    const next = page.waitForResponse((response) => isForMessages(response.request()) && looks > 1);
    release();
    await next;
    assert.equal(await page.locator("[data-back]").count(), 0);
    assert.equal(await inbox.message("这条不要了").count(), 0);
  });
});

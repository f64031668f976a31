// A conversation: where it opens, what it shows, and that its length does not matter.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { simulator, type Demo } from "./harness.js";
import { enterBeforeEach, sample, type InboxPage } from "./inbox-page.js";

let demo: Demo;
let inbox: InboxPage;
enterBeforeEach(/Failed to load resource/, (opened) => ({ demo, inbox } = opened));

describe("a conversation opens", () => {
  it("at the newest message when all are read", async () => {
    await inbox.openSession("贝斯手阿哲");
    await inbox.page.waitForFunction(() => {
      const view = document.querySelector(".messages")!;
      return view.scrollHeight - view.scrollTop - view.clientHeight < 2;
    });
    assert.equal(await inbox.page.locator(".unread-divider").count(), 0);
  });

  it("at the first unread message, also when that is pages away", async () => {
    await inbox.openSession("岛屿电台后援会");
    await inbox.page.locator(".unread-divider").waitFor();
    await inbox.page.waitForFunction(() => {
      const divider = document.querySelector(".unread-divider");
      const view = document.querySelector(".messages")!.getBoundingClientRect();
      return divider && Math.abs(divider.getBoundingClientRect().top - view.top) < 60;
    });
    await inbox.page.locator(".to-newest").click();
    await inbox.page.locator(".to-newest").waitFor({ state: "detached" });
  });
});

describe("older messages", () => {
  it("come when one scrolls up, and nothing in view moves", async () => {
    await inbox.openSession("贝斯手阿哲");
    await simulator(demo).inject({ kind: "", delayMs: 300, method: "GetMessage" });
    const moved = await inbox.page.evaluate(async () => {
      const view = document.querySelector<HTMLElement>(".messages")!;
      const frame = () => new Promise(requestAnimationFrame);
      const settled = async (frames: number) => {
        for (let i = 0; i < frames; i++) await frame();
      };
      await settled(10);
      view.scrollTop = 300;
      while (!document.querySelector(".older-status")) await frame();
      const rows = [...view.querySelectorAll<HTMLElement>("li")];
      const top = view.getBoundingClientRect().top;
      const seen = rows.find((row) => row.getBoundingClientRect().top > top)!;
      const text = seen.textContent;
      const before = seen.getBoundingClientRect().top;
      const height = view.scrollHeight;
      while (view.scrollHeight === height || document.querySelector(".older-status")) await frame();
      await settled(20);
      const same = [...view.querySelectorAll<HTMLElement>("li")].filter((row) => row.textContent === text);
      return Math.min(...same.map((row) => Math.abs(row.getBoundingClientRect().top - before)));
    });
    assert.ok(moved <= 1, `a row moved by ${moved} pixels`);
  });

  it("that cannot be loaded say why to whoever copies it, and are asked for again when the user wants them", async () => {
    await inbox.openSession("贝斯手阿哲");
    await simulator(demo).inject({ kind: "outer", code: 10009, method: "GetMessage", times: 1 });
    await inbox.page.locator(".messages").evaluate((view) => (view.scrollTop = 0));
    await inbox.page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    await inbox.page.locator(".older-status").getByRole("button", { name: "复制错误详情" }).click();
    await inbox.page.locator(".older-status").getByRole("button", { name: "已复制" }).waitFor();
    const copied = await inbox.page.evaluate(() => navigator.clipboard.readText());
    assert.match(copied, /"call": "getMessages".*"code": 10009.*"traceId": "/s);
    assert.doesNotMatch(copied, new RegExp(sample.musicid));
    await inbox.page.locator(".older-status").getByRole("button", { name: "重试" }).click();
    await inbox.page.locator(".older-status").waitFor({ state: "detached" });
    const before = await inbox.page.locator(".messages ol").evaluate((list) => list.clientHeight);
    assert.ok(before > 3500, `${before}`);
  });
});

describe("a text out of view", () => {
  it("has the height it was taken to have, so that nothing jumps when it comes into view", async () => {
    const texts = ["好的", "下个月的演出一起去吧，".repeat(5), "😂😂", "see you there"];
    for (let i = 0; i < 48; i++) {
      await simulator(demo).incoming({ musicid: sample.musicid, userId: "424242", text: texts[i % texts.length]! });
    }
    await inbox.page.getByRole("button", { name: "刷新" }).click();
    // Without an unread line: that goes once it was read.
    await inbox.listMenu("全部标为已读");
    await inbox.page.locator(".question .danger").click();
    await inbox.page.waitForFunction(() => document.title === "私信");
    await inbox.openSession("QQ音乐用户");
    const heights = await inbox.page.evaluate(async () => {
      const view = document.querySelector<HTMLElement>(".messages")!;
      const frame = () => new Promise(requestAnimationFrame);
      const rows = () => [...view.querySelectorAll("li")].map((row) => Number(row.dataset["index"]));
      const before = view.scrollHeight;
      const seen = new Set(rows());
      const atOnce = seen.size;
      for (const step of [300, -300]) {
        for (let i = 0; i * 300 < before; i++) {
          view.scrollTop += step;
          await frame();
          await frame();
          for (const row of rows()) seen.add(row);
        }
      }
      return { before, after: view.scrollHeight, atOnce, seen: seen.size };
    });
    assert.ok(heights.atOnce < heights.seen, "some were out of view");
    assert.equal(heights.after, heights.before);
  });
});

describe("10,000 messages", () => {
  it("stay smooth: few rows are there at a time", { timeout: 180_000 }, async (t) => {
    await inbox.openSession("小鹿乱撞");
    const loaded = await inbox.page.evaluate(async () => {
      const view = document.querySelector<HTMLElement>(".messages")!;
      let most = 0;
      while (!view.querySelector(".divider.soft")) {
        view.scrollTop = 0;
        await new Promise(requestAnimationFrame);
        most = Math.max(most, view.querySelectorAll("li").length);
      }
      return { most, height: view.scrollHeight };
    });
    const scrolled = await inbox.page.evaluate(async () => {
      const view = document.querySelector<HTMLElement>(".messages")!;
      const tasks: number[] = [];
      const watcher = new PerformanceObserver((list) => tasks.push(...list.getEntries().map((task) => task.duration)));
      watcher.observe({ type: "longtask" });
      let most = 0;
      let frames = 0;
      let slowest = 0;
      let last = performance.now();
      while (view.scrollHeight - view.scrollTop - view.clientHeight > 2) {
        view.scrollTop += 900;
        await new Promise(requestAnimationFrame);
        const now = performance.now();
        slowest = Math.max(slowest, now - last);
        last = now;
        frames++;
        most = Math.max(most, view.querySelectorAll("li").length);
      }
      return { most, frames, slowest, longest: Math.max(0, ...tasks), long: tasks.length };
    });
    t.diagnostic(`${loaded.height} px high, at most ${Math.max(loaded.most, scrolled.most)} rows`);
    t.diagnostic(
      `${scrolled.frames} frames of 900 px: ${scrolled.long} tasks over 50 ms, the longest ${scrolled.longest} ms; ` +
        `longest frame ${Math.round(scrolled.slowest)} ms`,
    );
    assert.ok(loaded.most <= 80, `${loaded.most} rows while loading`);
    assert.ok(scrolled.most <= 80, `${scrolled.most} rows while scrolling`);
    assert.ok(loaded.height > 300_000, "all of them are there");
  });
});

describe("a message", () => {
  it("with a picture without address is asked for together with the others in view", async () => {
    await inbox.openSession("摄影师老K");
    await inbox.page.locator(".medium").first().waitFor();
    await inbox.page.locator(".is-media .waiting", { hasText: "正在载入" }).first().waitFor({ state: "detached" });
    const asked = (await simulator(demo).requests()).filter((one) => one.methods.includes("GetMsgDetails"));
    const shown = await inbox.page.locator(".is-media").count();
    assert.ok(asked.length >= 1 && asked.length < shown, `${asked.length} requests for ${shown} pictures`);
    assert.ok(asked.every((one) => one.signed));
  });

  it("that is a card is confirmed", async () => {
    await inbox.openSession("演出票务通知");
    await inbox.message("候补成功").getByRole("button", { name: "确认" }).click();
    await inbox.message("候补成功").getByText("已确认").waitFor();
    await inbox.page.reload();
    await inbox.openSession("演出票务通知");
    await inbox.message("候补成功").getByText("已确认").waitFor();
  });

  it("of an unknown type is shown with its raw fields", async () => {
    await inbox.openSession("实验音乐小组");
    const unknown = inbox.message("类型 9999");
    await unknown.getByText("查看原始内容").click();
    assert.match(await unknown.locator("pre").innerText(), /"msgType": 9999/);
  });

  it("is deleted after a question", async () => {
    await inbox.openSession("贝斯手阿哲");
    const last = inbox.page.locator(".messages li.row .bubble").last();
    const words = (await last.locator(".message-text").innerText()).trim();
    await last.hover();
    await inbox.page.locator(".messages li").last().getByRole("button", { name: "消息操作" }).click();
    await inbox.page.getByRole("menuitem", { name: "删除消息" }).click();
    await inbox.page.locator(".question .danger").click();
    await inbox.page.getByText("已删除").waitFor();
    assert.notEqual((await last.locator(".message-text").innerText()).trim(), words);
  });
});

describe("beside the messages", () => {
  it("are the badge of a friend and the entries that a browser can open", async () => {
    await inbox.openSession("小鹿乱撞");
    await inbox.page.locator(".friendship", { hasText: "听歌搭子" }).waitFor();
    await inbox.page.getByRole("button", { name: "快捷回复与更多" }).click();
    await inbox.page.getByRole("menuitem", { name: "送会员" }).waitFor();
    assert.equal(await inbox.page.getByRole("menuitem", { name: "一起听" }).count(), 0);
  });

  it("is a musician's card", async () => {
    await inbox.openSession("许知夏");
    await inbox.page.locator(".musician-card", { hasText: "许知夏 的音乐人名片" }).waitFor();
  });

  it("is a warning about a stranger, until it is closed", async () => {
    await inbox.openSession("<img");
    await inbox.page.getByRole("button", { name: "不再提示" }).click();
    await inbox.page.locator(".safety-hint").waitFor({ state: "detached" });
    await inbox.page.reload();
    await inbox.openSession("<img");
    await inbox.page.locator(".messages li").first().waitFor();
    assert.equal(await inbox.page.locator(".safety-hint").count(), 0);
  });
});

describe("what strangers write", () => {
  const frame = ".messages li script, .messages li iframe, .messages li a[href^='javascript']";

  for (const name of ["<img src=x", "javascript:alert", "重金属", "נ", "ن", "零宽", "一个名字很长"]) {
    it(`changes nothing on the page: ${name}`, async () => {
      await inbox.page.evaluate(() => Object.assign(globalThis, { alert: () => (document.title = "alerted") }));
      await inbox.openSession(name);
      await inbox.page.locator(".thread h2").waitFor();
      assert.equal(await inbox.page.locator(frame).count(), 0);
      assert.equal(await inbox.page.locator(".messages img[src='x'], [onerror], [onload]").count(), 0);
      const { width, header } = await inbox.page.evaluate(() => ({
        width: document.documentElement.scrollWidth,
        header: document.querySelector(".thread > .pane-header")!.getBoundingClientRect().height,
      }));
      assert.equal(width, 1280);
      assert.ok(header < 80, "a name is one line");
      assert.match(await inbox.page.title(), /私信$/);
    });
  }

  it("leads nowhere without showing where", async () => {
    await inbox.openSession("javascript:alert");
    const links = inbox.page.locator(".message-text a");
    for (const link of await links.all()) {
      assert.equal(await link.getAttribute("rel"), "noopener noreferrer");
      assert.match((await link.getAttribute("href"))!, /^https?:/);
    }
    await inbox.page.locator(".message-text a", { hasText: "y.qq.com.evil" }).click();
    assert.equal(await inbox.page.locator(".question .host").innerText(), "y.qq.com.evil.example");
    await inbox.page.getByRole("button", { name: "取消" }).click();
    await inbox.page.locator(".message-text a", { hasText: "аррӏе" }).click();
    assert.match(await inbox.page.locator(".question .host").innerText(), /^xn--/);
    await inbox.page.getByRole("button", { name: "取消" }).click();
    assert.equal(inbox.page.context().pages().length, 1);
  });

  it("shows no picture of an unknown host before the user says so", async () => {
    const asked: string[] = [];
    inbox.page.on("request", (request) => asked.push(request.url()));
    await inbox.page.request.post(`${demo.url}_simulator/incoming`, {
      data: {
        musicid: sample.musicid,
        userId: "55667788",
        msgType: 2,
        metaData: { pic: "https://tracker.example/p.png", url: "https://tracker.example/p.png", width: 10, height: 10 },
      },
    });
    await inbox.page.getByRole("button", { name: "刷新" }).click();
    await inbox.openSession("QQ音乐用户");
    await inbox.page.getByText("图片来自 tracker.example").waitFor();
    assert.ok(!asked.some((url) => url.includes("tracker.example")));
  });
});

// The list, conversations, the search and pictures, in WebKit.

import assert from "node:assert/strict";
import { before, describe, it } from "node:test";
import { simulator, type Demo } from "../harness.js";
import { sample } from "../inbox-page.js";
import { withDemoAndWebKit, type WebKitInbox } from "./webkit-inbox.js";
import { Key } from "./webkit-page.js";

// One page for all.
let demo: Demo;
let inbox: WebKitInbox;
withDemoAndWebKit(
  (opened) => {
    ({ demo, inbox } = opened);
    return inbox.enterAnew();
  },
  async () => assert.deepEqual(await inbox.faults(), []),
);

/** Waits until nothing moves any more, and gives where the messages in view stand and how far the end is. */
const settledView = () =>
  inbox.evaluate(async () => {
    const list = document.querySelector<HTMLElement>(".messages")!;
    for (let same = 0, last = ""; same < 20; await new Promise(requestAnimationFrame)) {
      const now = `${list.scrollTop} ${list.scrollHeight}`;
      same = now === last ? same + 1 : 0;
      last = now;
    }
    const rows = [...list.querySelectorAll<HTMLElement>("li.row:has(.bubble)")];
    return {
      fromEnd: Math.round(list.scrollHeight - list.scrollTop - list.clientHeight),
      tops: Object.fromEntries(rows.map((row) => [row.textContent, row.getBoundingClientRect().top])),
    };
  });

type View = Awaited<ReturnType<typeof settledView>>;

/** How far a message that is in both views was moved, in pixels. */
function moved(before: View, after: View): number {
  const both = Object.keys(before.tops).filter((text) => text in after.tops);
  assert.ok(both.length > 3, "the same messages are in view");
  return Math.max(...both.map((text) => Math.abs(before.tops[text]! - after.tops[text]!)));
}

const isOpen = (name: string) =>
  inbox.until((wanted) => (document.querySelector(".thread h2")?.textContent ?? "") === wanted, name);

describe("the list", () => {
  it("has names, last messages and unread counts", async () => {
    const row = await inbox.shown(".session", "小鹿乱撞");
    assert.match(row, /小鹿乱撞/);
    await inbox.shown(".session .count", /\d+ 条未读/);
  });

  it("comes to its end when one scrolls", async () => {
    await inbox.until(() => {
      const view = document.querySelector(".session-scroll")!;
      view.scrollTop = view.scrollHeight;
      return document.body.innerText.includes("没有更多会话了");
    });
    await inbox.evaluate(() => document.querySelector(".session-scroll")!.scrollTo(0, 0));
    await inbox.shown(".session", "小鹿乱撞");
  });

  it("marks a conversation as read", async () => {
    await inbox.shown(".session:has(.count)", "月亮邮差");
    await inbox.rowMenu("月亮邮差", "标为已读");
    await inbox.gone(".session:has(.count)", "月亮邮差");
  });

  it("shows what has come when it is asked", async () => {
    await simulator(demo).incoming({ musicid: sample.musicid, userId: "424242", text: "有人在吗" });
    await inbox.click("button", /^刷新$/);
    await inbox.shown(".session:has(.count)", "有人在吗");
  });
});

describe("a conversation", () => {
  it("opens at its end when all is read", async () => {
    await inbox.openConversation("贝斯手阿哲");
    assert.ok((await settledView()).fromEnd <= 1);
  });

  it("has its older messages when one scrolls up, and nothing in view moves by them", async () => {
    await simulator(demo).inject({ kind: "", delayMs: 300, method: "GetMessage" });
    await inbox.wheel(".messages", -100_000);
    const moved = await inbox.evaluate(async () => {
      const list = document.querySelector<HTMLElement>(".messages")!;
      const frames = async (count: number) => {
        for (let i = 0; i < count; i++) await new Promise(requestAnimationFrame);
      };
      while (!document.querySelector(".older-status")) await frames(1);
      const rows = () => [...list.querySelectorAll<HTMLElement>("li.row:has(.bubble)")];
      const [seen] = rows().filter((row) => row.getBoundingClientRect().top > list.getBoundingClientRect().top);
      const [text, before, height] = [seen!.textContent, seen!.getBoundingClientRect().top, list.scrollHeight];
      while (list.scrollHeight === height || document.querySelector(".older-status")) await frames(1);
      await frames(20);
      const same = rows().filter((row) => row.textContent === text);
      return Math.min(...same.map((row) => Math.abs(row.getBoundingClientRect().top - before)));
    });
    assert.ok(moved <= 1, `a row moved by ${moved} pixels`);
  });

  it("is where one was, after another one and after a reload", async () => {
    const before = await settledView();
    await inbox.openConversation("妈妈");
    await inbox.openConversation("贝斯手阿哲");
    assert.ok(moved(before, await settledView()) <= 1);
    await inbox.reload();
    await inbox.shown(".messages li .bubble");
    assert.ok(moved(before, await settledView()) <= 4);
  });

  it("is gone through with back and forward", async () => {
    await inbox.openConversation("妈妈");
    await inbox.driver.navigate().back();
    await isOpen("贝斯手阿哲");
    await inbox.driver.navigate().forward();
    await isOpen("妈妈");
  });

  it("with unread messages opens at the first of them, and they are read then", async () => {
    await inbox.shown(".session:has(.count)", "岛屿电台后援会");
    await inbox.openConversation("岛屿电台后援会");
    await inbox.until(() => {
      const divider = document.querySelector(".unread-divider");
      const view = document.querySelector(".messages")!.getBoundingClientRect();
      return divider && Math.abs(divider.getBoundingClientRect().top - view.top) < 60;
    });
    await inbox.gone(".session:has(.count)", "岛屿电台后援会");
  });

  it("has a menu for each message", async () => {
    await inbox.openConversation("妈妈");
    await inbox.hover(".messages li .bubble", "到了说一声");
    await inbox.click(".messages li:hover [aria-haspopup=menu]");
    await inbox.click("[role=menuitem]", /^详情$/);
    await inbox.click("dialog summary, dialog button", "收到的内容");
    assert.match(await inbox.shown("dialog pre"), /"content": "到了说一声"/);
    await inbox.press(Key.ESCAPE);
    await inbox.gone("dialog");
  });
});

describe("the search", () => {
  const search = async (text: string) => {
    await inbox.pressWith([Key.CONTROL], "k");
    await inbox.type("[role=combobox]", text);
    await inbox.until(() => document.querySelector('#find-results[aria-busy="false"]'));
  };

  it("leads to a conversation by its name, with keys alone", async () => {
    await search("小鹿");
    await inbox.shown("[role=option]", "小鹿乱撞");
    await inbox.press(Key.ENTER);
    await isOpen("小鹿乱撞");
    await inbox.gone("dialog");
  });

  it("leads to a message, which is lit up in view, and back", async () => {
    await search("不");
    await inbox.shown("[role=option] mark", "不");
    await inbox.click("[role=option]", "鞋子已经不要了");
    await inbox.until(() => {
      const [row, list] = [document.querySelector(".row.lit"), document.querySelector(".messages")];
      const [inner, outer] = [row?.getBoundingClientRect(), list?.getBoundingClientRect()];
      return inner && outer && inner.top >= outer.top && inner.bottom <= outer.bottom;
    });
    await inbox.shown(".find-place", /^1 \/ \d+/);
    await inbox.press(Key.ENTER);
    await inbox.shown(".find-place", /^2 \/ \d+/);
    await inbox.press(Key.ESCAPE);
    await inbox.gone(".find-bar");
    await isOpen("小鹿乱撞");
  });
});

describe("pictures", () => {
  const widthIs = (wanted: number) =>
    inbox.until(
      (wanted) =>
        Math.abs((document.querySelector(".viewer-picture")?.getBoundingClientRect().width ?? 0) - wanted) < 1,
      wanted,
    );

  before(async () => {
    for (const name of ["a-1-720x480.png", "b-1-600x300.png"]) {
      const pic = `/_simulator/media/${name}`;
      const metaData = { pic, url: pic, width: 720, height: 480, biz_type: 1 };
      const message = { musicid: sample.musicid, userId: "424242", text: "", msgType: 2, metaData };
      await simulator(demo).incoming(message);
    }
    await inbox.click("button", /^刷新$/);
  });

  it("are shown as large as there is room, one after the other, and the focus is given back", async () => {
    await inbox.openConversation("QQ音乐用户");
    await inbox.click("button.picture");
    await widthIs(720);
    await inbox.press(Key.ARROW_RIGHT);
    await inbox.shown("dialog.viewer .viewer-count", "2 / 2");
    await widthIs(600);
    await inbox.press("+");
    await widthIs(900);
    await inbox.press(Key.ESCAPE);
    await inbox.gone("dialog.viewer");
    assert.ok(await inbox.evaluate(() => document.activeElement?.matches("button.picture")));
  });
});

describe("the menu of a message", () => {
  it("opens by a right click, in place of the browser's own", async () => {
    await inbox.openConversation("妈妈");
    await inbox.rightClickAtLast(".messages li .bubble", "到了说一声");
    await inbox.shown("[role=menuitem]", /^详情$/);
  });
});

// Whatever the gateway answers and strangers write, the inbox is shown.

import assert from "node:assert/strict";
import { beforeEach, describe, it } from "node:test";
import type { Browser } from "playwright-core";
import { withDemoAndBrowser } from "./demo-and-browser.js";
import { simulator, type Demo } from "./harness.js";
import { readThrough } from "./inbox-keeping.js";
import { InboxPage, sample } from "./inbox-page.js";

let demo: Demo;
let browser: Browser;
withDemoAndBrowser((started) => ({ demo, browser } = started));
beforeEach(() => simulator(demo).reset());

type Fields = Record<string, unknown>;

/** Changes every object below a value, from the inside out. */
function walk(value: unknown, change: (fields: Fields) => void): void {
  if (typeof value !== "object" || value === null) return;
  for (const inner of Object.values(value)) walk(inner, change);
  if (!Array.isArray(value)) change(value as Fields);
}

/** Enters with the sample account, where all objects of the gateway's answers are changed. */
async function enterWith(change: (fields: Fields) => void): Promise<InboxPage> {
  const inbox = await InboxPage.open(browser, demo);
  await inbox.page.route("**/cgi-bin/**", async (route) => {
    const response = await route.fetch();
    const json: unknown = await response.json();
    walk(json, change);
    await route.fulfill({ response, json });
  });
  await inbox.demo(sample.nick);
  return inbox;
}

/** The list is shown, and a conversation to its beginning; nothing was left out. */
async function assertShown(inbox: InboxPage, name: string, messages: number) {
  assert.ok((await inbox.page.locator(".session").count()) >= 8);
  await inbox.openSession(name);
  assert.ok((await readThrough(inbox.page)).length >= messages);
  assert.equal(await inbox.page.locator(".not-shown").count(), 0);
  await inbox.close();
}

describe("times that are none:", () => {
  const times: [what: string, time: unknown][] = [
    ["beyond what a date can hold", 10_000_000_000_000_000],
    ["a text", "0"],
    ["before 1970", -86_400],
    ["in microseconds", 1_780_000_000_000_000],
  ];
  for (const [what, time] of times) {
    it(`${what}, messages and conversations are shown`, async () => {
      const inbox = await enterWith((fields) => {
        for (const name of ["time", "create_time", "sort_time"]) if (name in fields) fields[name] = time;
      });
      await assertShown(inbox, "דניאל גיטרה", 28);
    });
  }
});

describe("pictures", () => {
  it("whose details have nothing in them are shown as what they are", async () => {
    const inbox = await enterWith((fields) => {
      if ("meta_data" in fields && [2, 3, 5, 6].includes(Number(fields["msg_type"]))) delete fields["meta_data"];
    });
    await inbox.openSession("摄影师老K");
    await inbox.page.locator(".is-media").first().waitFor();
    await assertShown(inbox, "摄影师老K", 210);
  });
});

describe("what strangers write at great length:", () => {
  it("a name of 200,000 joined letters", async () => {
    const name = "A\u200d".repeat(200_000);
    const inbox = await enterWith(({ session_id, user }) => {
      const owner = user as Fields | null;
      if (session_id !== undefined && owner?.["nick"] === "דניאל גיטרה") owner["nick"] = name;
    });
    const search = inbox.page.getByRole("searchbox", { name: "搜索名字" });
    await search.fill("a\u200da");
    await inbox.page.waitForFunction(() => document.querySelectorAll(".session").length === 1);
    await search.fill("");
    await assertShown(inbox, "A\u200dA", 28);
  });

  it("a message of 1,000,000 characters", async () => {
    const inbox = await enterWith((fields) => {
      if (fields["content"] === "这条很长") fields["content"] = "长".repeat(1_000_000);
    });
    await simulator(demo).incoming({ musicid: sample.musicid, userId: "424242", text: "第一条" });
    await simulator(demo).incoming({ musicid: sample.musicid, userId: "424242", text: "这条很长" });
    await inbox.page.getByRole("button", { name: "刷新" }).click();
    await inbox.openSession("QQ音乐用户");
    await inbox.message("长长长").waitFor();
    await inbox.message("长长长").getByRole("button", { name: "展开全文" }).click();
    await inbox.page.waitForFunction(() => document.querySelector(".messages")!.textContent.length > 1_000_000);
    await inbox.message("第一条").waitFor({ state: "attached" });
    await inbox.close();
  });
});

describe("what is nested deeper than a browser copies:", () => {
  it("tags of conversations", async () => {
    const deep = '{"inner":'.repeat(6_000) + "{}" + "}".repeat(6_000);
    const inbox = await InboxPage.open(browser, demo);
    await inbox.page.route("**/cgi-bin/**", async (route) => {
      const response = await route.fetch();
      const json: unknown = await response.json();
      walk(json, (fields) => {
        if ("session_id" in fields && "TailTags" in fields) fields["TailTags"] = ["(deep)"];
      });
      await route.fulfill({ response, body: JSON.stringify(json).replaceAll('"(deep)"', deep) });
    });
    await inbox.demo(sample.nick);
    await assertShown(inbox, "דניאל גיטרה", 28);
  });
});

describe("a row that cannot be drawn", () => {
  it("says so in its place, and leaves its neighbours", async () => {
    const write = (text: string) => simulator(demo).incoming({ musicid: sample.musicid, userId: "424242", text });
    for (const text of ["前一条", "画不出来的", "后一条"]) await write(text);
    const inbox = await InboxPage.open(browser, demo, {}, /^Error in message\n|^Error in conversation row\n/);
    await inbox.page.addInitScript(() => {
      const replace = String.prototype.replace as (this: string, ...what: unknown[]) => string;
      Object.assign(String.prototype, {
        replace(this: string, ...what: unknown[]) {
          if (this.startsWith("画不出来")) throw new Error("cannot be drawn");
          return replace.apply(this, what);
        },
      });
    });
    await inbox.page.reload();
    await inbox.demo(sample.nick);
    await inbox.openSession("QQ音乐用户");
    await inbox.page.locator(".messages li .not-shown", { hasText: "这里无法显示" }).waitFor();
    for (const text of ["前一条", "后一条"]) await inbox.message(text).waitFor();
    await inbox.close();
  });
});

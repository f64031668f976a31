// Pictures and videos: the viewer by mouse, keyboard and finger, what plays, and whom nobody asks twice about.

import assert from "node:assert/strict";
import { after, before, describe } from "node:test";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { withDemoAndBrowser } from "./demo-and-browser.js";
import { fromRoot, simulator, type Demo } from "./harness.js";
import { InboxPage, sample } from "./inbox-page.js";
import { it } from "./tests-of-engine.js";

let demo: Demo;
let browser: Browser;
let inbox: InboxPage;
let page: Page;
withDemoAndBrowser((started) => ({ demo, browser } = started));

const own = (name: string) => `/_simulator/media/${name}`;
const picture = (pic: string, width = 720, height = 480) => ({ pic, url: pic, width, height, biz_type: 1 });

/** Opens, for the tests of a suite, a conversation with somebody new, who has sent these. */
function openBefore(sent: object[], options: BrowserContextOptions = {}) {
  before(() => openWith(sent, options));
  after(() => inbox.close());
}

async function openWith(sent: object[], options: BrowserContextOptions) {
  await simulator(demo).reset();
  for (const metaData of sent) {
    const message = { musicid: sample.musicid, userId: "424242", text: "", msgType: 2, metaData };
    await simulator(demo).incoming(message);
  }
  inbox = await InboxPage.enter(browser, demo, options, /Failed to load resource/);
  page = inbox.page;
  await page
    .context()
    .route("https://*.example/**", (route) => route.fulfill({ path: fromRoot("web/extension/icons/128.png") }));
  await inbox.openSession("QQ音乐用户");
}

const thumbnail = (place: number) => page.locator("button.picture").nth(place);
const viewer = () => page.locator("dialog.viewer");
const count = () => viewer().locator(".viewer-count");
const shown = () => viewer().locator(".viewer-picture");

/** Waits until the picture is shown so wide, in pixels of the page. */
async function isWide(wanted: number) {
  await page.waitForFunction(
    (expected) =>
      Math.abs((document.querySelector(".viewer-picture")?.getBoundingClientRect().width ?? 0) - expected) < 1,
    wanted,
  );
}

describe("the viewer", () => {
  openBefore([
    picture(own("a-1-2000x500.png"), 2000, 500),
    picture(own("b-1-720x480.png")),
    picture(own("c-1-720x480.png")),
  ]);

  it("is used with the keyboard, and gives the focus back", async () => {
    await thumbnail(0).focus();
    await page.keyboard.press("Enter");
    await isWide(1280);
    assert.match(
      (await viewer().locator(".viewer-stage").getAttribute("aria-label"))!,
      /^图片，QQ音乐用户4242，.+，共 3 个，第 1 个$/,
    );
    await page.keyboard.press("1");
    await isWide(2000);
    await page.keyboard.press("+");
    await isWide(3000);
    const before = (await shown().boundingBox())!.x;
    await page.keyboard.press("Shift+ArrowRight");
    await page.waitForFunction(
      (left) => document.querySelector(".viewer-picture")!.getBoundingClientRect().x < left - 70,
      before,
    );
    await page.keyboard.press("0");
    await isWide(1280);
    await page.keyboard.press("ArrowRight");
    await count().getByText("2 / 3").waitFor();
    await isWide(720);
    await page.keyboard.press("End");
    await count().getByText("3 / 3").waitFor();
    await page.keyboard.press("Escape");
    await viewer().waitFor({ state: "detached" });
    assert.equal(await thumbnail(0).evaluate((button) => button === document.activeElement), true);
  });

  it("is used with the mouse", async () => {
    await thumbnail(1).click();
    await isWide(720);
    await viewer().getByRole("button", { name: "上一个" }).click();
    await isWide(1280);
    await shown().dblclick({ position: { x: 10, y: 100 } });
    await isWide(2000);
    const box = (await shown().boundingBox())!;
    await page.mouse.move(600, 400);
    await page.mouse.down();
    await page.mouse.move(500, 420, { steps: 4 });
    await page.mouse.up();
    assert.equal(Math.round((await shown().boundingBox())!.x - box.x), -100, "it is dragged");
    await page.mouse.wheel(0, -300);
    await page.waitForFunction(
      () => (document.querySelector(".viewer-picture")?.getBoundingClientRect().width ?? 0) > 2500,
    );
    await viewer().getByRole("button", { name: "适合窗口" }).click();
    await isWide(1280);
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      viewer().getByRole("button", { name: "保存" }).click(),
    ]);
    assert.match(download.suggestedFilename(), /^QQ Music QQ音乐用户4242 \d{4}-\d\d-\d\d-\d\d-\d\d-\d\d\.png$/);
    await viewer().getByRole("button", { name: "关闭" }).click();
    await viewer().waitFor({ state: "detached" });
  });

  it("copies a picture", async () => {
    await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    await thumbnail(1).click();
    await viewer().getByRole("button", { name: "复制图片" }).click();
    await viewer().getByText("已复制").waitFor();
    const copied = () => navigator.clipboard.read().then(([item]) => item!.types);
    assert.deepEqual(await page.evaluate(copied), ["image/png"]);
    await page.keyboard.press("Escape");
    await viewer().waitFor({ state: "detached" });
  });
});

/** The way of a finger over the page. */
const way = (x: number, y: number, toX: number, toY: number) => ({ x, y, toX, toY });

/** Puts fingers down, moves and lifts them. */
async function fingers(...ways: ReturnType<typeof way>[]) {
  const touches = await page.context().newCDPSession(page);
  const points = (part: number) =>
    ways.map(({ x, y, toX, toY }, id) => ({ x: x + (toX - x) * part, y: y + (toY - y) * part, id }));
  await touches.send("Input.dispatchTouchEvent", { type: "touchStart", touchPoints: points(0) });
  for (const part of [0.3, 0.6, 1]) {
    await touches.send("Input.dispatchTouchEvent", { type: "touchMove", touchPoints: points(part) });
  }
  await touches.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] });
  await touches.detach();
}

describe("the viewer on a phone", () => {
  const phone = { viewport: { width: 390, height: 800 }, hasTouch: true, isMobile: true };
  openBefore(
    [
      picture("https://a-name-that-is-longer-than-a-phone-is-wide.a.example/1.png"),
      picture(own("a-1-720x480.png")),
      picture(own("b-1-720x480.png")),
    ],
    phone,
  );

  it("is not reached before its question is answered, which is one line", async () => {
    const question = page.locator(".picture-question");
    const [line, words] = [(await question.boundingBox())!, (await question.locator("span").boundingBox())!];
    assert.ok(line.height < 46 && words.width > 60, `${line.width} x ${line.height}, words ${words.width}`);
    for (const button of await question.getByRole("button").all()) {
      const { x, y, width, height } = (await button.boundingBox())!;
      assert.ok(height >= 44 && Math.abs(y - line.y) < 1 && x + width <= 390, `${width} x ${height} at ${x}, ${y}`);
    }
  });

  it("is used with fingers", async () => {
    await thumbnail(0).tap();
    await isWide(390);
    await fingers(way(100, 400, 20, 400), way(290, 400, 370, 400));
    await page.waitForFunction(
      () => (document.querySelector(".viewer-picture")?.getBoundingClientRect().width ?? 0) > 650,
    );
    await fingers(way(300, 400, 100, 400));
    assert.equal(await count().innerText(), "2 / 3", "a larger picture is dragged");
    // A button would not take a tap that follows at once.
    for (const _ of "12") await page.touchscreen.tap(200, 400);
    await isWide(390);
    await fingers(way(300, 400, 100, 410));
    await count().getByText("3 / 3").waitFor();
    await fingers(way(100, 400, 300, 410));
    await count().getByText("2 / 3").waitFor();
    for (const button of await viewer().locator(".round").all()) {
      const { width, height } = (await button.boundingBox())!;
      assert.ok(width >= 44 && height >= 44, (await button.getAttribute("aria-label")) ?? "");
    }
    await fingers(way(200, 400, 205, 600));
    await viewer().waitFor({ state: "detached" });
  });
});

describe("pictures of other hosts", () => {
  const asked = () => page.getByRole("button", { name: /^这次显示来自/ });
  openBefore([
    picture("https://a.example/1.png"),
    picture("https://a.example/2.png"),
    picture("https://b.example/1.png"),
  ]);

  it("ask once for each host, and are remembered until that is taken back", async () => {
    assert.equal(await asked().count(), 3);
    await page.getByRole("button", { name: "这次显示来自 b.example 的图片和视频" }).click();
    await page.getByRole("button", { name: "总是显示来自 a.example 的图片和视频" }).first().click();
    await asked().first().waitFor({ state: "detached" });
    assert.equal(await page.locator("button.picture img").count(), 3);
    await page.reload();
    await inbox.openSession("QQ音乐用户");
    await page.getByRole("button", { name: "这次显示来自 b.example 的图片和视频" }).waitFor();
    assert.equal(await asked().count(), 1);
    await page.getByRole("button", { name: "设置", exact: true }).click();
    await page.getByRole("button", { name: "a.example：改为询问" }).click();
    await page.keyboard.press("Escape");
    await page.waitForFunction(() => document.querySelectorAll(".picture-question").length === 3);
  });
});

describe("whatever is at a stranger's address", () => {
  after(() => inbox.close());

  // Whatever has pictures is among them: people, groups, musicians, cards, songs, videos, texts and what nobody knows.
  const conversations = {
    "<img src=x": ".is-text",
    许知夏: ".musician-card",
    演出票务通知: ".card",
    实验音乐小组: ".is-unknown",
    小鹿乱撞: ".friendship",
    摄影师老K: ".picture-question",
  };

  it("is asked for by nothing before the user allows its host", async () => {
    await simulator(demo).reset();
    inbox = await InboxPage.open(browser, demo, { viewport: { width: 1280, height: 3000 } }, /Failed to load resource/);
    page = inbox.page;
    const elsewhere: string[] = [];
    page.context().on("request", (request) => {
      if (!request.url().startsWith(demo.url) && !request.url().startsWith("data:")) elsewhere.push(request.url());
    });
    await page.context().route("https://*.example/**", (route) => route.abort());
    let count = 0;
    await page.route("**/cgi-bin/**", async (route) => {
      const response = await route.fetch();
      const foreign = (key: string, value: unknown) =>
        typeof value === "string" && /^(pic|url|icon|avatar|skip_?scheme|.*(pic|url|icon))$/i.test(key)
          ? `https://s${count++}.stranger.example/a.png`
          : value;
      await route.fulfill({ response, json: JSON.parse(await response.text(), foreign) as unknown });
    });
    await inbox.demo(sample.nick);
    for (const [name, shown] of Object.entries(conversations)) {
      await inbox.openSession(name);
      await page.locator(shown).first().waitFor();
    }
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
    assert.ok(count > 200, `${count} addresses`);
    assert.deepEqual(elsewhere, []);
    const allow = page.getByRole("button", { name: /^这次显示来自/ }).first();
    const host = /来自 (\S+) 的/.exec((await allow.getAttribute("aria-label"))!)![1]!;
    await Promise.all([page.waitForRequest(`https://${host}/**`), allow.click()]);
    assert.deepEqual([...new Set(elsewhere.map((address) => new URL(address).host))], [host]);
  });
});

describe("a video", () => {
  const video = { ...picture(own("a-1-720x480.png")), url: own("clip.webm"), Duration: 6 };
  openBefore([video, { ...video, url: own("nothing.webm") }]);

  it("plays in place and in the viewer; what is none says so and can be opened", async () => {
    const isPlaying = (place: string) =>
      page.waitForFunction((selector) => document.querySelector<HTMLVideoElement>(selector)!.currentTime > 0.1, place);
    await thumbnail(0).click();
    await isPlaying(".medium video");
    await page.getByRole("button", { name: "放大查看" }).click();
    await viewer().locator("video").waitFor();
    await viewer()
      .locator("video")
      .evaluate((one: HTMLVideoElement) => one.play());
    await isPlaying("dialog.viewer video");
    await page.keyboard.press("Escape");
    await thumbnail(0).click();
    await page.getByText("这个地址不是浏览器能播放的视频").waitFor();
    assert.match((await page.locator(".video-failed a").getAttribute("href"))!, /nothing\.webm$/);
  });
});

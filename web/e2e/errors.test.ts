// What the console shows when a call fails.

import assert from "node:assert/strict";
import { after, afterEach, before, describe, it } from "node:test";
import type { Browser } from "playwright-core";
import { ConsolePage } from "./console-page.js";
import { simulator, startBrowser, startDemo, type Demo, type Fault } from "./harness.js";

let demo: Demo;
let browser: Browser;
let page: ConsolePage;
let control: ReturnType<typeof simulator>;

// Failed requests are what these tests are about; Chromium reports each of them.
const expected = /^Failed to load resource/;

before(async () => {
  demo = await startDemo();
  control = simulator(demo);
  browser = await startBrowser();
  page = await ConsolePage.open(browser, demo, {}, expected);
  await page.make("getSessions"); // the gateway session is there, so that faults hit calls
});
after(async () => {
  try {
    await page?.close();
  } finally {
    await browser?.close();
    await demo?.stop();
  }
});
afterEach(() => control.reset());

/** Makes getConfig while this goes wrong with every request for it. */
async function getConfigWith(fault: Fault) {
  await control.inject({ method: "GetConfig", times: -1, ...fault });
  return page.make("getConfig", { configType: "5" });
}

describe("an argument that is wrong", () => {
  it("is an InvalidArgumentError that names it", async () => {
    const { error, about } = await page.make("getSessions", { size: "1.5" });
    assert.equal(error, "InvalidArgumentError");
    assert.match(about!, /参数\s+size/);
  });

  it("stops the call before anything arrives", async () => {
    await page.make("getSessions", { size: "many" });
    assert.deepEqual(await control.requests(), []);
  });

  it("is marked and focused in the form", async () => {
    await page.make("getSessions", { size: "1.5" });
    assert.equal(await page.field("size").getAttribute("aria-invalid"), "true");
    assert.equal(await page.page.evaluate(() => document.activeElement?.id), "field-size");
  });

  it("comes into view when it is folded away", async () => {
    await page.choose("getMessages");
    await page.fill({ updateTime: "soon" });
    await page.page.locator("details.more").first().locator("summary").click();
    await page.run();
    await page.field("updateTime").waitFor();
  });

  it("is told at its field when it is missing, before anything is run or asked", async () => {
    await page.choose("deleteSession");
    await page.page.locator('button[type="submit"]').click();
    await page.page.locator("#field-sessionId:focus").waitFor();
    assert.match(await page.page.locator("#field-sessionId-wrong").innerText(), /请填写 sessionId/);
    assert.equal(await page.page.getByRole("dialog").count(), 0);
    assert.deepEqual(await control.requests(), []);
  });

  it("that is no JSON is told at its field, without a run", async () => {
    await page.choose("sendMessage");
    await page.fill({ userId: "1", metaData: "{content" });
    await page.page.locator('button[type="submit"]').click();
    await page.page.locator("#field-metaData-wrong").waitFor();
    assert.deepEqual(await control.requests(), []);
  });

  after(async () => {
    for (const call of ["getSessions", "getMessages", "sendMessage"]) {
      await page.choose(call);
      await page.page.getByRole("button", { name: "还原" }).click();
    }
  });
});

describe("an error of the gateway", () => {
  it("with code 1000 is a CredentialExpiredError", async () => {
    const { error, about } = await getConfigWith({ kind: "child", code: 1000 });
    assert.equal(error, "CredentialExpiredError");
    assert.match(about!, /登录已失效/);
  });

  it("with code 2001 is a RateLimitedError that shows the feedback address as text", async () => {
    const feedbackURL = "https://y.qq.com/verify?a=<b>";
    const { error, about } = await getConfigWith({ kind: "child", code: 2001, data: { feedbackURL } });
    assert.equal(error, "RateLimitedError");
    assert.ok(about!.includes(feedbackURL));
    const link = page.page.getByRole("link", { name: "打开 y.qq.com" });
    assert.equal(await link.getAttribute("rel"), "noopener noreferrer");
  });

  it("never makes a link of a feedback address that is no web page", async () => {
    const { about } = await getConfigWith({ kind: "child", code: 2001, data: { feedbackURL: "javascript:alert(1)" } });
    assert.ok(about!.includes("javascript:alert(1)"));
    assert.equal(await page.page.locator(".failure a").count(), 0);
  });

  it("with another code is a CGIError with that code", async () => {
    const { error, about } = await getConfigWith({ kind: "child", code: 10006, data: { msg: "没有" } });
    assert.equal(error, "CGIError");
    assert.match(about!, /错误码\s+10006/);
    assert.equal(await page.page.locator(".failure h3").innerText(), "没有", "what the gateway says comes first");
  });

  it("at the gate is a GatewayError with its code", async () => {
    const { error, about } = await getConfigWith({ kind: "outer", code: 500001 });
    assert.equal(error, "GatewayError");
    assert.match(about!, /错误码\s+500001/);
  });
});

describe("an answer that is no answer", () => {
  for (const kind of ["truncated", "html", "empty", "array", "nan"]) {
    it(`(${kind}) is a DataError`, async () => {
      assert.equal((await getConfigWith({ kind })).error, "DataError");
    });
  }

  it("(HTTP 500) is an HTTPError after two retries", async () => {
    const { error, about } = await getConfigWith({ kind: "status", status: 500 });
    assert.equal(error, "HTTPError");
    assert.match(about!, /HTTP 状态\s+500/);
    assert.equal((await page.requests()).length, 3);
  });

  it("(HTTP 500) to a write is given at once", async () => {
    await control.inject({ kind: "status", status: 500, method: "SetConfig", times: -1 });
    const { error, about } = await page.make("setConfig");
    assert.equal(error, "HTTPError");
    assert.match(about!, /可能已送达\s+是/);
    assert.equal((await page.requests()).length, 1);
  });

  it("(a cut connection) is a NetworkError", async () => {
    assert.equal((await getConfigWith({ kind: "cutBeforeHeaders" })).error, "NetworkError");
  });

  it("(too late) is a TimeoutError", async () => {
    await control.inject({ kind: "", delayMs: 60_000, method: "GetConfig", times: -1 });
    await page.choose("getConfig");
    await page.page.getByText("调用选项").click();
    await page.page.getByLabel("超时（毫秒）").fill("100");
    assert.equal((await page.run()).error, "TimeoutError");
    await page.page.getByLabel("超时（毫秒）").fill("");
  });
});

describe("Cancel", () => {
  it("ends the call, which is then no error", async () => {
    await control.inject({ kind: "", delayMs: 60_000, method: "GetConfig" });
    await page.choose("getConfig");
    const { state } = await page.ended(async () => {
      await page.page.locator('button[type="submit"]').click();
      await page.page.getByRole("button", { name: "取消" }).click();
    });
    assert.equal(state, "cancelled");
  });
});

describe("an account of one's own", () => {
  before(() => page.account("自己的账号"));
  after(() => page.account("听雨的猫"));

  it("without a key is a CredentialInvalidError, and nothing is sent", async () => {
    assert.equal((await page.make("getConfig")).error, "CredentialInvalidError");
    assert.deepEqual(await control.requests(), []);
  });

  it("with a musicid that is no number is an InvalidArgumentError", async () => {
    await page.page.getByLabel("musicid").fill("me");
    await page.page.getByLabel("musickey").fill("Q_H_L_key");
    assert.equal((await page.make("getConfig")).error, "InvalidArgumentError");
  });

  it("with an expired key is a CredentialExpiredError", async () => {
    await page.page.getByLabel("musicid").fill("4815162342");
    await page.page.getByLabel("musickey").fill("Q_H_L_expired");
    assert.equal((await page.make("getConfig")).error, "CredentialExpiredError");
  });

  it("never has its key on the page", async () => {
    await page.page.getByLabel("musickey").fill("Q_H_L_mySecret");
    await page.make("getConfig");
    const shown = (await page.requests()).join();
    assert.match(shown, /"authst": "••••••"/);
    assert.ok(!(await page.page.content()).includes("mySecret"));
  });

  it("keeps its key out of the browser's storage", async () => {
    const kept = await page.page.evaluate(
      () => JSON.stringify({ ...localStorage }) + JSON.stringify({ ...sessionStorage }),
    );
    assert.ok(!kept.includes("mySecret"));
  });
});

// What a look for news counts, announces and takes back.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { keptAccounts } from "../account/kept-accounts.ts";
import { markOf, markRecord } from "../../app/archive/read-mark.ts";
import { recordPrefix } from "../../app/model/record-names.ts";
import { user } from "../../app/test/messages.ts";
import { gatewayName } from "../../app/model/gateway-record.ts";
import type { Ask } from "../background/ask-gateway.ts";
import { CredentialExpiredError, RateLimitedError } from "../../sdk/src/errors.ts";
import { FakeChrome } from "./fake-chrome.ts";
import { message, page, session } from "./sessions.ts";
import { signIn } from "./sign-in.ts";
import { asksNothing, earlier, freshLook, id, key, later, look, signedIn } from "./looking.ts";

describe("a look", () => {
  it("shows how many are unread, and announces nothing at first", async () => {
    const chrome = await signedIn();
    await look(async () => earlier);
    assert.equal(chrome.badge, "1");
    assert.equal(chrome.notifications.size, 0);
  });

  it("announces what is new by its sender alone", async () => {
    const chrome = await signedIn();
    await look(async () => earlier);
    await look(async () => later);
    await look(async () => later);
    assert.equal(chrome.badge, "3");
    assert.deepEqual([...chrome.notifications], [[`${key} b`, { title: "朋友 b", message: "newMessage" }]]);
  });

  it("announces what was written when the user wants that", async () => {
    const chrome = await signedIn();
    chrome.local.set("settings", { content: true });
    await look(async () => earlier);
    await look(async () => later);
    assert.equal(chrome.notifications.get(`${key} b`)?.message, "在吗");
  });

  it("counts and announces nothing that was read in a page, though the gateway counts it", async () => {
    const chrome = await signedIn();
    await look(async () => page(session("a", message("1", 100))));
    const mark = markOf(message("3", 110), { count: 2, at: 1, stays: true });
    chrome.session.set(`${recordPrefix("read", id)}b`, markRecord(mark));
    await look(async () => later);
    assert.deepEqual([chrome.badge, chrome.notifications.size], ["1", 0]);
    await look(async () => page(session("b", message("4", 120), 3), session("a", message("1", 100))));
    assert.deepEqual([chrome.badge, [...chrome.notifications.keys()]], ["2", [`${key} b`]]);
  });

  it("announces nothing that the account wrote itself, by what was learned of it", async () => {
    const chrome = await signedIn();
    await (await keptAccounts()).learnOwn(id, { encryptUins: ["own"], othersAreNamed: true });
    await look(async () => earlier);
    const own = { ...message("3", 110), fromUser: { ...user(""), encryptUin: "own" } };
    await look(async () => page(session("b", own, 2)));
    assert.equal(chrome.notifications.size, 0);
  });

  describe("of what the account wrote on the phone", () => {
    const encrypted = (encryptUin: string, uin = "") => ({ ...user(uin), encryptUin });
    const before = page(
      session("a", { ...message("1", 100), fromUser: encrypted("own", "123456") }, 0),
      session("b", message("2", 90), 2),
    );
    for (const [what, peer, from, count] of [
      ["whose encrypted number was never seen in a page", { ...user("b"), encryptUin: "" }, encrypted("own"), 3],
      ["that says nobody as its writer", user("b"), null, 2],
      ["that says neither number of anybody who is known", encrypted("peer"), encrypted("another"), 2],
    ] as const) {
      it(`announces nothing: ${what}`, async () => {
        const chrome = await signedIn();
        await look(async () => before);
        const own = { ...session("b", { ...message("3", 110), fromUser: from }, count), user: peer };
        await look(async () => page(own));
        assert.deepEqual([...chrome.notifications.keys()], []);
      });
    }
  });

  it("keeps what it learned of the account", async () => {
    await signedIn();
    await look(async () =>
      page(session("a", { ...message("1", 100), fromUser: { ...user("123456"), encryptUin: "own" } })),
    );
    assert.deepEqual((await keptAccounts()).find(id)?.own?.encryptUins, ["own"]);
  });

  it("announces nothing of a conversation that is muted, and does not count it", async () => {
    const chrome = await signedIn();
    await look(async () => earlier);
    chrome.session.set(`${recordPrefix("mark", id)}b`, JSON.stringify({ pinnedAt: 0, muted: true }));
    await look(async () => later);
    assert.deepEqual([chrome.badge, chrome.notifications.size], ["1", 0]);
  });

  describe("takes back what was announced of conversations that are muted by now", () => {
    const news = (...ids: string[]) => page(...ids.map((one, i) => session(one, message(`${i + 5}`, 120 + i))));
    for (const [what, announced, then] of [
      ["also of one that is not on the first page any more", ["b"], page()],
      ["also of many at once", ["b", "c", "d", "e"], news("b", "c", "d", "e")],
    ] as const) {
      it(what, async () => {
        const chrome = await signedIn();
        await look(async () => earlier);
        await look(async () => news(...announced));
        assert.equal(chrome.notifications.size, 1);
        for (const one of announced) {
          chrome.session.set(`${recordPrefix("mark", id)}${one}`, JSON.stringify({ pinnedAt: 0, muted: true }));
        }
        await look(async () => then);
        assert.equal(chrome.notifications.size, 0);
      });
    }
  });

  it("has one announcement for a conversation, of its newest message", async () => {
    const chrome = await signedIn();
    chrome.local.set("settings", { content: true });
    await look(async () => earlier);
    await look(async () => later);
    await look(async () => page(session("b", message("4", 120, "还在吗"), 3)));
    assert.deepEqual(
      [...chrome.notifications].map(([one, { message }]) => [one, message]),
      [[`${key} b`, "还在吗"]],
    );
  });

  it("takes back what was announced and is read by now", async () => {
    const chrome = await signedIn();
    await look(async () => earlier);
    await look(async () => later);
    await look(async () => page(session("a", message("9", 130), 2), session("b", message("3", 110), 0)));
    assert.deepEqual([...chrome.notifications.keys()], [`${key} a`]);
  });

  it("announces a message whose content could not be read", async () => {
    const chrome = await signedIn();
    await look(async () => earlier);
    const unreadable = { ...message("3", 110), metaData: null, lost: "unreadable" };
    await look(async () => page(session("b", unreadable, 2)));
    assert.deepEqual([...chrome.notifications.keys()], [`${key} b`]);
  });

  it("announces nothing when the user wants that", async () => {
    const chrome = await signedIn();
    chrome.local.set("settings", { notify: false });
    await look(async () => earlier);
    await look(async () => later);
    assert.equal(chrome.notifications.size, 0);
    assert.equal(chrome.badge, "3");
  });

  it("announces many at once as one", async () => {
    const chrome = await signedIn();
    await look(async () => earlier);
    await look(async () => page(...["c", "d", "e", "f"].map((id, i) => session(id, message(`${i}`, 200 + i)))));
    assert.equal(chrome.notifications.size, 1);
    assert.match([...chrome.notifications.values()][0]!.title, /4/);
    await look(async () => page(...["c", "d", "e", "f"].map((id, i) => session(id, message(`${i}`, 200 + i), 0))));
    assert.equal(chrome.notifications.size, 0, "and takes that back when all of them are read");
  });

  it("asks again with a key that was refused once a page has learned another dialect", async () => {
    const chrome = await signedIn();
    const refuses: Ask = () => Promise.reject(new CredentialExpiredError("no", { code: 1000 }));
    await look(refuses);
    await look(asksNothing);
    chrome.local.set(gatewayName(id.endpoint), JSON.stringify({ dialect: "14.9" }));
    await look(async () => earlier);
    assert.equal(chrome.badge, "1");
  });

  it("asks nothing without an account", async () => {
    const chrome = new FakeChrome();
    chrome.badge = "7";
    await look(asksNothing);
    assert.equal(chrome.badge, "");
  });

  it("asks nothing more with a key that was refused, and goes on with the next", async () => {
    const chrome = await signedIn();
    await look(() => Promise.reject(new CredentialExpiredError("old")));
    assert.equal(chrome.badge, "!");
    await look(asksNothing);
    await signIn({ musicid: "123456", musickey: "Q_H_L_b" });
    await look(async () => earlier);
    assert.equal(chrome.badge, "1");
  });

  it("leaves the gateway alone after a rate limit, also in its next life", async () => {
    await signedIn();
    await look(() => Promise.reject(new RateLimitedError("slow")));
    await look(asksNothing);
  });

  it("knows nothing of another account", async () => {
    const chrome = await signedIn();
    await look(async () => earlier);
    await signIn({ musicid: "654321", musickey: "Q_H_L_b" });
    await look(async () => later);
    assert.equal(chrome.notifications.size, 0);
  });

  it("is made once when it is asked for twice", async () => {
    await signedIn();
    let asked = 0;
    const look = await freshLook();
    const ask: Ask = async () => (asked++, earlier);
    await Promise.all([look(ask), look(ask)]);
    assert.equal(asked, 1);
  });
});

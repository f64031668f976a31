import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { keptAccounts, siteAccount } from "../account/kept-accounts.ts";
import { markOf, markRecord } from "../../app/archive/read-mark.ts";
import { recordPrefix } from "../../app/model/record-names.ts";
import { user } from "../../app/test/messages.ts";
import { accountKey } from "../../app/model/account-id.ts";
import { gatewayName } from "../../app/model/gateway-record.ts";
import type { Ask } from "../background/ask-gateway.ts";
import { forgetGone } from "../background/forget-gone.ts";
import { rememberSeen } from "../watch/watch-state.ts";
import { showBadge } from "../account/badge.ts";
import { CredentialExpiredError, RateLimitedError } from "../../sdk/src/errors.ts";
import { FakeChrome } from "./fake-chrome.ts";
import { message, page, session } from "./sessions.ts";
import { signIn } from "./sign-in.ts";

let lives = 0;

/** Looks as a background does that was just started: nothing is in its memory. */
async function look(ask: Ask): Promise<void> {
  const fresh = (await import(`../background/look.js?life=${++lives}`)) as typeof import("../background/look.ts");
  await fresh.look(ask);
}

async function signedIn(login = { musicid: "123456", musickey: "Q_H_L_a" }): Promise<FakeChrome> {
  const chrome = new FakeChrome();
  await signIn(login);
  return chrome;
}

const id = siteAccount("123456");
const key = accountKey(id);
const earlier = page(session("a", message("1", 100)), session("b", message("2", 90), 0));
const later = page(session("b", message("3", 110, "在吗"), 2), session("a", message("1", 100)));
const asksNothing: Ask = () => assert.fail("the gateway was asked");

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
    const fresh = (await import(`../background/look.js?life=${++lives}`)) as typeof import("../background/look.ts");
    const ask: Ask = async () => (asked++, earlier);
    await Promise.all([fresh.look(ask), fresh.look(ask)]);
    assert.equal(asked, 1);
  });
});

describe("an account that is removed", () => {
  const remove = async () => (await keptAccounts()).remove(id);
  const assertNothingLeft = (chrome: FakeChrome) => {
    assert.equal(chrome.notifications.size, 0);
    assert.equal(chrome.badge, "");
    assert.doesNotMatch(JSON.stringify([...chrome.session, ...chrome.local]), /123456|Q_H_L_a/);
  };

  it("while the gateway is asked is not announced, and leaves nothing", async () => {
    const chrome = await signedIn();
    await look(async () => earlier);
    chrome.onceItAnnounces(() => assert.fail("not even for a moment"));
    await look(async () => {
      await remove();
      return later;
    });
    assertNothingLeft(chrome);
  });

  it("while the gateway refuses its login leaves nothing", async () => {
    const chrome = await signedIn();
    await look(async () => {
      await remove();
      throw new CredentialExpiredError("old");
    });
    assertNothingLeft(chrome);
  });

  it("while it is announced is taken back, and leaves nothing", async () => {
    const chrome = await signedIn();
    await look(async () => earlier);
    chrome.onceItAnnounces(remove);
    await look(async () => later);
    assertNothingLeft(chrome);
  });

  it("afterwards leaves nothing, and what is of another one stays", async () => {
    const chrome = await signedIn();
    await look(async () => earlier);
    await look(async () => later);
    await signIn({ musicid: "654321", musickey: "Q_H_L_b" });
    await look(async () => earlier);
    await look(async () => later);
    await remove();
    await forgetGone();
    assert.deepEqual([...chrome.notifications.keys()], [`${accountKey(siteAccount("654321"))} b`]);
    assert.equal(chrome.badge, "3");
    assert.doesNotMatch(JSON.stringify([...chrome.session, ...chrome.local]), /123456|Q_H_L_a/);
  });
});

describe("what a page shows while the background looks", () => {
  it("is not announced", async () => {
    const chrome = await signedIn();
    await look(async () => earlier);
    await look(async () => {
      await rememberSeen(id, later.sessions);
      return later;
    });
    assert.equal(chrome.notifications.size, 0);
  });

  it("stays seen when the look fails", async () => {
    const chrome = await signedIn();
    await look(async () => earlier);
    await look(async () => {
      await rememberSeen(id, later.sessions);
      throw new CredentialExpiredError("old");
    });
    await signIn({ musicid: "123456", musickey: "Q_H_L_b" });
    await look(async () => later);
    assert.equal(chrome.notifications.size, 0);
  });

  it("stays seen when the look found less", async () => {
    const chrome = await signedIn();
    await look(async () => earlier);
    await look(async () => {
      await rememberSeen(id, later.sessions);
      return earlier;
    });
    await look(async () => later);
    assert.equal(chrome.notifications.size, 0);
  });

  it("stays seen when two pages show something at once", async () => {
    const chrome = await signedIn();
    await look(async () => earlier);
    await Promise.all([rememberSeen(id, later.sessions), rememberSeen(id, earlier.sessions)]);
    await look(async () => later);
    assert.equal(chrome.notifications.size, 0);
  });
});

describe("the button", () => {
  it("tells of the account that was chosen last, and of no other", async () => {
    const chrome = await signedIn();
    await signIn({ musicid: "654321", musickey: "Q_H_L_b" });
    await showBadge(siteAccount("654321"), 2);
    await showBadge(id, 7); // a page where the other one is open
    assert.equal(chrome.badge, "2");
  });

  it("does not say of a renewed login that it was refused", async () => {
    const chrome = await signedIn();
    await look(async () => {
      await signIn({ musicid: "123456", musickey: "Q_H_L_b" });
      throw new CredentialExpiredError("old");
    });
    assert.equal(chrome.badge, "");
  });
});

describe("a background that is killed during a look", () => {
  it("does in its next life what is missing, and nothing twice, wherever it was killed", async (t) => {
    t.mock.timers.enable({ apis: ["setTimeout"] }); // who was killed waits for nothing any more
    let killed = true;
    for (let steps = 0; killed; steps++) {
      const chrome = await signedIn();
      await look(async () => earlier);
      chrome.left = steps;
      killed = await Promise.race([chrome.killed.then(() => true), look(async () => later).then(() => false)]);
      chrome.left = Infinity;
      await look(async () => later);
      assert.deepEqual([...chrome.notifications.keys()], [`${key} b`], `killed after ${steps} steps`);
      assert.equal(chrome.badge, "3", `killed after ${steps} steps`);
      chrome.notifications.clear();
      await look(async () => later);
      assert.equal(chrome.notifications.size, 0, `killed after ${steps} steps`);
      assert.ok(steps > 3 || killed, "so early that nothing was tried");
    }
  });
});

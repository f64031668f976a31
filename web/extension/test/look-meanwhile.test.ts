// What happens while the background looks, and what becomes of the look then.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { keptAccounts, siteAccount } from "../account/kept-accounts.ts";
import { accountKey } from "../../app/model/account-id.ts";
import { forgetGone } from "../background/forget-gone.ts";
import { rememberSeen } from "../watch/watch-state.ts";
import { showBadge } from "../account/badge.ts";
import { CredentialExpiredError } from "../../sdk/src/errors.ts";
import { FakeChrome } from "./fake-chrome.ts";
import { signIn } from "./sign-in.ts";
import { earlier, id, key, later, look, signedIn } from "./looking.ts";

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

import assert from "node:assert/strict";
import { beforeEach, describe, it } from "node:test";
import { follow } from "../login/followed.ts";
import { followedSite } from "../login/followed-site.ts";
import { FakeChrome } from "./fake-chrome.ts";

const account = { endpoint: "https://u.y.qq.com", musicid: "7" };

describe("the site where a login is renewed", () => {
  beforeEach(() => new FakeChrome());

  for (const [what, followed, id, site] of [
    ["is known of the account that follows it", account, account, "https://y.qq.com/"],
    ["is known of no other account", account, { ...account, musicid: "8" }, undefined],
    ["is unknown while nobody is logged in there", null, account, undefined],
  ] as const) {
    it(what, async () => {
      await follow({ account: followed });
      assert.equal(await followedSite(id), site);
    });
  }

  it("is unknown when nobody wants it followed", async () => assert.equal(await followedSite(account), undefined));
});

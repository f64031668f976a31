// Where a song or an album that was shared can be listened to.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { isToListen, listeningTo } from "../model/listen.ts";

describe("a song", () => {
  for (const [what, url, at] of [
    ["is listened to at the site, where its address is there", "https://y.qq.com/n/ryqq/songDetail/001", "site"],
    ["is listened to at a page for phones", "https://i.y.qq.com/v8/playsong.html?songid=1", "site"],
    ["is opened elsewhere, where its address is elsewhere", "https://music.example/1", "elsewhere"],
    ["is elsewhere at a host that only looks like the site", "https://y.qq.com.example/songDetail/1", "elsewhere"],
    ["is elsewhere at a host that only ends like the site", "https://ay.qq.com/songDetail/1", "elsewhere"],
    ["is elsewhere where others could change it on its way", "http://y.qq.com/n/ryqq/songDetail/001", "elsewhere"],
    ["is elsewhere at another port of the site", "https://y.qq.com:8443/n/ryqq/songDetail/001", "elsewhere"],
    ["is elsewhere at an address with a name before it", "https://me@y.qq.com/n/ryqq/songDetail/001", "elsewhere"],
    ["is for the app, where its address is the app's", "qqmusic://qq.com/media/playSonglist?p=1", "app"],
    ["is nowhere that is known without an address", "", "nowhere"],
    ["is for no browser where its address is a script", "javascript:alert(1)", "app"],
  ] as const) {
    it(what, () => assert.equal(listeningTo({ url }).at, at));
  }
});

describe("a card", () => {
  for (const [what, url, is] of [
    ["with an album is to be listened to", "https://y.qq.com/n/ryqq/albumDetail/001", true],
    ["with a playlist is to be listened to", "https://y.qq.com/n/ryqq/playlist/1", true],
    ["with another page of the site is not", "https://y.qq.com/", false],
    ["without an address is not", "", false],
    ["with the like of another host is not", "https://other.example/albumDetail/001", false],
  ] as const) {
    it(what, () => assert.equal(isToListen({ url }), is));
  }
});

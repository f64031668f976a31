import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Host } from "../host.ts";
import { avatarAddress, fit, isPictureHost, pictureFate } from "../model/pictures.ts";

const host: Pick<Host, "absolute" | "owns" | "endpoint"> = {
  endpoint: "",
  absolute: (address) =>
    URL.canParse(address, "https://inbox.example/") ? new URL(address, "https://inbox.example/") : undefined,
  owns: (address) => address.origin === "https://inbox.example",
};
const isAllowed = (name: string) => name === "allowed.example";
const fate = (address: string, stranger: boolean, setting: "ask" | "always" | "never") =>
  pictureFate(host as Host, address, { stranger, setting, isAllowed }).fate;

const known = "https://y.gtimg.cn/a.jpg";
const foreign = "https://tracker.example/a.png";
const allowed = "https://allowed.example/a.png";

describe("a picture", () => {
  for (const [name, address, stranger, setting, wanted] of [
    ["of someone known on a picture host", known, false, "ask", "show"],
    ["of someone known, whatever is set about strangers", known, false, "never", "show"],
    ["of someone known on any other host", foreign, false, "always", "ask"],
    ["of a stranger", known, true, "ask", "ask"],
    ["of a stranger when always", known, true, "always", "show"],
    ["of a stranger when always, on any other host", foreign, true, "always", "ask"],
    ["of a stranger when never", known, true, "never", "never"],
    ["of the inbox's own place", "/_simulator/media/a.png", false, "ask", "show"],
    ["of a stranger at the inbox's own place", "/_simulator/media/a.png", true, "ask", "show"],
    ["of a stranger at the inbox's own place when never", "/_simulator/media/a.png", true, "never", "never"],
    ["on a host that the user allowed", allowed, false, "ask", "show"],
    ["of a stranger on a host that the user allowed", allowed, true, "ask", "show"],
    ["of a stranger on a host that the user allowed when never", allowed, true, "never", "never"],
    ["on a host below one that the user allowed", "https://a.allowed.example/a.png", false, "ask", "ask"],
    ["on another port of a host that the user allowed", "https://allowed.example:8443/a.png", false, "ask", "ask"],
    ["that is not on https", "http://tracker.example/a.png", false, "always", "insecure"],
    ["that is not on https, on a host that the user allowed", "http://allowed.example/a.png", false, "ask", "insecure"],
    ["without an address", "", false, "always", "none"],
    ["that is a script", "javascript:alert(1)", false, "always", "none"],
    ["by a protocol that only ends like one", "xhttps://tracker.example/a.png", false, "always", "none"],
    ["that is data", "data:image/svg+xml,<svg/>", false, "always", "none"],
    ["with a password in its address", "https://a:b@y.gtimg.cn/a.jpg", false, "always", "none"],
    ["on a host that only looks like one", "https://y.gtimg.cn.evil.example/a.jpg", false, "always", "ask"],
    ["on a host whose name only ends like one", "https://evilqpic.cn/a.jpg", false, "always", "ask"],
    ["on a domain of which only the hosts below it are known", "https://qpic.cn/a.jpg", false, "always", "ask"],
    ["on another port", "https://y.gtimg.cn:8443/a.jpg", false, "always", "ask"],
  ] as const) {
    it(name, () => assert.equal(fate(address, stranger, setting), wanted));
  }
  for (const [address, is] of [
    [known, true],
    ["http://y.gtimg.cn/a.jpg", false],
    ["https://y.gtimg.cn:8443/a.jpg", false],
    [foreign, false],
  ] as const) {
    it(`is ${is ? "" : "not "}at a picture host at ${address}`, () =>
      assert.equal(isPictureHost(new URL(address)), is));
  }
  it("comes over https also when its address says http", () => {
    assert.equal(avatarAddress(host as Host, "http://thirdqq.qlogo.cn/g"), "https://thirdqq.qlogo.cn/g");
    assert.equal(avatarAddress(host as Host, "//thirdqq.qlogo.cn/g"), "https://thirdqq.qlogo.cn/g");
  });
  for (const [what, address, loaded] of [
    ["is loaded from a picture host", known, known],
    ["is loaded from the inbox's own place", "/a.png", "https://inbox.example/a.png"],
    ["is not loaded from any other host", foreign, undefined],
    ["is not loaded from another port of a picture host", "https://y.gtimg.cn:8443/a.jpg", undefined],
    ["is not loaded by another protocol", "ftp://y.gtimg.cn/a.jpg", undefined],
    ["is not loaded with a name in its address", "https://a@y.gtimg.cn/a.jpg", undefined],
    ["is not loaded with a password alone in its address", "https://:b@y.gtimg.cn/a.jpg", undefined],
    ["is none without an address", "", undefined],
  ] as const) {
    it(`of a profile ${what}`, () => assert.equal(avatarAddress(host as Host, address), loaded));
  }
});

describe("what a picture must not ask for", () => {
  const extension = {
    endpoint: "https://gateway.example",
    absolute: (address: string) => (URL.canParse(address) ? new URL(address) : undefined),
    owns: ({ origin }: URL) => origin === "https://gateway.example",
  } as Host;
  it("is no address without a protocol, as in the extension", () =>
    assert.equal(avatarAddress(extension, "//y.gtimg.cn/a.jpg"), known));

  for (const [what, where, address] of [
    ["a call of the gateway", host as Host, "/cgi-bin/musicu.fcg?data=%7B%7D"],
    ["one whose path is written otherwise", host as Host, "https://inbox.example//CGI-bin/musicu.fcg"],
    ["one whose path is encoded", host as Host, "/%63gi-bin/musicu.fcg"],
    ["one whose path cannot be read", host as Host, "/%ff%/musicu.fcg"],
    [
      "a call of a gateway elsewhere, as in the extension",
      extension,
      "https://gateway.example/cgi-bin/musicu.fcg?data=1",
    ],
    ["anything of a gateway that is not the page's own place", extension, "https://gateway.example/a.png"],
  ] as const) {
    it(`is ${what}`, () => {
      const question = { stranger: false, setting: "always", isAllowed: () => true } as const;
      assert.deepEqual(
        [pictureFate(where, address, question).fate, avatarAddress(where, address)],
        ["none", undefined],
      );
    });
  }
});

describe("the size of a picture", () => {
  for (const [what, width, height, shown] of [
    ["is its own", 200, 100, [200, 100]],
    ["is as wide as there is room", 560, 400, [280, 200]],
    ["is as high as there is room", 200, 640, [100, 320]],
    ["is not too small to be pressed", 10, 10, [80, 60]],
    ["is whole pixels", 281, 201, [280, 200]],
    ["is one that many have, where the width is unknown", 0, 200, [240, 180]],
    ["is one that many have, where the height is unknown", 200, 0, [240, 180]],
    ["is one that many have, where the width has no end", Infinity, 200, [240, 180]],
    ["is one that many have, where the height has no end", 200, Infinity, [240, 180]],
  ] as const) {
    it(what, () => assert.deepEqual(fit(width, height), shown));
  }
  for (const [what, width, height] of [
    ["without end", Infinity, 10],
    ["that is no number", NaN, NaN],
    ["that is nothing", 0, 0],
    ["below nothing", -5, -5],
    ["of a line", 1e15, 1],
  ] as const) {
    it(`${what} has bounds`, () => {
      const [w, h] = fit(width, height);
      assert.ok(w >= 80 && w <= 280 && h >= 60 && h <= 320, `${w} x ${h}`);
    });
  }
});

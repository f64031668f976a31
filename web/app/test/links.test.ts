import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { findLinks, isOwnHost, webAddress } from "../model/links.ts";

const links = (text: string) => findLinks(text).flatMap((piece) => (piece.url ? [piece.url.href] : []));

describe("links", () => {
  it("are found among words, and nothing is lost", () => {
    const text = "歌在这里 https://y.qq.com/n/ryqq，快听";
    assert.deepEqual(links(text), ["https://y.qq.com/n/ryqq"]);
    const joined = findLinks(text)
      .map((piece) => piece.text)
      .join("");
    assert.equal(joined, text);
  });
  for (const [text, found] of [
    ["(see https://example.com/a).", ["https://example.com/a"]],
    ["https://example.com/a_(b)", ["https://example.com/a_(b)"]],
    ["https://example.com/?a=1&b=<c>", ["https://example.com/?a=1&b="]],
    ["https://аррӏе.com/（看清楚）", ["https://xn--80ak6aa92e.com/"]],
    ["HTTPS://EXAMPLE.COM", ["https://example.com/"]],
    ["http://a.example http://b.example", ["http://a.example/", "http://b.example/"]],
    ["https://example.com/\u202egpj.exe", ["https://example.com/"]],
  ] as const) {
    it(JSON.stringify(text), () => assert.deepEqual(links(text), found));
  }
  for (const [text, shown] of [
    ["看https://y.qq.com/n/song 很好", ["https://y.qq.com/n/song"]],
    ["https://y.qq.com/abc，然后", ["https://y.qq.com/abc"]],
    ["https://y.qq.com/abc很好听", ["https://y.qq.com/abc"]],
    ["https://y.qq.com很好听", ["https://y.qq.com"]],
    ["https://y.qq.com:8443很好听", ["https://y.qq.com:8443"]],
    ["https://y.qq.com/abc。很好", ["https://y.qq.com/abc"]],
    ["https://y.qq.com/abc.很好", ["https://y.qq.com/abc"]],
    ["“https://y.qq.com/abc”很好", ["https://y.qq.com/abc"]],
    ["https://y.qq.com/abc😂", ["https://y.qq.com/abc"]],
    ["https://y.qq.com/abcです", ["https://y.qq.com/abc"]],
    ["https://a.example/1和https://b.example/2", ["https://a.example/1", "https://b.example/2"]],
    ["https://a.example和https://b.example", ["https://a.example", "https://b.example"]],
    ["https://y.qq.com/%E6%AD%8C?a=%E5%A5%BD 好", ["https://y.qq.com/%E6%AD%8C?a=%E5%A5%BD"]],
    ["https://y.qq.com/search?w=周杰伦&p=1很好", ["https://y.qq.com/search?w=周杰伦&p=1"]],
    ["https://例子.中国/abc很好", ["https://例子.中国/abc"]],
    ["https://例子.com/abc", ["https://例子.com/abc"]],
    ["https://例子.com很好", ["https://例子.com"]],
    ["https://my例子.com/abc", ["https://my例子.com/abc"]],
  ] as const) {
    it(`in ${text} end where the words begin`, () => {
      const pieces = findLinks(text);
      assert.deepEqual(
        pieces.flatMap((piece) => (piece.url ? [piece.text] : [])),
        shown,
      );
      assert.equal(pieces.map((piece) => piece.text).join(""), text);
    });
  }
  it("are all found where nothing but words parts them", () => {
    const text = "https://a.example/1和".repeat(5000);
    assert.equal(links(text).length, 5000);
  });
  for (const [text, pieces] of [
    ["https://a.example/", ["https://a.example/"]],
    ["http://a.example http://b.example", ["http://a.example", " ", "http://b.example"]],
    ["听https://a.example/", ["听", "https://a.example/"]],
    ["https://a.example/ 好", ["https://a.example/", " 好"]],
    ["(https://a.example/)...", ["(", "https://a.example/", ")..."]],
    ["a\nb", ["a\nb"]],
    ["a http://[ b", ["a http://[ b"]],
    ["", []],
  ] as const) {
    it(`part ${JSON.stringify(text)} into ${pieces.length} pieces`, () => {
      const found = findLinks(text).map((piece) => piece.text);
      assert.deepEqual(found, pieces);
    });
  }
  for (const text of [
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "data:text/html;base64,PHNj",
    "vbscript:msgbox(1)",
    "file:///etc/passwd",
    "https://",
    "http://[",
    "qqmusic://qq.com/ui",
  ]) {
    it(`are none in ${text}`, () => assert.deepEqual(links(text), []));
  }
});

describe("a text is an address of the web", () => {
  for (const [text, href] of [
    ["https://a.example/1", "https://a.example/1"],
    ["HTTP://a.example", "http://a.example/"],
    ["javascript:location='https://a.example'", undefined],
    ["see https://a.example", undefined],
    ["https:/a.example", undefined],
    ["https://[", undefined],
    ["/1", undefined],
  ] as const) {
    it(`${href ? "" : "not "}in ${text}`, () => assert.equal(webAddress(text)?.href, href));
  }
});

describe("a host", () => {
  for (const [address, own] of [
    ["https://y.qq.com/n", true],
    ["https://qq.com/", true],
    ["http://y.qq.com/", false],
    ["https://y.qq.com.evil.example/", false],
    ["https://evilqq.com/", false],
    ["https://y.qq.com@evil.example/", false],
    ["https://user@y.qq.com/", false],
    ["https://y.qq.com:8443/", false],
  ] as const) {
    it(`of ${address} is ${own ? "" : "not "}QQ's`, () => assert.equal(isOwnHost(webAddress(address)!), own));
  }
});

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { escapeHtml, escapeMarkdown, plainText } from "../export/escape.ts";
import { fileParts, headOf } from "../export/file.ts";
import { newConversation, type Conversation } from "../export/job.ts";
import { jsonLine, jsonLines } from "../export/json-lines.ts";
import { nothingKnown } from "../archive/history.ts";
import { ingestBackup } from "../archive/ingest-backup.ts";
import { numberAlone } from "../model/sides.ts";
import { asCsv, asHtml, asMarkdown, asText, file, fileOf, job, texts, words, type Written } from "./export-files.ts";
import { me, message, session } from "./messages.ts";

const hostile = [
  "<script>alert(1)</script>",
  '"><img src=x onerror=alert(1)>',
  "</style></title><!-- -->]]>",
  "&lt;b&gt; &amp;",
  "' onmouseover='alert(1)",
];

describe("HTML", () => {
  it("keeps everything as text", async () => {
    for (const text of hostile) {
      const page = await fileOf(asHtml, [text, texts(text)]);
      const tags = [...page.replace(/<style>[^]*?<\/style>/, "").matchAll(/<\/?([a-z0-9]+)/g)].map(
        (match) => match[1]!,
      );
      const known = "html head meta title style body header h1 bdi p main section h3 article time a".split(" ");
      assert.deepEqual(
        tags.filter((tag) => !known.includes(tag)),
        [],
        text,
      );
      assert.ok(page.includes(escapeHtml(text)));
      assert.ok(!/<[^>]+\son\w+=/.test(page), text);
    }
  });

  it("forbids scripts and everything from elsewhere", async () => {
    const page = await fileOf(asHtml, ["n", texts("a")]);
    assert.match(page, /content="default-src 'none'; style-src 'unsafe-inline'/);
    assert.ok(!/<script|<img|<link|src=/.test(page));
  });

  it("links only to the web, and leaves nothing of the page to what is opened", async () => {
    const page = await fileOf(asHtml, [
      "n",
      [
        ...texts('javascript:alert(1) data:text/html,a https://example.com/?a=1&b="x'),
        message(9, { msgType: 2, metaData: { pic: "javascript:alert(1)", url: "https://p.example/1.jpg" } }),
      ],
    ]);
    const links = [...page.matchAll(/<a ([^>]*)>/g)].map((match) => match[1]!);
    assert.equal(links.length, 2);
    for (const attributes of links)
      assert.match(attributes, /^href="https:\/\/[^"<>]+" target="_blank" rel="noopener noreferrer nofollow"$/);
  });

  it("keeps the direction of each text to itself", async () => {
    const page = await fileOf(asHtml, ["\u202eevil", texts("مرحبا \u202eabc")]);
    assert.ok(page.includes('<p dir="auto">مرحبا \u202eabc</p>'));
    assert.ok(!page.includes("\u202eevil"), "a name has no marks of direction");
  });

  it("has a heading for each day, and the messages from the oldest to the newest", async () => {
    const page = await fileOf(asHtml, [
      "n",
      [message(3, { time: 1_780_086_400 }), message(2, { fromUser: me }), message(1), message(0, { time: -1 })],
    ]);
    assert.deepEqual(
      [...page.matchAll(/<h3>(.*?)<\/h3>|class="(\w+) short" data-id="(\d+)"/g)].map(
        ([, day, side, id]) => day ?? `${side} ${id}`,
      ),
      ["No date", "them 0", "Thursday, May 28, 2026", "them 1", "me 2", "Friday, May 29, 2026", "them 3"],
    );
  });

  it("says of a message that nobody knows who wrote it", async () => {
    const page = await fileOf(asHtml, ["n", [message(1, { fromUser: null })]]);
    assert.match(page, /<article class="unknown short" data-id="1"><p class="meta"><bdi>Unknown sender<\/bdi>/);
    assert.match(await fileOf(asMarkdown, ["n", [message(1, { fromUser: null })]]), /\*\*Unknown sender\*\*/);
  });

  it("has all that can be read of a message of no known kind", async () => {
    const metaData = { title: "<t>", content: "c", pic: "https://a.example/p", url: "https://b.example/u" };
    const found = message(1, { msgType: 9999, metaData });
    const page = await fileOf(asHtml, ["n", [found]]);
    assert.ok(
      page.includes(
        '<p class="label">[Message of an unknown kind (type 9999)]</p><p dir="auto"><strong>&lt;t&gt;</strong></p><p dir="auto">c</p>',
      ),
    );
    for (const address of [metaData.pic, metaData.url]) assert.ok(page.includes(`<a href="${address}"`));
    const lines = await fileOf(asMarkdown, ["n", [found]]);
    for (const part of ["\\<t\\>", "> c", "<https://a.example/p>", "<https://b.example/u>"])
      assert.ok(lines.includes(part));
  });

  it("says of a message without content why it has none", async () => {
    const empty = message(1, { metaData: null });
    const known = { ...message(4), goneAt: 5 };
    const page = await fileOf(asHtml, [
      "n",
      [known, { ...empty, id: "3", lost: "unreadable" }, { ...empty, id: "2", lost: "deleted" }, empty],
    ]);
    assert.deepEqual(
      [...page.matchAll(/<p class="label">\[(.*?)\]<\/p>|· (deleted elsewhere)/g)].map(
        ([, label, gone]) => label ?? gone,
      ),
      [words.lost.perhapsDeleted, words.lost.deleted, words.lost.unreadable, words.deletedElsewhere],
    );
  });

  it("lists several conversations", async () => {
    const page = await fileOf(asHtml, ["one", texts("a")], ["<two>", []]);
    assert.match(page, /<a href="#c1"><bdi>&lt;two&gt;<\/bdi><\/a> <span class="meta">0 messages/);
    assert.match(page, /<section id="c1">\n<h2><bdi>&lt;two&gt;<\/bdi><\/h2>\n<p>No messages/);
  });
});

describe("Markdown", () => {
  it("escapes what means something", () => {
    const cases: [string, string][] = [
      ["# title", "\\# title"],
      ["- item", "\\- item"],
      ["1. item", "1\\. item"],
      ["*a* _b_ `c` ~~d~~", "\\*a\\* \\_b\\_ \\`c\\` \\~\\~d\\~\\~"],
      ["![x](http://y) [a]: b", "\\!\\[x\\]\\(http\\://y\\) \\[a\\]\\: b"],
      ["<b>&amp;", "\\<b\\>\\&amp;"],
      ["    code", "&nbsp;&nbsp;&nbsp;&nbsp;code"],
      ["===", "\\==="],
      ["a | b", "a \\| b"],
      ["break  ", "break"],
      ["\\", "\\\\"],
    ];
    for (const [line, escaped] of cases) assert.equal(escapeMarkdown(line), escaped);
  });

  it("closes what turns the reading direction", () => {
    assert.equal(escapeMarkdown("\u202eabc"), "\u202eabc\u202c");
    assert.equal(escapeMarkdown("\u202babc\u202c"), "\u202babc\u202c");
    assert.equal(escapeMarkdown("\u2067a\u202eb"), "\u2067a\u202eb\u202c\u2069");
  });

  it("quotes every line of a message", async () => {
    const file = await fileOf(asMarkdown, ["*n*", texts("a\r\nb\n\n# c\u2028- d https://e.example/f_g")]);
    assert.ok(file.startsWith("# Conversation with \\*n\\*\n"));
    assert.ok(file.endsWith("> a\\\n> b\n>\n> \\# c\\\n> \\- d <https://e.example/f_g>\n"), file);
  });

  it("has no line that a message made", async () => {
    const file = await fileOf(asMarkdown, [
      "n",
      texts(...hostile, "\n---\n# x\n```\n", "| a |\n|---|", "[x]: http://y"),
    ]);
    for (const line of file.split("\n")) assert.match(line, /^(|# .*|## .*|- .*|\*\*nick 2\*\* · .*|>.*)$/);
    for (const line of file.split("\n").filter((one) => one.startsWith(">"))) {
      assert.ok(!/^> ?([#>|`=~+-]|\d+[.)] )|(^|[^\\])([[*_]|<(?!https?:))/.test(line), line);
    }
  });
});

describe("JSON Lines", () => {
  it("has one line for the file, one for each conversation and one for each message", async () => {
    const long = message(1, { sequence: "9223372036854775807", metaData: { content: "a\nb\u2028c\u0085d\ud800" } });
    const file = await fileOf(jsonLines, ["n", [long]], ["m", []]);
    const lines = file.slice(0, -1).split(/[\n\u0085\u2028\u2029]/);
    assert.deepEqual(
      lines.map((line) => JSON.parse(line).type),
      ["export", "conversation", "message", "conversation"],
    );
    const { type, sessionId, ...rest } = JSON.parse(lines[2]!);
    assert.deepEqual({ type, sessionId }, { type: "message", sessionId: "s0" });
    assert.deepEqual(rest, long, "every field, and integers exact");
    assert.equal(JSON.parse(lines[0]!).order, "oldest first");
  });

  it("is well-formed Unicode", () => {
    assert.equal(jsonLine("\ud800"), '"\\ud800"\n');
    assert.equal(plainText("a\ud800b\u0000😀"), "a\ufffdb\ufffd😀");
  });

  it("says so when a conversation is not complete", async () => {
    const lines = await file(jsonLines, { nick: "n", spans: [texts("a")], state: "skipped" });
    assert.equal(JSON.parse(lines.split("\n")[1]!).complete, false);
  });

  it("says when a message was found to be deleted elsewhere", async () => {
    const lines = await fileOf(jsonLines, ["n", [{ ...message(1), goneAt: 1_780_000_000_000 }]]);
    const { deletedElsewhere, goneAt } = JSON.parse(lines.split("\n")[2]!);
    assert.deepEqual([deletedElsewhere, goneAt], ["2026-05-28T20:26:40.000Z", undefined]);
  });
});

describe("messages that are missing between others", () => {
  const gap: Written = {
    nick: "n",
    spans: [
      [message(9), message(8)],
      [message(2), message(1)],
    ],
    state: "skipped",
  };
  for (const [name, make, shows] of [
    ["JSON Lines", jsonLines, /"id":"2".*\n\{"type":"gap","sessionId":"s0"\}\n.*"id":"8"/],
    ["HTML", asHtml, /data-id="2".*\n<p>Some messages are missing here\.<\/p>\n.*data-id="8"/],
    ["plain text", asText, /    text 2\n\nSome messages are missing here\.\n\n2026/],
    ["CSV", asCsv, /"2"\r\n"n","s0","","","","","gap","","","","",""\r\n/],
    ["Markdown", asMarkdown, /> text 2\n\nSome messages are missing here\.\n\n\*\*nick 2/],
  ] as const) {
    it(`are told in ${name}`, async () => assert.match(await file(make, gap), shows));
  }
});

describe("a message that was deleted elsewhere", () => {
  const gone = [{ ...message(1), goneAt: 5 }];
  for (const [name, make, shows] of [
    ["HTML", asHtml, /<\/time> · deleted elsewhere<\/p>/],
    ["plain text", asText, /^2026.*  nick 2 \(deleted elsewhere\)$/m],
    ["CSV", asCsv, /,"1970-01-01T00:00:00.000Z","1"\r\n/],
    ["Markdown", asMarkdown, /\*\*nick 2\*\* · .* · deleted elsewhere\n/],
  ] as const) {
    it(`is marked in ${name}`, async () => assert.match(await fileOf(make, ["n", gone]), shows));
  }
});

describe("what came after an export was begun", () => {
  it("is not in the file, nor counted", async () => {
    const one = { ...session("n"), sessionId: "s0" };
    const conversations: Conversation[] = [{ ...newConversation(0, one), state: "done", upTo: message(2) }];
    const messages = [message(1), message(2), message(3)];
    const read = async () => ingestBackup(nothingKnown, { messages, begins: true });
    const head = await headOf(job, numberAlone("1"), conversations, read);
    let text = "";
    for await (const part of fileParts(job, conversations, read, jsonLines(head))) text += part;
    assert.deepEqual([head.messages, /"id":"2"/.test(text), /"id":"3"/.test(text)], [2, true, false]);
  });
});

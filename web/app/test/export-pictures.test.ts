// Files with their pictures: what is in the archive, and what is said of pictures that could not be had.

import assert from "node:assert/strict";
import { beforeEach, describe, it } from "node:test";
import type { FileFormat } from "../export/job.ts";
import { pictureEnding } from "../export/picture-kind.ts";
import { ExportWorld } from "./export-world.ts";
import { freshBrowser } from "./fake-database.ts";
import { FakeGateway } from "./fake-gateway.ts";

beforeEach(freshBrowser);

const bytesOf = (text: string) => Uint8Array.from(text, (mark) => mark.charCodeAt(0));
const png = bytesOf("\x89PNG\r\n\x1a\n…");
const jpg = bytesOf("\xff\xd8\xff\xe0");

/** The files of an archive whose contents are stored as they are. */
function unzipped(bytes: Uint8Array): Map<string, string> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const files = new Map<string, string>();
  const end = bytes.length - 22;
  let at = view.getUint32(end + 16, true);
  for (let count = view.getUint16(end + 10, true); count > 0; count--) {
    const [size, name, extra, comment, start] = [
      view.getUint32(at + 24, true),
      view.getUint16(at + 28, true),
      view.getUint16(at + 30, true),
      view.getUint16(at + 32, true),
      view.getUint32(at + 42, true),
    ];
    const content = start + 30 + view.getUint16(start + 26, true) + view.getUint16(start + 28, true);
    const text = (from: number, length: number) => Buffer.from(bytes.subarray(from, from + length)).toString();
    files.set(text(at + 46, name), text(content, size));
    at += 46 + name + extra + comment;
  }
  return files;
}

/** A conversation with pictures, and what their hosts answer. */
async function withPictures(answers: Record<string, Uint8Array | undefined>, format: FileFormat = "html") {
  const fake = new FakeGateway({ a: 0 });
  Object.keys(answers).forEach((pic, i) =>
    fake.add("a", i + 1, { changes: { msgType: 2, metaData: { content: "", pic: `https://p.example/${pic}` } } }),
  );
  const world = new ExportWorld(fake);
  const asked: string[] = [];
  world.fetchPicture = async ({ pathname }) => {
    asked.push(pathname);
    return answers[pathname.slice(1)];
  };
  const run = await world.open("a");
  await run.start();
  run.format.value = format;
  return { world, run, asked };
}

describe("a file with its pictures", () => {
  it("is an archive, and shows those that are in it", async () => {
    const { world, run } = await withPictures({ one: png, two: jpg });
    run.withPictures.value = true;
    await run.save();
    assert.match(world.fileName, /\.zip$/);
    const files = unzipped(world.bytes);
    assert.deepEqual([...files.keys()], ["pictures/0001.png", "pictures/0002.jpg", "messages.html"]);
    const page = files.get("messages.html")!;
    assert.deepEqual(page.match(/<img [^>]*>/g), [
      '<img src="pictures/0001.png" alt="Picture">',
      '<img src="pictures/0002.jpg" alt="Picture">',
    ]);
    assert.match(page, /img-src 'self' file:"/);
    assert.equal(run.phase.value.phase, "saved");
  });

  it("may be Markdown", async () => {
    const { world, run } = await withPictures({ one: png }, "markdown");
    run.withPictures.value = true;
    await run.save();
    assert.match(unzipped(world.bytes).get("messages.md")!, /> !\[Picture\]\(pictures\/0001\.png\)\\\n/);
  });

  it("keeps the link of one that could not be had, and says how many these are", async () => {
    const { world, run } = await withPictures({ one: undefined, two: png, three: bytesOf("<svg onload=x>") });
    run.withPictures.value = true;
    await run.save();
    const page = unzipped(world.bytes).get("messages.html")!;
    assert.equal(page.match(/<img /g)?.length, 1);
    assert.match(page, /<a href="https:\/\/p\.example\/one"/);
    const now = run.phase.value;
    assert.deepEqual(now.phase === "handedOut" && [now.isDownload, now.pictures], [
      false,
      { all: 3, done: 3, failed: 2 },
    ]);
  });

  it("asks for each picture once", async () => {
    const { world, run, asked } = await withPictures({ one: png });
    world.fake.add("a", 2, { changes: { msgType: 2, metaData: { pic: "https://p.example/one" } } });
    await run.start();
    run.withPictures.value = true;
    await run.save();
    assert.deepEqual(asked, ["/one"]);
    assert.equal(unzipped(world.bytes).get("messages.html")!.match(/<img /g)?.length, 2);
  });

  it("asks for four at once", async () => {
    const many = Object.fromEntries(Array.from({ length: 20 }, (_, i) => [`p${i}`, png]));
    const { world, run } = await withPictures(many);
    let open = 0;
    let most = 0;
    world.fetchPicture = async () => {
      most = Math.max(most, ++open);
      await new Promise((resolve) => setImmediate(resolve));
      open--;
      return png;
    };
    run.withPictures.value = true;
    await run.save();
    assert.equal(most, 4);
  });

  it("is stopped at once, and nothing is lost", async () => {
    const { world, run } = await withPictures({ one: png });
    world.fetchPicture = (_, signal) =>
      new Promise((_resolve, reject) => {
        signal.addEventListener("abort", () => reject(signal.reason as Error));
        run.stop();
      });
    run.withPictures.value = true;
    await run.save();
    assert.equal(run.phase.value.phase, "collected");
  });
});

describe("a file without them", () => {
  for (const [what, format, isWanted] of [
    ["since they are not wanted", "html", false],
    ["since its format has none", "csv", true],
  ] as const) {
    it(`asks no host, ${what}`, async () => {
      const { world, run, asked } = await withPictures({ one: png }, format);
      run.withPictures.value = isWanted;
      await run.save();
      assert.deepEqual(asked, []);
      assert.doesNotMatch(world.fileName, /zip/);
    });
  }
});

describe("a picture", () => {
  for (const [what, bytes, ending] of [
    ["PNG", png, "png"],
    ["JPEG", jpg, "jpg"],
    ["GIF", bytesOf("GIF89a"), "gif"],
    ["WebP", bytesOf("RIFF....WEBPVP8 "), "webp"],
    ["AVIF", bytesOf("....ftypavif"), "avif"],
    ["SVG, which can hold a script", bytesOf("<svg xmlns='x'>"), undefined],
    ["a page", bytesOf("<!doctype html>"), undefined],
    ["nothing", new Uint8Array(), undefined],
  ] as const) {
    it(`of the kind ${what} has the ending ${ending ?? "of none"}`, () => assert.equal(pictureEnding(bytes), ending));
  }
});

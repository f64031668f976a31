import assert from "node:assert/strict";
import { afterEach, describe, it } from "node:test";
import { saveFile } from "../ui/save-file.ts";

const page = globalThis as { showSaveFilePicker?: () => Promise<unknown> };

/** A place that takes parts; the one with this number, from 0, is refused. */
function pick(refused = NaN) {
  const told: string[] = [];
  const file = {
    write: async (part: string) => {
      told.push(`begin ${part}`);
      await new Promise((resolve) => setImmediate(resolve));
      if (told.filter((one) => one.startsWith("begin")).length - 1 === refused) throw new Error("full");
      told.push(`end ${part}`);
    },
    close: async () => void told.push("close"),
    abort: async () => void told.push("abort"),
  };
  page.showSaveFilePicker = async () => ({ createWritable: async () => file });
  return told;
}

async function* parts(told: string[], failing?: Error) {
  for (const part of ["a", "b", "c"]) {
    told.push(`make ${part}`);
    yield part;
  }
  if (failing) throw failing;
}

const kind = { ending: ".txt", type: "text/plain" };

describe("a file that is saved", () => {
  afterEach(() => delete page.showSaveFilePicker);

  it("is written part after part, each made while the one before is written", async () => {
    const told = pick();
    assert.equal(await saveFile("a", kind, parts(told)), "written");
    assert.deepEqual(told, [
      "make a",
      "begin a",
      "make b",
      "end a",
      "begin b",
      "make c",
      "end b",
      "begin c",
      "end c",
      "close",
    ]);
  });

  for (const [refused, which] of ["first", "second", "last"].entries()) {
    it(`is given up when the ${which} part is refused`, async () => {
      const told = pick(refused);
      await assert.rejects(saveFile("a", kind, parts(told)), /full/);
      assert.equal(told.at(-1), "abort");
      assert.ok(!told.includes("close"));
    });
  }

  it("is given up when a part cannot be made", async () => {
    const told = pick();
    await assert.rejects(saveFile("a", kind, parts(told, new Error("stopped"))), /stopped/);
    assert.equal(told.at(-1), "abort");
  });
});

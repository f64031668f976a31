import assert from "node:assert/strict";
import { it } from "node:test";
import { crc32, inflateRawSync } from "node:zlib";
import { zip, type ZipEntry } from "../pack/zip.ts";

const files: ZipEntry[] = [
  { name: "b/二.txt", bytes: Buffer.from("二".repeat(1000)) },
  { name: "a.txt", bytes: Buffer.from("") },
  { name: "b/one.bin", bytes: Buffer.from([0, 255, 1]) },
];

/** Reads an archive as its directory describes it. */
function unzip(archive: Buffer): ZipEntry[] {
  const end = archive.lastIndexOf("PK\x05\x06");
  const count = archive.readUInt16LE(end + 10);
  let at = archive.readUInt32LE(end + 16);
  assert.equal(end - at, archive.readUInt32LE(end + 12));
  return Array.from({ length: count }, () => {
    assert.equal(archive.toString("latin1", at, at + 4), "PK\x01\x02");
    const nameLength = archive.readUInt16LE(at + 28);
    const name = archive.toString("utf8", at + 46, at + 46 + nameLength);
    const file = archive.readUInt32LE(at + 42);
    assert.equal(archive.toString("latin1", file, file + 4), "PK\x03\x04");
    assert.equal(archive.toString("utf8", file + 30, file + 30 + nameLength), name);
    const start = file + 30 + nameLength;
    const bytes = inflateRawSync(archive.subarray(start, start + archive.readUInt32LE(at + 20)));
    assert.equal(bytes.length, archive.readUInt32LE(at + 24));
    assert.equal(crc32(bytes), archive.readUInt32LE(at + 16));
    at += 46 + nameLength;
    return { name, bytes };
  });
}

it("an archive holds its files, sorted by name", () => {
  const read = unzip(zip(files));
  assert.deepEqual(
    read.map(({ name }) => name),
    ["a.txt", "b/one.bin", "b/二.txt"],
  );
  for (const { name, bytes } of files) {
    assert.deepEqual(read.find((one) => one.name === name)?.bytes, bytes, name);
  }
});

it("the same files give the same bytes in any order", () => {
  assert.deepEqual(zip(files), zip(files.toReversed()));
});

import { crc32, deflateRawSync } from "node:zlib";

/** A file of an archive. */
export interface ZipEntry {
  /** Its path in the archive, with slashes. */
  name: string;
  bytes: Uint8Array;
}

const firstOfJanuary1980 = 0x21;
const version = 20;
const utf8Names = 0x0800;
const deflated = 8;
const regularFile = 0o100644;

/** Makes a zip archive. The same entries give the same bytes, in whatever order they come and whenever it is. */
export function zip(entries: Iterable<ZipEntry>): Buffer {
  const files: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  const sorted = [...entries].sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const { name, bytes } of sorted) {
    const nameBytes = Buffer.from(name);
    const packed = deflateRawSync(bytes, { level: 9 });
    // What the entry's own header and its place in the directory have in common.
    const facts = Buffer.alloc(26);
    facts.writeUInt16LE(version, 0);
    facts.writeUInt16LE(utf8Names, 2);
    facts.writeUInt16LE(deflated, 4);
    facts.writeUInt16LE(firstOfJanuary1980, 8); // behind a time of midnight
    facts.writeUInt32LE(crc32(bytes), 10);
    facts.writeUInt32LE(packed.length, 14);
    facts.writeUInt32LE(bytes.length, 18);
    facts.writeUInt16LE(nameBytes.length, 22);

    const file = Buffer.concat([Buffer.from("PK\x03\x04"), facts, nameBytes, packed]);
    files.push(file);

    const madeBy = Buffer.from([version, 3]); // 3: the attributes are those of Unix
    const place = Buffer.alloc(14);
    place.writeUInt32LE(regularFile * 0x10000, 6);
    place.writeUInt32LE(offset, 10);
    directory.push(Buffer.concat([Buffer.from("PK\x01\x02"), madeBy, facts, place, nameBytes]));
    offset += file.length;
  }
  const size = directory.reduce((sum, one) => sum + one.length, 0);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(sorted.length, 4);
  end.writeUInt16LE(sorted.length, 6);
  end.writeUInt32LE(size, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...files, ...directory, Buffer.from("PK\x05\x06"), end]);
}

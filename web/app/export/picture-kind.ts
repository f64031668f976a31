// What kind of picture some bytes are, whatever their sender says that they are. Pictures that can hold a script are none.

const text = (bytes: Uint8Array, from: number, to: number) => String.fromCharCode(...bytes.subarray(from, to));

const kinds: readonly { ending: string; is: (bytes: Uint8Array) => boolean }[] = [
  { ending: "jpg", is: (bytes) => bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff },
  { ending: "png", is: (bytes) => text(bytes, 0, 8) === "\x89PNG\r\n\x1a\n" },
  { ending: "gif", is: (bytes) => /^GIF8[79]a$/.test(text(bytes, 0, 6)) },
  { ending: "webp", is: (bytes) => text(bytes, 0, 4) === "RIFF" && text(bytes, 8, 12) === "WEBP" },
  { ending: "avif", is: (bytes) => /^ftypavi[fs]$/.test(text(bytes, 4, 12)) },
  { ending: "heic", is: (bytes) => /^ftyp(heic|heix|mif1)$/.test(text(bytes, 4, 12)) },
  { ending: "bmp", is: (bytes) => text(bytes, 0, 2) === "BM" && bytes.length > 26 },
];

/** The ending of the name of a picture's file, without a dot; undefined for what is no picture. */
export function pictureEnding(bytes: Uint8Array): string | undefined {
  return kinds.find(({ is }) => is(bytes))?.ending;
}

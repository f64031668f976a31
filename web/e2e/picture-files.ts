// Writes pictures as files no larger than needed, with a library that only `make screenshots` installs.

import { writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fromRoot } from "./harness.js";

/** What is used of sharp. */
interface Sharp {
  (picture: Buffer | Buffer[], options?: { join?: { animated: boolean } }): Sharp;
  png(options: { compressionLevel: number; adaptiveFiltering: boolean }): Sharp;
  webp(options: Record<string, unknown>): Sharp;
  removeAlpha(): Sharp;
  toBuffer(): Promise<Buffer>;
}

const sharp = createRequire(fromRoot("web/test-results/pictures/"))("sharp") as Sharp;

/** One picture of several, as PNG, and for how long it is shown. */
export interface Frame {
  picture: Buffer;
  milliseconds: number;
}

/** Writes a PNG of 24 bits a pixel: the stores take none that is transparent, and none with a palette. */
export async function writePicture(path: string, picture: Buffer): Promise<void> {
  write(path, await sharp(picture).removeAlpha().png({ compressionLevel: 9, adaptiveFiltering: false }).toBuffer());
}

/** Writes frames as an animated WebP, which begins again at its end. */
export async function writeMotion(path: string, frames: readonly Frame[]): Promise<void> {
  const pictures = frames.map(({ picture }) => picture);
  const delay = frames.map(({ milliseconds }) => milliseconds);
  const animated = sharp(pictures, { join: { animated: true } });
  write(
    path,
    await animated.webp({ delay, loop: 0, quality: 80, effort: 6, smartSubsample: true, minSize: true }).toBuffer(),
  );
}

function write(path: string, file: Buffer): void {
  writeFileSync(fromRoot(path), file);
  console.log(`${path} (${Math.ceil(file.length / 1000)} kB)`);
}

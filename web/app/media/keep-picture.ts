import type { Host } from "../host.ts";
import { cleanName } from "../model/clean.ts";
import { isPictureHost } from "../model/pictures.ts";
import { momentOf } from "../model/times.ts";

const endings: Record<string, string> = {
  "image/avif": ".avif",
  "image/bmp": ".bmp",
  "image/gif": ".gif",
  "image/jpeg": ".jpg",
  "image/png": ".png",
  "image/svg+xml": ".svg",
  "image/webp": ".webp",
};

/** How long a download may take to begin, in milliseconds. */
const downloadBegins = 60_000;

/** The name of a file of a picture, without ending: who sent it, and when, in seconds. */
export function pictureName(sender: string, seconds: number | undefined): string {
  const moment = momentOf(seconds);
  const local = moment === undefined ? undefined : moment - new Date(moment).getTimezoneOffset() * 60_000;
  const time = local === undefined ? "" : new Date(local).toISOString().slice(0, 19).replace(/[T:]/g, "-");
  // The browser replaces what no system takes. A name with a dot could pass for the ending of a program.
  return ["QQ Music", cleanName(sender, 40).replaceAll(".", "_"), time].filter((part) => part !== "").join(" ");
}

/** Downloads a picture under a name, to which its ending is added. Gives false when its host forbids that. */
export async function downloadPicture(host: Host, address: string, name: string): Promise<boolean> {
  const picture = await bytesOf(host, address);
  if (!picture) return false;
  const link = document.createElement("a");
  link.href = URL.createObjectURL(picture);
  link.download = `${name}${endings[picture.type] ?? ""}`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), downloadBegins);
  return true;
}

/** Whether pictures can be copied here. */
export function canCopyPictures(): boolean {
  return typeof ClipboardItem === "function" && typeof navigator.clipboard?.write === "function";
}

/** Copies a picture as PNG. Rejects when its host or the browser forbids it. */
export async function copyPicture(host: Host, address: string): Promise<void> {
  // Given as a promise: the click would be too long ago when it has come.
  await navigator.clipboard.write([new ClipboardItem({ "image/png": pngOf(host, address) })]);
}

async function pngOf(host: Host, address: string): Promise<Blob> {
  const picture = await bytesOf(host, address);
  if (!picture) throw new Error("its host does not give it to this page");
  if (picture.type === "image/png") return picture;
  const image = await createImageBitmap(picture);
  const canvas = document.createElement("canvas");
  canvas.width = image.width;
  canvas.height = image.height;
  canvas.getContext("2d")!.drawImage(image, 0, 0);
  image.close();
  return new Promise((resolve, reject) =>
    canvas.toBlob((png) => (png ? resolve(png) : reject(new Error("it cannot be drawn"))), "image/png"),
  );
}

// The page's policy lets it read from these alone; others would only be asked in vain.
async function bytesOf(host: Host, address: string): Promise<Blob | undefined> {
  const url = new URL(address);
  if (!host.owns(url) && !isPictureHost(url)) return undefined;
  try {
    const response = await fetch(url, { credentials: "omit", referrerPolicy: "no-referrer" });
    const picture = response.ok ? await response.blob() : undefined;
    return picture?.type.startsWith("image/") ? picture : undefined;
  } catch {
    return undefined; // whatever it is, a tab of its own may do better
  }
}

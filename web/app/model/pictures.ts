import sources from "../../common/picture-hosts.gen.json" with { type: "json" };
import type { Host } from "../host.ts";

/** Whether pictures from strangers are loaded: after a question, always or never. */
export type PicturesSetting = "ask" | "always" | "never";

/** What becomes of a picture. */
export type PictureFate =
  | { fate: "show"; address: string }
  /** Not before the user says so: a picture tells its server that it was seen. */
  | { fate: "ask"; address: string; host: string }
  | { fate: "never"; host: string }
  | { fate: "none" };

// A picture of any other host tells its sender that it was seen.
const known = sources.map((source) => source.slice("https://".length));

const isKnown = (hostname: string) =>
  known.some((host) => (host.startsWith("*.") ? hostname.endsWith(host.slice(1)) : hostname === host));

/** Whether an address is one of the service's picture hosts. */
export function isPictureHost(url: URL): boolean {
  return url.protocol === "https:" && url.port === "" && isKnown(url.hostname);
}

/** The address a picture is loaded from: the picture hosts serve https too. */
export function pictureAddress(host: Host, address: string): URL | undefined {
  if (address === "") return undefined;
  const url = host.absolute(address.startsWith("//") ? `https:${address}` : address);
  if (!url || !/^https?:$/.test(url.protocol) || url.username !== "" || url.password !== "") return undefined;
  if (host.owns(url)) return url;
  if (url.protocol === "http:" && isKnown(url.hostname)) url.protocol = "https:";
  return url;
}

/** Says what becomes of a picture in a message. */
export function pictureFate(host: Host, address: string, stranger: boolean, setting: PicturesSetting): PictureFate {
  const url = pictureAddress(host, address);
  if (!url) return { fate: "none" };
  const familiar = host.owns(url) || isPictureHost(url);
  if (stranger && setting === "never") return { fate: "never", host: url.host };
  if (familiar && (!stranger || setting === "always")) return { fate: "show", address: url.href };
  return { fate: "ask", address: url.href, host: url.host };
}

/** The address of a profile picture, when it comes from a picture host. */
export function avatarAddress(host: Host, address: string): string | undefined {
  const url = pictureAddress(host, address);
  return url && (host.owns(url) || isPictureHost(url)) ? url.href : undefined;
}

/** The size at which a picture is shown: as large as it is, but within bounds. */
export function fit(width: number, height: number): [number, number] {
  const known = width > 0 && height > 0;
  const [w, h] = known ? [width, height] : [240, 180];
  const scale = Math.min(1, 280 / w, 320 / h);
  return [Math.max(80, Math.round(w * scale)), Math.max(60, Math.round(h * scale))];
}

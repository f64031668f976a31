import sources from "../../common/picture-hosts.gen.json" with { type: "json" };
import type { Host } from "../host.ts";

/** Whether pictures from strangers are loaded: after a question, always or never. */
export type PicturesSetting = "ask" | "always" | "never";

/** What becomes of a picture. */
export type PictureFate =
  | { fate: "show"; address: string }
  /** Not before the user says so: a picture tells its server that it was seen. */
  | { fate: "ask"; address: string; host: string }
  /** Strangers' pictures are not wanted. */
  | { fate: "never"; host: string }
  /** It is not on https, and so the page may not load it. */
  | { fate: "insecure"; host: string }
  /** There is no address that a picture can have. */
  | { fate: "none" };

/** What decides over a picture besides its address. */
export interface PictureQuestion {
  /** Whether it comes from somebody the account does not follow. */
  stranger: boolean;
  /** What is set about strangers. */
  setting: PicturesSetting;
  /** Whether the user wants to see what a host has. */
  isAllowed: (host: string) => boolean;
}

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
  if (!url || !/^https?:/.test(url.protocol) || url.username !== "" || url.password !== "") return undefined;
  if (host.owns(url)) return mayBePicture(host, url) ? url : undefined;
  if (isKnown(url.hostname)) url.protocol = "https:";
  return url;
}

// A picture is asked for as the user: whoever sends one must not make a call of the gateway with it.
function mayBePicture(host: Host, { pathname }: URL): boolean {
  return host.endpoint === "" && !/cgi-bin|%/i.test(pathname);
}

/** Says what becomes of a picture or a video in a message. */
export function pictureFate(host: Host, address: string, question: PictureQuestion): PictureFate {
  const { stranger, setting, isAllowed } = question;
  const url = pictureAddress(host, address);
  if (!url) return { fate: "none" };
  if (stranger && setting === "never") return { fate: "never", host: url.host };
  if (host.owns(url)) return { fate: "show", address: url.href };
  if (url.protocol !== "https:") return { fate: "insecure", host: url.host };
  const familiar = isPictureHost(url) && (!stranger || setting === "always");
  if (familiar || isAllowed(url.host)) return { fate: "show", address: url.href };
  return { fate: "ask", address: url.href, host: url.host };
}

/** The address of a profile picture, when it comes from a picture host. */
export function avatarAddress(host: Host, address: string): string | undefined {
  const url = pictureAddress(host, address);
  return url && (host.owns(url) || isPictureHost(url)) ? url.href : undefined;
}

/** The size at which a picture is shown: as large as it is, but within bounds. */
export function fit(width: number, height: number): [number, number] {
  const known = width > 0 && height > 0 && Number.isFinite(width) && Number.isFinite(height);
  const [w, h] = known ? [width, height] : [240, 180];
  const scale = Math.min(1, 280 / w, 320 / h);
  return [Math.max(80, Math.round(w * scale)), Math.max(60, Math.round(h * scale))];
}

import type { MetaData } from "../../sdk/src/index.ts";
import { webAddress } from "./links.ts";

/** Where a song or an album can be listened to: at an address, in the app alone, or nowhere that is known. */
export type Listening = { at: "site"; url: URL } | { at: "elsewhere"; url: URL } | { at: "app" } | { at: "nowhere" };

/** Pages of the site that play something, wherever below it they are. */
const playing = /\/(songDetail|albumDetail|playlist)\//;

/**
 * Says where what a card shares can be listened to. Its address is taken as it was given: none is made of an id, whose kind
 * nobody knows.
 */
export function listeningTo(meta: Pick<MetaData, "url">): Listening {
  if (meta.url === "") return { at: "nowhere" };
  const url = webAddress(meta.url);
  if (!url) return { at: "app" };
  return { at: isMusicSite(url) ? "site" : "elsewhere", url };
}

/** Whether a card that is no song shares something to listen to. */
export function isToListen(meta: Pick<MetaData, "url">): boolean {
  const url = webAddress(meta.url);
  return url !== undefined && isMusicSite(url) && playing.test(url.pathname);
}

function isMusicSite(url: URL): boolean {
  return url.protocol === "https:" && url.port === "" && url.username === "" && /(^|\.)y\.qq\.com$/.test(url.hostname);
}

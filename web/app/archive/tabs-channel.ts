import { accountKey, type AccountId } from "../model/account-id.ts";
import type { Channel } from "./archive-options.ts";
import type { Change } from "./change.ts";

/** The tabs, panels and windows of this browser that show the same account. Where there is no such channel each is alone. */
export function tabsChannel(account: AccountId): Channel {
  const channel =
    "BroadcastChannel" in globalThis ? new BroadcastChannel(`qqmusicpm ${accountKey(account)}`) : undefined;
  return {
    tell: (change) => channel?.postMessage(change),
    onTold(listener) {
      const hear = ({ data }: MessageEvent) => listener(data as Change);
      channel?.addEventListener("message", hear);
      return () => channel?.removeEventListener("message", hear);
    },
    close: () => channel?.close(),
  };
}

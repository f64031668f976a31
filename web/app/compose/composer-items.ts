import type { Entry } from "../../sdk/src/index.ts";
import { cleanName } from "../model/clean.ts";
import { webAddress } from "../model/links.ts";
import type { MenuItem } from "../ui/menu.tsx";
import { say } from "../ui/notices.tsx";
import { openAddress } from "../ui/outside-link.tsx";
import { text } from "../words/words.ts";
import type { QuickReplies } from "./quick-replies.ts";

interface ComposerItems {
  replies: QuickReplies;
  draft: string;
  entries: readonly Entry[];
  /** Puts a quick reply into the field. */
  use: (reply: string) => void;
  /** Opens the place where they are changed. */
  edit: () => void;
}

/** What the menu beside the field offers: quick replies, and of what the gateway offers whatever a browser can open. */
export function composerItems({ replies, draft, entries, use, edit }: ComposerItems): MenuItem[] {
  const words = text.value;
  const kept = replies.items.value;
  const isNew = draft.trim() !== "" && !kept.some((one) => one.text === draft.trim());
  return [
    ...kept.map((one) => ({ label: cleanName(one.text, 60) || words.unseenMessage, run: () => use(one.text) })),
    ...(isNew ? [{ label: words.keepAsQuickReply, run: () => void keepAsReply(replies, draft) }] : []),
    { label: kept.length === 0 ? words.addQuickReply : words.editQuickReplies, run: edit },
    ...webEntries(entries),
  ];
}

/** Keeps a text as a quick reply, and says so. */
export async function keepAsReply(replies: QuickReplies, draft: string): Promise<void> {
  const { quickReplyKept, quickReplyNotKept } = text.peek();
  say((await replies.add(draft)) ? quickReplyKept : quickReplyNotKept);
}

// Most of what the gateway offers leads into the phone app alone.
function webEntries(entries: readonly Entry[]): MenuItem[] {
  return entries.flatMap((entry) => {
    const url = webAddress(entry.skipScheme);
    if (!url) return [];
    const tag = cleanName(entry.rightTopTag, 8);
    return [{ label: `${cleanName(entry.title, 24)}${tag && ` · ${tag}`}`, run: () => openAddress(url) }];
  });
}

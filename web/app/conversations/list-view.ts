import type { ReadonlySignal } from "@preact/signals";
import type { Session } from "../../sdk/src/index.ts";
import type { Host } from "../host.ts";
import type { Self } from "../model/sides.ts";
import type { MenuItem } from "../ui/menu.tsx";
import type { ConversationList } from "./conversation-list.ts";

/** What the views of the list are given. As long as it is the same object, a row is drawn anew only when it changes. */
export interface ListView {
  list: ConversationList;
  /** Where pictures come from. */
  host: Host;
  /** What is known of the account: it tells who wrote the newest message. */
  self: ReadonlySignal<Self>;
  /** The conversation in view. */
  openId: ReadonlySignal<string | undefined>;
  /** The conversations with a message that was not sent. */
  failed: ReadonlySignal<ReadonlySet<string>>;
  /** The pinned conversations. */
  pinned: ReadonlySignal<readonly string[]>;
  /** The conversations that are not announced. */
  muted: ReadonlySignal<ReadonlySet<string>>;
  /** What was begun to write in a conversation; "" when nothing was. It may read signals. */
  draftOf(id: string): string;
  /** Opens a conversation. */
  open(id: string): void;
  /** Is told that somebody points at a conversation, and may open it. */
  readAhead(id: string): void;
  /** What the menu of a conversation offers. */
  items(conversation: Session): MenuItem[];
  /** Opens the search of all messages, with a text where one is written already. */
  find: (text: string) => void;
}

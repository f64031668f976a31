import { signal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { LazyPart } from "../ui/lazy-part.ts";
import { whenLoaded } from "../ui/lazy.tsx";
import type { QuickReplies } from "./quick-replies.ts";

const part = new LazyPart(() => import("./quick-replies-dialog.tsx"));
const open = signal(false);

/** Opens the place where quick replies are added, changed and deleted. */
export function openQuickReplies(): void {
  whenLoaded(part, () => (open.value = true));
}

/** Where it opens. */
export function QuickRepliesPlace({ replies }: { replies: QuickReplies }) {
  return open.value ? <Opened replies={replies} /> : null;
}

function Opened({ replies }: { replies: QuickReplies }) {
  const close = () => {
    open.value = false;
  };
  useEffect(() => close, []);
  const dialog = part.module.value;
  return dialog ? <dialog.QuickRepliesDialog replies={replies} close={close} /> : null;
}

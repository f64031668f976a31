import { signal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { NotYet, useLater } from "../ui/later.tsx";
import { text } from "../words/words.ts";
import type { QuickReplies } from "./quick-replies.ts";

const open = signal(false);

/** Opens the place where quick replies are added, changed and deleted. */
export function openQuickReplies(): void {
  open.value = true;
}

/** Where it opens. */
export function QuickRepliesPlace({ replies }: { replies: QuickReplies }) {
  return open.value ? <Opened replies={replies} /> : null;
}

function Opened({ replies }: { replies: QuickReplies }) {
  const later = useLater(() => import("./quick-replies-dialog.tsx"));
  const close = () => {
    open.value = false;
  };
  useEffect(() => close, []);
  if (later.part) return <later.part.QuickRepliesDialog replies={replies} close={close} />;
  return (
    <div class="composer-part">
      <NotYet later={later}>
        <button type="button" class="button small" onClick={close}>
          {text.value.close}
        </button>
      </NotYet>
    </div>
  );
}

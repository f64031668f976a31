import { computed, signal } from "@preact/signals";
import { useLayoutEffect } from "preact/hooks";
import { exclusive } from "../archive/exclusive.ts";
import { KeepEverything } from "../archive/keep-everything.ts";
import type { Find, FindStart } from "../find/find.ts";
import type { Rest } from "../find/rest.ts";
import { accountKey } from "../model/account-id.ts";
import { whenLoaded } from "../ui/lazy.tsx";
import type { Inbox } from "./inbox.ts";
import { findPart } from "./parts.ts";

const now = signal<{ inbox: Inbox; find: Find; rest: Rest } | undefined>(undefined);
/** The inbox in view: whoever left it while the search was being loaded does not want it any more. */
let shown: Inbox | undefined;
/** What reads the rest goes on when the search is closed. */
const rests = new Map<Inbox, Rest>();

/** Opens the search, or shows it again; in one conversation, or with words, it is a new one. */
export function openFind(inbox: Inbox, start: FindStart = {}): void {
  whenLoaded(findPart, ({ startFind, Rest }) => {
    if (shown !== inbox) return;
    const before = now.peek()?.find;
    if (before && start.conversation === undefined && start.text === undefined) return before.ask();
    before?.end();
    const { archive, account, gateway, keeping, own } = inbox;
    const find = startFind(
      {
        archive,
        account: accountKey(account),
        self: own.self,
        openId: computed(() => inbox.open.value?.id),
        goTo: (conversation, message) => void inbox.goTo(conversation, message),
        remember: () => placeOf(inbox),
        onEnd: () => {
          inbox.staysInList = false;
          if (document.activeElement?.closest(".find-bar")) requestAnimationFrame(focusThread);
          now.value = undefined;
        },
      },
      start,
    );
    const makeJob = () => new KeepEverything({ gateway, archive, exclusive, place: "memory" });
    const rest = rests.get(inbox) ?? new Rest(keeping.job, makeJob);
    rests.set(inbox, rest);
    now.value = { inbox, find, rest };
  });
}

// The bar goes, and the focus with it: as in a conversation that was opened it is in the field to write in, or above.
function focusThread(): void {
  const wanted = matchMedia("(pointer: fine)").matches ? ".composer textarea" : ".thread h2";
  if (document.activeElement === document.body) document.querySelector<HTMLElement>(wanted)?.focus();
}

function placeOf(inbox: Inbox): () => void {
  const thread = inbox.open.peek();
  if (!thread) return () => inbox.leave();
  const goBack = thread.remember();
  return () => {
    goBack();
    inbox.show(thread.id);
  };
}

/** The place of the search. */
export function FindPlace({ inbox }: { inbox: Inbox }) {
  const there = now.value;
  const module = findPart.module.value;
  useLayoutEffect(() => {
    shown = inbox;
    return () => leave(inbox);
  }, [inbox]);
  if (!module || there?.inbox !== inbox || !there.find.asking.value) return null;
  return <module.FindDialog find={there.find} rest={there.rest} host={inbox.host} />;
}

function leave(inbox: Inbox): void {
  shown = undefined;
  now.peek()?.find.end();
  rests.get(inbox)?.close();
  rests.delete(inbox);
}

/** The place over the conversation where it is gone from one message that was found to the next. */
export function FindBarPlace({ inbox }: { inbox: Inbox }) {
  const there = now.value;
  const module = findPart.module.value;
  return module && there?.inbox === inbox ? <module.FindBar find={there.find} /> : null;
}

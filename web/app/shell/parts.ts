// The parts of the page that are loaded when they are first wanted.

import { LazyPart } from "../ui/lazy-part.ts";

/** The export. */
export const exportPart = new LazyPart(() => import("../export/export-part.ts"));

/** The search. */
export const findPart = new LazyPart(() => import("../find/find-part.ts"));

/** The question whom to write to. */
export const newConversationPart = new LazyPart(() => import("../conversations/new-conversation-dialog.tsx"));

/** The viewer of pictures and videos. */
export const viewerPart = new LazyPart(() => import("../media/viewer-dialog.tsx"));

// A tag behind a name is whatever a gateway sent, or a file has. A browser copies some thousands of objects in each other to
// disk and to other tabs; one more, and nothing of the list would be shown or kept.

import type { Session, SessionPage } from "../../sdk/src/index.ts";

const deepest = 100;

/** A conversation without the tags that no browser can copy. */
export function withTagsToCopy(conversation: Session): Session {
  const tags = conversation.tailTags.filter(({ data }) => isAtMost(deepest, data));
  return tags.length === conversation.tailTags.length ? conversation : { ...conversation, tailTags: tags };
}

/** A page of the list without the tags that no browser can copy. */
export function pageToCopy(page: SessionPage): SessionPage {
  return { ...page, sessions: page.sessions.map(withTagsToCopy) };
}

function isAtMost(deep: number, value: unknown): boolean {
  if (typeof value !== "object" || value === null) return true;
  return deep > 0 && Object.values(value).every((inner) => isAtMost(deep - 1, inner));
}

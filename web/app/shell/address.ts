// The addresses of the inbox: what stands behind the # in the address of the page. A conversation has one, with its id and
// nothing else; the list has none.

const conversationPrefix = "#/c/";

/** The address of a conversation. */
export function addressOf(conversationId: string): string {
  // Half a letter pair has no place in an address: such an id is written, and leads to no conversation.
  return conversationPrefix + encodeURIComponent(conversationId.replace(/\p{Surrogate}/gu, "\ufffd"));
}

/** The id of the conversation that an address leads to; undefined when it leads to none. */
export function conversationIn(address: string): string | undefined {
  if (!address.startsWith(conversationPrefix)) return undefined;
  try {
    return decodeURIComponent(address.slice(conversationPrefix.length)) || undefined;
  } catch {
    return undefined; // written by hand
  }
}

/** Whether an address is one of the inbox: of a conversation, or of the list. */
export function isOurs(address: string): boolean {
  return address === "" || address === "#" || address.startsWith(conversationPrefix);
}

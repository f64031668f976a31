// What the browser sends.

import type { BrowserContext, Request } from "playwright-core";

/** A message as it was sent. */
export interface Sent {
  key: string;
  text: string;
}

/** The messages that the tabs of a profile send from now on, in order. */
export function sendsOf(context: BrowserContext): Sent[] {
  const sent: Sent[] = [];
  context.on("request", (request) => {
    if (!isSend(request)) return;
    const { client_key, meta_data } = JSON.parse(bodyOf(request)).req_0.param;
    sent.push({ key: client_key, text: meta_data.content });
  });
  return sent;
}

/** The body of a request; "" when it has none. */
export const bodyOf = (request: Request) => request.postData() ?? "";

/** Whether a request sends a message. */
export const isSend = (request: Request) => bodyOf(request).includes("SendMessageAsync");

/** Whether a request asks for messages of a conversation. */
export const isForMessages = (request: Request) => /GetMessage\b/.test(bodyOf(request));

/** Whether a request asks for the list of conversations. */
export const isForList = (request: Request) => bodyOf(request).includes("GetSessionList");

/** Something to wait for, and what ends the wait. */
export function later(): [Promise<void>, () => void] {
  let end = () => {};
  return [new Promise((resolve) => (end = resolve)), () => end()];
}

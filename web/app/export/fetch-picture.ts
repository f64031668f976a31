import { later } from "../archive/later.ts";

/**
 * Fetches a picture. undefined when it is not to be had: its host does not allow it, or does not answer. Rejects with the
 * signal's reason.
 */
export type FetchPicture = (address: URL, signal: AbortSignal) => Promise<Uint8Array | undefined>;

/** How long a picture may take, in milliseconds. */
const longest = 30_000;

/** The largest picture, in bytes. */
const largest = 30_000_000;

/** {@link FetchPicture} in a browser. Its host learns who asks, but not from which page, and gets no cookie. */
export const fetchPicture: FetchPicture = async (address, signal) => {
  signal.throwIfAborted();
  const ending = new AbortController();
  const end = () => ending.abort();
  signal.addEventListener("abort", end);
  const cancel = later(end, longest);
  try {
    const response = await fetch(address, {
      signal: ending.signal,
      credentials: "omit",
      referrerPolicy: "no-referrer",
    });
    return response.ok && response.body ? await bytesOf(response.body) : undefined;
  } catch {
    signal.throwIfAborted();
    return undefined;
  } finally {
    cancel();
    signal.removeEventListener("abort", end);
    ending.abort();
  }
};

// What a server says of the size need not be so.
async function bytesOf(body: ReadableStream<Uint8Array>): Promise<Uint8Array | undefined> {
  const parts: Uint8Array[] = [];
  let size = 0;
  const reader = body.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    size += value.length;
    if (size > largest) return undefined;
    parts.push(value);
  }
  const bytes = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

import assert from "node:assert/strict";
import { NetworkError } from "../../sdk/src/errors.ts";
import { Archive } from "../archive/archive.ts";
import { MemoryStore } from "../archive/memory-store.ts";
import { Reader } from "../archive/reader.ts";
import { FakeChannel } from "./fake-channel.ts";
import { GatewayWorld } from "./gateway-world.ts";
import { list, page } from "./list-notation.ts";

/** An answer that does not come. */
export const lost = () => new NetworkError("lost");

/** A reader over a list that is known, and a gateway that answers with pages of the list, one after the other. */
export async function readerOf(known: string | undefined, ...pages: (string | Error)[]) {
  const { fake, gateway } = new GatewayWorld();
  const store = new MemoryStore();
  if (known !== undefined) await store.updateList(() => list(known));
  let time = 0;
  const archive = new Archive({
    store,
    channel: new FakeChannel().tab(),
    keepsGone: () => false,
    now: () => (time += 60_000),
    onMessages() {},
    onFailure: assert.ifError,
  });
  await archive.open();
  const reader = new Reader(gateway, archive);
  const answer = (...next: (string | Error)[]) =>
    fake.answer("getSessions", ...next.map((one) => (typeof one === "string" ? page(one) : one)));
  answer(...pages);
  const asked = () =>
    fake
      .optionsOf("getSessions")
      .map((options) => (options as { lastId?: string; lastTime?: number } | undefined) ?? {})
      .map(({ lastId, lastTime }) => (lastId === undefined ? "top" : `${lastId}${lastTime}`))
      .join(", ");
  return { reader, archive, fake, gateway, answer, asked };
}

// Writes a conversation to a file, a message a line (JSON Lines), newest first.

import { open, rename, rm } from "node:fs/promises";
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { createClient } from "qqmusic-private-message";

const { values: options } = parseArgs({
  options: {
    nick: { type: "string" }, // the other side's name; without one the conversation with the newest message
    out: { type: "string", default: "conversation.jsonl" },
    size: { type: "string", default: "100" }, // messages a request
  },
});

const { QQMUSIC_ENDPOINT, QQMUSIC_MUSICID, QQMUSIC_MUSICKEY } = process.env;
const out = resolve(options.out);
const stop = new AbortController();
process.once("SIGINT", () => stop.abort());

const progress = { pages: 0, messages: 0, since: performance.now() };

try {
  const client = await createClient({
    ...(QQMUSIC_ENDPOINT && { endpoint: QQMUSIC_ENDPOINT }),
    credential: { musicid: QQMUSIC_MUSICID ?? "", musickey: QQMUSIC_MUSICKEY ?? "" },
  });
  const session = await find(client);
  await exportTo(out, client.getMessages({ sessionId: session.sessionId, size: options.size, signal: stop.signal }));
  client.close();
  report("\n");
  console.log(out);
} catch (error) {
  if (progress.pages > 0) report("\n");
  const why = stop.signal.aborted ? "Stopped" : `${error.name}: ${error.message}`;
  console.error(`${why}. ${out} was not written; start again to write it from the beginning.`);
  process.exitCode = stop.signal.aborted ? 130 : 1;
}

/** The conversation to export. */
async function find(client) {
  for await (const session of client.getSessions({ signal: stop.signal })) {
    if (options.nick === undefined || session.user?.nick === options.nick) return session;
  }
  throw new Error(options.nick === undefined ? "there are no conversations" : `no conversation with ${options.nick}`);
}

/** Writes all messages, and gives the file its name when the last of them is on disk. */
async function exportTo(path, messages) {
  const draft = `${path}.${process.pid}.part`;
  const file = await open(draft, "wx", 0o600); // private messages are for their owner's eyes
  try {
    const written = new Set();
    for await (const page of messages.pages()) {
      const fresh = page.messages.filter(({ id }) => !written.has(id));
      for (const { id } of fresh) written.add(id);
      await file.appendFile(fresh.map((message) => `${JSON.stringify(message)}\n`).join(""));
      progress.pages++;
      progress.messages += fresh.length;
      if (process.stderr.isTTY) report("\r");
      stop.signal.throwIfAborted();
    }
    await file.sync();
    await file.close();
    await rename(draft, path);
  } catch (error) {
    await file.close().catch(() => {}); // closed already when the renaming failed
    await rm(draft, { force: true });
    throw error;
  }
}

function report(end) {
  const seconds = (performance.now() - progress.since) / 1000;
  const rate = Math.round(progress.messages / seconds);
  process.stderr.write(`${progress.pages} pages, ${progress.messages} messages, ${rate} a second${end}`);
}

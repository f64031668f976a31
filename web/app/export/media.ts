import { CGIError } from "../../sdk/src/errors.ts";
import type { Message } from "../../sdk/src/index.ts";
import { untilAborted } from "../archive/until-aborted.ts";
import type { Gateway } from "../gateway/gateway.ts";
import { isIncomplete } from "../model/kinds.ts";
import type { Days } from "./days.ts";
import type { ExportPlace } from "./export-place.ts";
import { partsOf } from "./extent.ts";
import type { Conversation } from "./job.ts";

/** How many pictures and videos are asked about at once. */
const atOnce = 20;

/** Asks for the details of pictures and videos that lack them. Those that the gateway does not give stay as they are. */
export async function completeMedia(
  { archive, check }: ExportPlace,
  gateway: Gateway,
  conversation: Conversation,
  days: Days,
  signal: AbortSignal,
): Promise<void> {
  const { sessionId } = conversation.session;
  const parts = partsOf(await archive.kept.readHistory(sessionId), conversation, days);
  const ids = parts.flatMap(({ messages }) =>
    messages.filter((one) => one.goneAt === undefined && isIncomplete(one)).map(({ id }) => id),
  );
  for (let from = 0; from < ids.length; from += atOnce) {
    const wanted = ids.slice(from, from + atOnce);
    const found = await detailsOf(gateway, sessionId, wanted, signal);
    const details = wanted.flatMap((id) => {
      const metaData = Object.hasOwn(found, id) ? found[id]?.metaData : null;
      return metaData ? [[id, metaData] as const] : [];
    });
    await archive.takeDetails(sessionId, details);
    check();
  }
}

async function detailsOf(
  gateway: Gateway,
  sessionId: string,
  ids: string[],
  signal: AbortSignal,
): Promise<Record<string, Message>> {
  signal.throwIfAborted();
  try {
    const asked = gateway.call((client) => client.getMediaMessageDetails(sessionId, ids));
    return (await untilAborted(asked, signal)).msgIds;
  } catch (error) {
    // Pictures that the gateway does not give do not keep the messages from being exported.
    if (error instanceof CGIError) return {};
    throw error;
  }
}

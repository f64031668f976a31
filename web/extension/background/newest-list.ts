import { askForTexts } from "../../app/archive/text-contents.ts";
import { readList } from "../../app/archive/unreadable.ts";
import type { Client, SessionPage } from "../../sdk/src/index.ts";

/**
 * The newest conversations. Where contents came as texts the page is asked for once more, as it was sent; what cannot be read
 * all the same is marked.
 */
export async function newestList(client: Pick<Client, "getSessions">): Promise<SessionPage> {
  const page = await client.getSessions();
  return readList(page, await askForTexts(page, () => client.getSessions({ raw: true })));
}

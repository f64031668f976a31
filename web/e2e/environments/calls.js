// What a test of an app does with the package, in a runner that may put a jsdom around it.

import { createClient, InvalidArgumentError } from "qqmusic-private-message";

const { endpoint, account } = JSON.parse(process.env.QUESTION);

/** The tests by name. Each throws when something is not as it should be. */
export const calls = {
  "a call to the gateway": async (expect) => {
    const client = await createClient({ endpoint, credential: account });
    expect((await client.getSessions({ size: 3 })).sessions.length).toBe(3);
    const error = await client.getSessions({ size: 1.5 }).catch((error) => error);
    expect(error instanceof InvalidArgumentError).toBe(true);
    client.close();
  },

  "a call that a stand-in for fetch answers": async (expect) => {
    const client = await createClient({ fetch: standIn, credential: account });
    expect((await client.getConfig(1)).configValue).toBe(7);
    client.close();
  },

  "a call that is aborted": async (expect) => {
    const client = await createClient({ fetch: standIn, credential: account });
    const abort = new AbortController();
    const aborted = client.getConfig(1, { signal: abort.signal }).catch((error) => error);
    abort.abort();
    expect((await aborted) === abort.signal.reason).toBe(true);
    client.close();
  },
};

const standIn = async (url, { body }) => {
  const data = body.includes('"GetSession"') ? { session: { uid: "1", sid: "2" } } : { config_value: 7 };
  return new Response(JSON.stringify({ code: 0, req_0: { code: 0, data } }));
};

// Stands in for fetch.

/** The text of the answer that gives a gateway session. */
const session = '{"code":0,"req_0":{"code":0,"data":{"session":{"uid":"1234567890","sid":"202601010101"}}}}';

/** A fetch that answers every call with the same bytes and never reaches a network. */
export function answering(body: string): typeof fetch {
  const bytes = new TextEncoder().encode(body);
  return async (_, init) => new Response(String(init?.body).includes('"GetSession"') ? session : bytes);
}

/** What was sent. */
export interface Sent {
  url: string;
  init: RequestInit & { body: string };
}

/** A fetch that also keeps what is sent, without what belongs to one sending alone. */
export function recording(send: typeof fetch): { fetch: typeof fetch; sent: Sent[]; bodies: string[] } {
  const sent: Sent[] = [];
  const bodies: string[] = [];
  return {
    sent,
    bodies,
    async fetch(url, init) {
      const response = await send(url, init);
      if (!String(init?.body).includes('"GetSession"')) {
        const { signal, ...rest } = init ?? {};
        sent.push({ url: String(url), init: { ...rest, body: String(init?.body) } });
        bodies.push(await response.clone().text());
      }
      return response;
    },
  };
}

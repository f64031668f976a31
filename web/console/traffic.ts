/** One request as it left the page; without the musickey, which is masked. */
export interface SentRequest {
  method: string;
  url: string;
  headers: [name: string, value: string][];
  body: string;
}

/** A fetch that tells what it sends, and then sends it. */
export function recordingFetch(record: (request: SentRequest) => void): typeof fetch {
  return async (input, init) => {
    const request = new Request(input, init);
    record({
      method: request.method,
      url: request.url,
      headers: [...request.headers],
      body: maskKey(await request.clone().text()),
    });
    return fetch(request);
  };
}

/** What stands where the musickey belongs in what is copied: nobody gives a key away with it. */
export const keyPlaceholder = "YOUR_MUSICKEY";

/** Puts a mask in the place of the login ticket in the text of a request body, and changes no other character. */
export function maskKey(body: string, mask = "••••••"): string {
  return body.replace(/("(?:authst|musickey)"\s*:\s*)"(?:[^"\\]|\\.)*"/g, `$1"${mask}"`);
}

// What drives the browser may add its own at any time.
const countGlobals = () => Object.getOwnPropertyNames(globalThis).filter((name) => !name.startsWith("__pw")).length;

/** Makes a client, with other options too, and asks for conversations. Gives back plain data for the test. */
export async function ask(sdk, { endpoint, account, ...options }) {
  const globals = countGlobals();
  const client = await sdk.createClient({ ...options, endpoint, credential: account });
  const { sessions } = await client.getSessions({ size: 3 });
  const error = await client.getSessions({ size: 1.5 }).catch((error) => error);
  client.close();
  return {
    version: sdk.version,
    ids: sessions.map((session) => session.sessionId),
    error: error instanceof sdk.InvalidArgumentError && error.name,
    globals: countGlobals() - globals,
  };
}

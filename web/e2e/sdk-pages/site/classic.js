const go = new Go();
const ready = new Promise((resolve) => addEventListener("qqmusicpmready", resolve));

globalThis.ask = async ({ endpoint, account }) => {
  const { instance } = await WebAssembly.instantiateStreaming(fetch("package/qqmusicpm.wasm"), go.importObject);
  go.run(instance);
  await ready;
  const client = await QQMusicPM.createClient({ endpoint, credential: account });
  const { sessions } = await client.getSessions({ size: 3 });
  const error = await client.getSessions({ size: 1.5 }).catch((error) => error);
  return {
    version: QQMusicPM.version,
    ids: sessions.map((session) => session.sessionId),
    error: error.name,
    globals: 0,
  };
};

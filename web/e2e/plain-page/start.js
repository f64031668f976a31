const go = new Go();
globalThis.started = WebAssembly.instantiateStreaming(fetch("qqmusicpm.wasm"), go.importObject).then(({ instance }) => {
  go.run(instance);
  return QQMusicPM.version;
});

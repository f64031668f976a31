using Workerd = import "/workerd/workerd.capnp";

const config :Workerd.Config = (
  services = [
    (name = "worker", worker = .worker),
    (name = "internet", network = (allow = ["private"])),
  ],
  sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "worker")],
);

const worker :Workerd.Worker = (
  modules = [
    (name = "worker.js", esModule = embed "worker.js"),
    (name = "ask.js", esModule = embed "ask.js"),
    (name = "fetch.js", esModule = embed "fetch.js"),
    (name = "qqmusic-private-message", esModule = embed "package/index.js"),
    (name = "qqmusic-private-message/qqmusicpm.wasm", wasm = embed "package/qqmusicpm.wasm"),
  ],
  compatibilityDate = "2026-11-01",
);

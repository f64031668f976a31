using Workerd = import "/workerd/workerd.capnp";

const config :Workerd.Config = (
  services = [
    (name = "documented", worker = (
      modules = [(name = "worker.js", esModule = embed "worker.js"), .script, .module],
      bindings = [(name = "LOGIN", fromEnvironment = "LOGIN")],
      compatibilityDate = .date,
    )),
    (name = "bare", worker = (
      modules = [(name = "bare.js", esModule = embed "bare.js"), .script],
      compatibilityDate = .date,
    )),
    (name = "internet", network = (allow = ["private"])),
  ],
  sockets = [
    (name = "documented", address = "127.0.0.1:0", http = (), service = "documented"),
    (name = "bare", address = "127.0.0.1:0", http = (), service = "bare"),
  ],
);

const date :Text = "2026-11-01";
const script :Workerd.Worker.Module = (name = "qqmusic-private-message", esModule = embed "package/index.js");
const module :Workerd.Worker.Module =
  (name = "qqmusic-private-message/qqmusicpm.wasm", wasm = embed "package/qqmusicpm.wasm");

// Serves the pages of the source itself, for `make dev`: what is saved is in the page at once, TypeScript and styles by
// Vite, Go built anew. Behind it is the simulator of the gateway.

import { execFile, spawn, type ChildProcess } from "node:child_process";
import { readFileSync } from "node:fs";
import { createServer } from "node:net";
import { basename, join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { defineConfig, mergeConfig, type Plugin, type ViteDevServer } from "vite";
import site from "./vite.config.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
const goFolders = ["cmd", "core", "internal", "jsbridge", "wasm"].map((name) => join(root, name));
const run = promisify(execFile);

/** The command demo, which has the simulator. */
class Demo {
  #process: ChildProcess | undefined;
  #address = "127.0.0.1:0";

  /** Starts it anew, at the address that it has had. */
  async start(): Promise<string> {
    const old = this.#process;
    if (old && old.exitCode === null) {
      await new Promise((ended) => {
        old.once("exit", ended);
        old.kill();
      });
    }
    const demo = spawn(join(root, "bin/demo"), ["-addr", this.#address, "-quiet"], {
      cwd: root,
      stdio: ["ignore", "pipe", "inherit"],
    });
    this.#process = demo;
    for await (const line of createInterface(demo.stdout)) {
      const origin = line.split("/ ")[0]!;
      this.#address = new URL(origin).host;
      return origin;
    }
    throw new Error("bin/demo ended before it listened");
  }

  end(): void {
    this.#process?.kill();
  }
}

const demo = new Demo();
process.once("exit", () => demo.end());

/** The port of this server. One that nobody can have ends this with what to do; in the place of one in use Vite takes the next. */
async function usablePort(): Promise<number> {
  const port = Number(process.env.PORT);
  const refused = await new Promise<NodeJS.ErrnoException | undefined>((resolve) => {
    const probe = createServer().once("error", resolve);
    try {
      probe.listen(port, "127.0.0.1", () => probe.close(() => resolve(undefined)));
    } catch (error) {
      resolve(error as Error);
    }
  });
  if (refused && refused.code !== "EADDRINUSE") {
    process.stderr.write(`dev: PORT=${process.env.PORT}: ${refused.message}: choose another port with PORT=8788\n`);
    process.exit(1);
  }
  return port;
}

/** Builds what follows from the Go files when one is saved, and loads the page anew; one build at a time. */
function goFiles(): Plugin {
  let building = false;
  let again = false;

  async function build(server: ViteDevServer): Promise<void> {
    again = building;
    if (building) return;
    building = true;
    const start = performance.now();
    const log = server.config.logger;
    try {
      await run("go", ["generate", "./..."], { cwd: root });
      await run("make", ["--silent", "bin/qqmusicpm.wasm", "bin/demo"], { cwd: root });
      await demo.start();
      log.info(`go: built in ${((performance.now() - start) / 1000).toFixed(1)} s`, { timestamp: true });
      server.ws.send({ type: "full-reload" });
    } catch (error) {
      log.error((error as { stderr?: string }).stderr || String(error), { timestamp: true });
    } finally {
      building = false;
    }
    if (again) await build(server);
  }

  return {
    name: "go-files",
    configureServer(server) {
      server.watcher.add(goFolders);
      server.watcher.on("all", (_, file) => {
        if (file.endsWith(".go") && !basename(file).endsWith("_gen.go") && !file.endsWith("_test.go"))
          void build(server);
      });
      server.middlewares.use("/qqmusicpm.wasm", (_, response) => {
        response.setHeader("Content-Type", "application/wasm");
        response.setHeader("Cache-Control", "no-cache");
        response.end(readFileSync(join(root, "bin/qqmusicpm.wasm")));
      });
    },
  };
}

/** Starts the worker of the search as a module: only a build makes one script of it. */
function moduleWorker(): Plugin {
  const start = 'new Worker(new URL("./search-worker.ts", import.meta.url))';
  return {
    name: "module-worker",
    enforce: "pre",
    transform(code, id) {
      if (basename(id) !== "start-search-worker.ts") return null;
      const parts = code.split(start);
      if (parts.length !== 2) this.error(`the worker is started in another way than by ${start}`);
      return parts.join(start.replace(/\)$/, ', { type: "module" })'));
    },
  };
}

export default defineConfig(async () => {
  const port = await usablePort();
  const origin = await demo.start();
  // The simulator answers its own pages alone.
  const simulator = { target: origin, changeOrigin: true, headers: { origin } };
  return mergeConfig(site, {
    plugins: [goFiles(), moduleWorker()],
    cacheDir: fileURLToPath(new URL("test-results/vite", import.meta.url)),
    server: {
      host: "127.0.0.1",
      port,
      proxy: { "/cgi-bin/": simulator, "/_simulator/": simulator },
    },
  });
});

// A server that has the module, and files that are none in its place.

import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { gzipSync } from "node:zlib";
import { installedPath } from "./support.js";

/** The module. */
export const bytes = readFileSync(installedPath("qqmusicpm.wasm"));
/** What a server may answer in its place. */
export const page = "<!doctype html>\n<title>Not here</title>";

interface Served {
  status?: number;
  type?: string;
  body?: string | Buffer;
}

const files: Record<string, Served> = {
  "/module.wasm": { type: "application/wasm", body: bytes },
  "/wrong-type.wasm": { type: "application/octet-stream", body: bytes },
  "/no-type.wasm": { body: bytes },
  "/missing.wasm": { status: 404, type: "text/html", body: page },
  "/broken.wasm": { status: 500, type: "application/json", body: '{"error":1}' },
  "/page.wasm": { type: "text/html", body: page },
  "/page-as-wasm.wasm": { type: "application/wasm", body: page },
  "/json.wasm": { type: "application/json", body: ' {"a":1}' },
  "/text.wasm": { type: "text/plain", body: "version https" },
  "/xml.wasm": { type: "text/xml", body: "<?xml version='1.0'?><Error/>" },
  "/empty.wasm": { type: "application/wasm", body: "" },
  "/gzip.wasm": { type: "application/wasm", body: gzipSync(bytes) },
  "/other.wasm": { type: "application/wasm", body: Buffer.from([0x7f, 0x45, 0x4c, 0x46, 2]) },
  "/cut.wasm": { type: "application/wasm", body: bytes.subarray(0, 5000) },
};

/** The server while it runs. */
export interface ModuleServer {
  origin: string;
  /** The paths that were asked for. */
  asked: string[];
  close(): void;
}

/** Starts the server. */
export async function serveModules(): Promise<ModuleServer> {
  const server = createServer((request, response) => {
    served.asked.push(request.url!);
    const { status = 200, type, body } = files[request.url!]!;
    response.writeHead(status, type === undefined ? {} : { "Content-Type": type }).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const served: ModuleServer = {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked: [],
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
  return served;
}

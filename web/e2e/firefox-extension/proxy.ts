// A proxy through which a browser reaches the hosts that this machine plays, and no others.

import { once } from "node:events";
import { createServer } from "node:http";
import { connect, type AddressInfo, type Socket } from "node:net";

/** A running proxy. */
export interface Proxy {
  port: number;
  stop(): void;
}

/** Starts one. Of each host it knows the port of this machine that plays it, with TLS. */
export async function startProxy(hosts: ReadonlyMap<string, number>): Promise<Proxy> {
  const open = new Set<Socket>();
  const follow = (socket: Socket) => {
    open.add(socket);
    socket.on("close", () => open.delete(socket)).on("error", () => socket.destroy());
  };
  const server = createServer((_, answer) => answer.writeHead(403).end());
  server.on("connection", follow);
  server.on("connect", ({ url = "" }: { url?: string }, socket: Socket, head: Buffer) => {
    const [host = "", port] = url.split(":");
    const played = port === "443" ? hosts.get(host) : undefined;
    if (played === undefined) {
      socket.end("HTTP/1.1 403 Forbidden\r\n\r\n");
      return;
    }
    const onward = connect(played, "127.0.0.1", () => {
      socket.write("HTTP/1.1 200 OK\r\n\r\n");
      onward.write(head);
      socket.pipe(onward).pipe(socket);
    });
    follow(onward);
    onward.on("close", () => socket.destroy());
    socket.on("close", () => onward.destroy());
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    port: (server.address() as AddressInfo).port,
    stop() {
      server.close();
      for (const socket of open) socket.destroy();
    },
  };
}

// Plays u.y.qq.com and y.qq.com over TLS: the simulator as the one, a site where one can log in and out as the other.

import { once } from "node:events";
import { request, type IncomingMessage, type ServerResponse } from "node:http";
import { createServer, type Server } from "node:https";
import type { AddressInfo } from "node:net";
import { startDemo, type Demo } from "./harness.js";
import { selfSigned } from "./self-signed.js";

/** A request as it arrived at a stand-in, before anything was done to it. */
export interface ArrivedRequest {
  method: string;
  path: string;
  /** Its headers by lower-case name. */
  headers: Record<string, string>;
}

/** The two hosts, played by this machine. */
export interface StandIn {
  demo: Demo;
  /** The port of this machine at which each of them is played, with TLS. */
  hosts: ReadonlyMap<string, number>;
  /** What lets Chromium find them here. */
  browserArgs: string[];
  /** What arrived at u.y.qq.com. */
  gateway: ArrivedRequest[];
  /** What arrived at y.qq.com. */
  site: ArrivedRequest[];
  /** The cookies that y.qq.com sets from now on, as lines of Set-Cookie. */
  cookies: string[];
  stop(): Promise<void>;
}

/** Starts them. */
export async function startStandIn(): Promise<StandIn> {
  const demo = await startDemo();
  const certificate = selfSigned(["u.y.qq.com", "y.qq.com"]);
  const standIn = { gateway: [] as ArrivedRequest[], site: [] as ArrivedRequest[], cookies: [] as string[] };
  const gateway = createServer(certificate, (asked, answer) => {
    standIn.gateway.push(arrived(asked));
    passOn(demo, asked, answer);
  });
  const site = createServer(certificate, (asked, answer) => {
    standIn.site.push(arrived(asked));
    answer.setHeader("Content-Type", "text/html; charset=utf-8");
    answer.setHeader("Set-Cookie", standIn.cookies);
    answer.end("<!doctype html><title>y.qq.com</title><p>QQ 音乐</p>");
  });
  const hosts = new Map([
    ["u.y.qq.com", await listen(gateway)],
    ["y.qq.com", await listen(site)],
  ]);
  const rules = [...hosts].map(([host, port]) => `MAP ${host}:443 127.0.0.1:${port}`);
  return Object.assign(standIn, {
    demo,
    hosts,
    browserArgs: ["--ignore-certificate-errors", `--host-resolver-rules=${rules.join(", ")}`],
    async stop() {
      for (const server of [gateway, site]) {
        server.close();
        server.closeAllConnections();
      }
      await demo.stop();
    },
  });
}

async function listen(server: Server): Promise<number> {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return (server.address() as AddressInfo).port;
}

function arrived(asked: IncomingMessage): ArrivedRequest {
  const headers = Object.fromEntries(
    Object.entries(asked.headersDistinct).map(([name, all]) => [name, all!.join(", ")]),
  );
  return { method: asked.method ?? "", path: asked.url ?? "", headers };
}

// As a program of this machine would ask: the simulator answers no foreign page.
function passOn({ url }: Demo, asked: IncomingMessage, answer: ServerResponse): void {
  const { host, origin, ...headers } = asked.headers;
  for (const name of Object.keys(headers)) {
    if (name.startsWith("sec-")) delete headers[name];
  }
  const onward = request(new URL(asked.url ?? "", url), { method: asked.method, headers }, (answered) => {
    answer.writeHead(answered.statusCode ?? 502, answered.rawHeaders);
    answered.pipe(answer);
    answered.on("error", () => answer.destroy());
  });
  onward.on("error", () => answer.destroy());
  asked.pipe(onward);
}

/** The lines of Set-Cookie of a login at y.qq.com. */
export function loginCookies(uin: string, musickey: string, { wechat = false } = {}): string[] {
  return [
    `${wechat ? "wxuin" : "uin"}=${uin}; Path=/; Domain=.qq.com`,
    `qm_keyst=${musickey}; Path=/; Domain=.qq.com; Secure`,
    `qqmusic_key=${musickey}; Path=/; Domain=.y.qq.com`,
    `tmeLoginType=${wechat ? 1 : 2}; Path=/; Domain=.y.qq.com`,
  ];
}

/** The lines of Set-Cookie of a logout. */
export const logoutCookies = ["uin", "wxuin", "qm_keyst", "qqmusic_key", "tmeLoginType"].flatMap((name) =>
  [".qq.com", ".y.qq.com"].map((domain) => `${name}=; Path=/; Domain=${domain}; Max-Age=0`),
);

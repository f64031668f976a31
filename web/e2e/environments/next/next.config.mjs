import { dirname } from "node:path";

// The folder of the packages is the one above.
const root = dirname(import.meta.dirname);

export default {
  output: process.env.OUTPUT,
  outputFileTracingRoot: root,
  turbopack: { root },
  serverExternalPackages: JSON.parse(process.env.EXTERNAL ?? "[]"),
  rewrites: async () => [{ source: "/cgi-bin/:path*", destination: `${process.env.GATEWAY}/cgi-bin/:path*` }],
};

import { defineConfig } from "vite";

// The gateway sends no CORS headers, so its paths go through this server.
// make example sets the address; 8787 is where `make run` and the relay listen.
const target = process.env.QQMUSIC_ENDPOINT ?? "http://127.0.0.1:8787";

const gateway = {
  target,
  changeOrigin: true,
  configure(proxy) {
    // The relay answers its own pages only, and this page comes from another port.
    proxy.on("proxyReq", (request) => {
      for (const name of ["cookie", "origin", "referer", "sec-fetch-site"]) request.removeHeader(name);
    });
  },
};

export default defineConfig({
  server: {
    host: "127.0.0.1",
    proxy: { "/cgi-bin": gateway },
    // The package is linked here from outside this folder.
    fs: { allow: [".", "../../dist/npm"] },
  },
});

// The ways in which vitest runs tests: in the realm of Node, in one of its own, and with the package as a part of the app.
const ways = {
  forks: { pool: "forks" },
  vm: { pool: "vmThreads" },
  inlined: { pool: "forks", server: { deps: { inline: ["qqmusic-private-message"] } } },
};

export default {
  test: {
    environment: "jsdom",
    projects: Object.entries(ways).map(([name, way]) => ({ extends: true, test: { name, ...way } })),
  },
};

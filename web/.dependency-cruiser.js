// Which file may import which, checked by `npm run lint:imports`. Every rule holds for types too: an `import type` makes
// a file as hard to understand alone as any other import. A new room has to be named here before it can import anything.

/**
 * The rooms of the inbox, lowest first. A room may import the rooms of the lines before its own; rooms of one line do not
 * know each other.
 */
const inbox = [
  ["model"],
  ["words"],
  ["ui"],
  ["gateway"],
  ["archive", "outbox"],
  ["account", "conversations", "thread", "compose", "media", "find", "export", "settings", "check"],
  ["shell"],
];

/** What every room of the inbox may import. */
const inboxGround = ["^node_modules/", "^sdk/src/", "^common/", "^app/host\\.ts$", "^app/style/[^/]+\\.css$"];

/** What the parts of the extension that show nothing may import of the inbox. */
const inboxWithoutViews = [
  "^app/host\\.ts$",
  "^app/(model|words)/",
  "^app/(account|archive|gateway)/[^/]+\\.ts$",
  "^app/conversations/list-marks\\.ts$",
];

/** What every room of the extension may import: files beside the rooms are its ground floor. */
const extensionGround = ["^node_modules/", "^sdk/src/", "^common/", "^extension/[^/]+\\.ts$"];

/** Allows the files of a place to import these paths, and nothing else. */
const only = (name, from, to, comment) => ({
  name,
  comment,
  severity: "error",
  from: typeof from === "string" ? { path: from } : from,
  to: { pathNot: to },
});

const inboxRooms = inbox.flatMap((line, i) => {
  const below = inbox.slice(0, i).flat();
  return line.map((room) =>
    only(
      `app-${room}`,
      `^app/${room}/`,
      [...inboxGround, `^app/(${[...below, room].join("|")})/`],
      `app/${room} may import ${below.length > 0 ? below.join(", ") : "no other room"}, app/host.ts, common and sdk.`,
    ),
  );
});

/** @type {import("dependency-cruiser").IConfiguration} */
export default {
  forbidden: [
    {
      name: "no-circle-of-files",
      comment: "Two files that need each other cannot be understood alone: give what both need a file of its own.",
      severity: "error",
      from: {},
      to: { circular: true },
    },
    {
      name: "no-circle-of-folders",
      comment: "Of two folders one is above the other: move what both need to the lower one.",
      severity: "error",
      scope: "folder",
      from: {},
      to: { circular: true },
    },
    {
      name: "found",
      comment: "An import that leads to no file escapes every other rule.",
      severity: "error",
      from: { pathNot: "/test/" },
      to: { couldNotResolve: true, pathNot: "^go-runtime$" },
    },

    {
      name: "sdk",
      comment: "The package knows nothing of what uses it, and stands on nothing but Node's own modules.",
      severity: "error",
      from: { path: "^sdk/src/" },
      to: { pathNot: ["^sdk/src/", "^go-runtime$"], dependencyTypesNot: ["core"] },
    },
    only("common", "^common/", ["^node_modules/", "^sdk/src/", "^common/"], "common is for all pages, and knows none."),

    ...inboxRooms,
    only(
      "app-host",
      "^app/host\\.ts$",
      ["^common/", "^sdk/src/", "^node_modules/@preact/signals/"],
      "app/host.ts says what the inbox needs of the place that shows it, some of which changes; of the inbox it knows nothing.",
    ),
    {
      name: "app-host-has-types-alone",
      comment:
        "app/host.ts is imported by every room, also where there is no module: it may name types, and run nothing.",
      severity: "error",
      from: { path: "^app/host\\.ts$" },
      to: { dependencyTypesNot: ["type-only"] },
    },
    only(
      "app-page",
      "^app/[^/]+\\.tsx?$",
      [...inboxGround, "^app/(?!test/)"],
      "What stands beside the rooms puts the inbox into a page; it knows no other page.",
    ),
    {
      name: "app-room-without-a-line",
      comment: "This folder is no room of the inbox: give it a line in web/.dependency-cruiser.js.",
      severity: "error",
      from: { path: "^app/[^/]+/", pathNot: `^app/(${inbox.flat().join("|")}|style|test)/` },
      to: {},
    },

    only(
      "console-state",
      "^console/[^/]+\\.ts$",
      ["^node_modules/", "^common/", "^console/[^/]+\\.(ts|json)$"],
      "What the console knows and does is in the files beside its rooms: they know no words and no views.",
    ),
    only(
      "console-words",
      "^console/words/",
      ["^node_modules/", "^common/", "^console/words/", "^console/destroyers\\.ts$"],
      "The console's words know of the console which calls they have a question for, and nothing else.",
    ),
    only(
      "console-view",
      "^console/view/",
      ["^node_modules/", "^common/", "^console/(view|words)/", "^console/[^/]+\\.ts$"],
      "The console's views may import its words and its state.",
    ),
    only(
      "console-main",
      "^console/main\\.tsx$",
      ["^node_modules/", "^common/", "^console/(?!test/)"],
      "The console knows no other page.",
    ),

    only(
      "extension-ground",
      { path: "^extension/[^/]+\\.ts$", pathNot: "^extension/vite\\.config\\.ts$" },
      [...extensionGround, "^extension/_locales/"],
      "The files beside the extension's rooms are below them all.",
    ),
    only(
      "extension-watch",
      "^extension/watch/",
      [...extensionGround, ...inboxWithoutViews, "^extension/watch/"],
      "extension/watch may import the files beside the rooms.",
    ),
    only(
      "extension-account",
      "^extension/account/",
      [...extensionGround, ...inboxWithoutViews, "^extension/(watch|account)/"],
      "extension/account may import watch.",
    ),
    only(
      "extension-login",
      "^extension/login/",
      [...extensionGround, ...inboxWithoutViews, "^extension/(watch|account|login)/"],
      "extension/login may import watch and account.",
    ),
    only(
      "extension-background",
      "^extension/background/",
      [...extensionGround, ...inboxWithoutViews, "^extension/(watch|account|login|background)/"],
      "extension/background may import watch, account and login.",
    ),
    {
      name: "extension-background-shows-nothing",
      comment: "The background has no page: no view of the inbox may get into it, by way of other files neither.",
      severity: "error",
      from: { path: "^extension/background/" },
      to: { path: ["^app/", "\\.(tsx|css)$"], pathNot: inboxWithoutViews, reachable: true },
    },
    only(
      "extension-page",
      "^extension/page/",
      [...extensionGround, "^app/(?!test/)[^/]+/", "^app/host\\.ts$", "^extension/(watch|account|login|options|page)/"],
      "extension/page may import watch, account, login, options and the rooms of the inbox.",
    ),
    only(
      "extension-options",
      "^extension/options/",
      [...extensionGround, "^app/(ui|style|settings)/", "^extension/options/"],
      "extension/options may import the files beside the rooms, and of the inbox its widgets and settings.",
    ),
    {
      name: "extension-pack",
      comment: "extension/pack is for the build alone.",
      severity: "error",
      from: { path: "^extension/pack/" },
      to: { pathNot: "^extension/pack/", dependencyTypesNot: ["core"] },
    },
    {
      name: "extension-room-without-a-line",
      comment: "This folder is no room of the extension: give it a rule in web/.dependency-cruiser.js.",
      severity: "error",
      from: {
        path: "^extension/[^/]+/",
        pathNot: "^extension/(watch|account|login|background|page|options|pack|test)/",
      },
      to: {},
    },
  ],
  options: {
    // Imports of types are gone once compiled, so the sources are read as they are. That takes the parser of TypeScript 6,
    // the package "typescript"; TypeScript 7, which compiles and checks here as "@typescript/native", has none to import.
    tsPreCompilationDeps: true,
    moduleSystems: ["es6"],
    doNotFollow: { path: "^node_modules/" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "module", "browser", "default", "types"],
    },
  },
};

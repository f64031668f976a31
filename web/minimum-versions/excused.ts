// What the built files use and need not have. Every entry must be in use in each part that it names, and without it the
// part would need newer browsers: one that is not needed any more fails the check.

import type { PartName } from "./parts.ts";

/** A feature that some parts do without where it is missing. */
export interface Excuse {
  /** As MDN's data names it. */
  feature: string;
  in: readonly PartName[];
  /** How the parts do without it. */
  because: string;
}

const withSdk = ["sdk", "sdkWithPolicy", "inbox", "extension"] as const;
const pages = ["inbox", "console", "extension"] as const;

const guarded: readonly Excuse[] = [
  {
    feature: "javascript.builtins.Promise.withResolvers",
    in: ["module", ...withSdk, "console"],
    because: "jsbridge/promises.go makes promises with a constructor where it is missing",
  },
  {
    feature: "javascript.builtins.Symbol.dispose",
    in: [...withSdk, "console"],
    because: "a client gets the method where the symbol is there; Preact's signals ask for it too",
  },
  {
    feature: "javascript.builtins.Symbol.asyncDispose",
    in: withSdk,
    because: "a client gets the method where the symbol is there",
  },
  {
    feature: "javascript.builtins.Intl.Segmenter",
    in: ["inbox"],
    because: "app/model/clean.ts counts code points where it is missing",
  },
  {
    feature: "javascript.builtins.Intl.Locale.getWeekInfo",
    in: ["inbox", "extension"],
    because: "app/thread/day-calendar.ts lets a week begin with Sunday where it is missing",
  },
  {
    feature: "api.ClipboardItem",
    in: ["inbox"],
    because: "the viewer does not offer to copy a picture where it is missing",
  },
  {
    feature: "api.StorageManager.estimate",
    in: ["inbox"],
    because: "app/archive/disk-store.ts does not say how many bytes are kept where it is missing",
  },
  {
    feature: "api.Window.requestIdleCallback",
    in: ["inbox"],
    because: "app/ui/idle.ts goes on at once where it is missing",
  },
  {
    feature: "api.Window.showSaveFilePicker",
    in: ["inbox", "extension"],
    because: "an export becomes a download where no file can be chosen",
  },
  {
    feature: "api.setTimeout",
    in: ["sdk"],
    because: "in Node it gives an object for a number, and clearTimeout takes it",
  },
  { feature: "api.clearTimeout", in: ["sdk"], because: "in Node it takes the objects of setTimeout" },
];

// A page may look plainer, but everything in it must be seen and reached.
const nicer: readonly Excuse[] = [
  {
    feature: "css.properties.-webkit-touch-callout",
    in: ["inbox", "extension"],
    because: "only WebKit shows what it turns off",
  },
  { feature: "css.properties.text-size-adjust", in: pages, because: "only phones enlarge what it leaves alone" },
  { feature: "css.properties.user-select", in: ["inbox"], because: "Safari takes -webkit-user-select" },
  {
    feature: "css.properties.outline",
    in: ["inbox", "console"],
    because: "older Safari only draws it with square corners",
  },
  ...["css.properties.forced-color-adjust", "css.properties.forced-color-adjust.none"].map((feature): Excuse => {
    return { feature, in: ["inbox", "console"], because: "Safari forces no colours" };
  }),
  { feature: "css.properties.accent-color", in: ["inbox", "console"], because: "boxes have the browser's colour" },
  { feature: "css.properties.overscroll-behavior", in: ["inbox", "extension"], because: "what is behind scrolls on" },
  {
    feature: "css.properties.overflow-anchor",
    in: ["inbox"],
    because: "where it is missing nothing is anchored either",
  },
  {
    feature: "css.properties.overflow-anchor.none",
    in: ["inbox"],
    because: "where it is missing nothing is anchored either",
  },
  { feature: "css.properties.scrollbar-gutter", in: ["inbox"], because: "the thread is wider without a scroll bar" },
  {
    feature: "css.properties.scrollbar-gutter.stable",
    in: ["inbox"],
    because: "the thread is wider without a scroll bar",
  },
  { feature: "css.properties.contain.style", in: ["inbox"], because: "it only saves the browser work" },
  {
    feature: "css.selectors.has",
    in: ["inbox", "console"],
    because: "a notice or divider stands elsewhere, a chosen chip is told by its radio button, columns scroll together",
  },
];

/** The features that are asked for before they are used, or only make a page nicer. */
export const excuses: readonly Excuse[] = [...guarded, ...nicer];

/** Names of members that the check takes for the browser's, and are not or are asked for first. */
export const otherMembers: readonly { name: string; in: readonly PartName[]; because: string }[] = [
  { name: "moveBefore", in: pages, because: "Preact asks whether it is there" },
  { name: "displayName", in: pages, because: "of Preact's components, which may have none" },
  { name: "annotation", in: ["inbox", "extension"], because: "of an emoji in its data" },
  { name: "createWritable", in: ["inbox"], because: "of a file that showSaveFilePicker gave" },
  {
    name: "requestPermission",
    in: ["inbox", "extension"],
    because: "of Notification, which app/ui/page-notifications.ts does without where it is missing",
  },
  { name: "font", in: ["inbox"], because: "older Safari only gives it back without its weight" },
  { name: "isComposing", in: ["inbox", "console"], because: "older Safari is known by keyCode in app/compose/keys.ts" },
];

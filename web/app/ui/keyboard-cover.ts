/** What a browser says of the part of a page that can be seen. */
export interface SeenPart {
  /** In pixels. */
  height: number;
  /** How far it is zoomed in with two fingers: 1 for not at all. */
  scale: number;
}

/** Less than this is no keyboard, in pixels: bars of the browser come and go. */
const leastKeyboard = 80;

/**
 * How much of a page a keyboard lies over, in pixels: 0 where the browser makes the page smaller for it instead, and while
 * the page is zoomed in.
 */
export function coveredHeight(pageHeight: number, seen: SeenPart): number {
  const covered = Math.round(pageHeight - seen.height);
  return seen.scale > 1.01 || covered < leastKeyboard ? 0 : covered;
}

/** Lets the page end above a keyboard that lies over it, as `--covered` of the page. Gives what ends that. */
export function followKeyboard(): () => void {
  const seen = window.visualViewport;
  if (!seen) return () => {};
  const fit = () => {
    const covered = coveredHeight(innerHeight, seen);
    document.documentElement.style.setProperty("--covered", `${covered}px`);
    if (covered > 0) scrollTo(0, 0); // the browser moved the page to show the field, which is in view now
  };
  seen.addEventListener("resize", fit);
  return () => seen.removeEventListener("resize", fit);
}

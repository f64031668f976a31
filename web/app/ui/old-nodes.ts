import { options, type VNode } from "preact";

/** What Preact keeps of a node, by the short names that its own packages (hooks, signals) use too. */
interface Kept extends VNode {
  /** The component that the node shows; none for an element. */
  __c?: object | null;
  /** The element that the node shows. */
  __e?: object | null;
  /** The node above it. */
  __?: Kept | null;
}

/**
 * Lets go of what is above a node that a newer one has taken the place of. Such a node stays in the props of whoever gave
 * it; from there one leads to the next through nodes that did not change, and with them stay elements that left the page
 * long ago: more of them the longer the page is open.
 */
export function forgetOldNodes(): void {
  const { diffed } = options;
  const newest = new WeakMap<object, Kept>();
  options.diffed = (node: Kept) => {
    const shown = node.__c ?? node.__e;
    if (shown) {
      const before = newest.get(shown);
      if (before && before !== node) before.__ = null;
      newest.set(shown, node);
    }
    diffed?.(node);
  };
}

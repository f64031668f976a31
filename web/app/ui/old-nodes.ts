import { options, type VNode } from "preact";

/** What Preact keeps of a node, by the short names that its own packages (hooks, signals) use too. */
interface Kept extends VNode {
  /** The component of the node. */
  __c?: { __v?: Kept } | null;
  /** The nodes below it. */
  __k?: unknown;
}

/**
 * Lets go of what a component has shown before. A component that renders itself anew gets a new node, and the one before
 * stays in the props of whoever gave it; with that stay the nodes below it, and through them, one after the other,
 * elements that left the page long ago.
 */
export function forgetOldNodes(): void {
  const { vnode: made, diffed } = options;
  const before = new WeakMap<VNode, Kept>();
  options.vnode = (node: Kept) => {
    const old = node.__c?.__v;
    if (old && old !== node) before.set(node, old);
    made?.(node);
  };
  options.diffed = (node) => {
    const old = before.get(node);
    if (old) old.__k = null;
    before.delete(node);
    diffed?.(node);
  };
}

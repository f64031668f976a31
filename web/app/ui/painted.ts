/** How long a frame is waited for, in milliseconds: a page that nobody sees has none. */
const patience = 200;

/** Resolves when what was drawn by now has been painted, or when there is no frame for it. */
export function painted(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, patience);
    // What a frame has painted is there in the task after it.
    requestAnimationFrame(() => setTimeout(resolve));
  });
}

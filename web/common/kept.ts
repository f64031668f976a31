// What the page remembers between loads. A browser that forbids it only forgets.

/** Reads what was kept under a name. */
export function kept(name: string): string | null {
  try {
    return localStorage.getItem(name);
  } catch {
    return null;
  }
}

/** Calls back when another page of the browser changed what is kept under a name. */
export function onKept(name: string, changed: () => void): void {
  globalThis.addEventListener?.("storage", ({ key }) => {
    if (key === name || key === null) changed();
  });
}

/** Keeps a value, or with null forgets it. */
export function keep(name: string, value: string | null): void {
  try {
    if (value === null) localStorage.removeItem(name);
    else localStorage.setItem(name, value);
  } catch {
    // Full, or forbidden.
  }
}

/** What the two pages have in common. */
export interface Ready {
  /** Milliseconds since the navigation started, once the page is ready. */
  ready: Promise<{ at: number; works: boolean }>;
}

/** Where the page's module is. */
export const moduleAddress = () => new URL(document.documentElement.dataset["module"]!, location.href);

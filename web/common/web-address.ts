/** The address that a text is, relative to a base where there is one; undefined when it is none. */
export function parseAddress(text: string, base?: string): URL | undefined {
  // URL.canParse is younger than the browsers that the pages are for.
  try {
    return new URL(text, base);
  } catch {
    return undefined;
  }
}

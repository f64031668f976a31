/**
 * Asks again for the style sheets that did not load: neither the browser nor what imports a part does, and the part would
 * come without its looks. Rejects when one of them fails again.
 */
export async function loadMissingStyles(): Promise<void> {
  const links = [...document.querySelectorAll<HTMLLinkElement>('link[rel="stylesheet"]')];
  await Promise.all(links.filter(isMissing).map(loadAgain));
}

// In Chromium one that failed has a sheet all the same, which nobody may look into.
function isMissing({ sheet }: HTMLLinkElement): boolean {
  try {
    return !sheet || sheet.cssRules.length === 0;
  } catch {
    return true;
  }
}

function loadAgain(link: HTMLLinkElement): Promise<void> {
  return new Promise((resolve, reject) => {
    const again = link.cloneNode() as HTMLLinkElement;
    again.addEventListener("load", () => resolve());
    again.addEventListener("error", () => reject(new Error(`the style sheet ${link.href} does not load`)));
    link.replaceWith(again);
  });
}

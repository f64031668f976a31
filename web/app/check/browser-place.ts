/** Browsers by what they call themselves: those that also claim to be another one come first. */
const browsers = [
  ["Edge", /\bEdg(?:A|iOS)?\/(\d{1,4})/],
  ["Opera", /\bOPR\/(\d{1,4})/],
  ["Firefox", /\b(?:Firefox|FxiOS)\/(\d{1,4})/],
  ["Chrome", /\b(?:Headless)?(?:Chrome|CriOS)\/(\d{1,4})/],
  ["Safari", /\bVersion\/(\d{1,4}).* Safari\//],
] as const;

/** What an inbox runs in: whether it is a page or an extension's, and the browser with its major version alone. */
export function browserPlace(userAgent: string, protocol: string): string {
  const place = protocol.endsWith("-extension:") ? "extension" : "page";
  for (const [name, form] of browsers) {
    const [, version] = form.exec(userAgent) ?? [];
    if (version !== undefined) return `${name} ${version}, ${place}`;
  }
  return place;
}

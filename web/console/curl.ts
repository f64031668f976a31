import { keyPlaceholder, maskKey, type SentRequest } from "./traffic.ts";

/** A command for curl in a shell that sends the same request, with a placeholder where the musickey belongs. */
export function curlOf({ method, url, headers, body }: SentRequest): string {
  const parts = [`curl ${quoted(url)}`, `-X ${method}`];
  for (const [name, value] of headers) parts.push(`-H ${quoted(`${name}: ${value}`)}`);
  if (body !== "") parts.push(`--data-binary ${quoted(maskKey(body, keyPlaceholder))}`);
  return parts.join(" \\\n  ");
}

function quoted(text: string): string {
  return `'${text.replace(/'/g, `'\\''`)}'`;
}

import { fileURLToPath } from "node:url";
import { rolldown } from "rolldown";

/** A script of this folder with all that it imports, as text for a page. */
export async function bundled(name: string): Promise<string> {
  const input = fileURLToPath(new URL(name, import.meta.url));
  const bundle = await rolldown({ input, platform: "browser", logLevel: "warn" });
  try {
    const { output } = await bundle.generate({ format: "iife" });
    return output[0].code;
  } finally {
    await bundle.close();
  }
}

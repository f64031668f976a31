import { fileURLToPath } from "node:url";

/** A path below the root of the project. */
export const fromRoot = (path: string) => fileURLToPath(new URL(`../../../../${path}`, import.meta.url));

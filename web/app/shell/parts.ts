// The parts of the page that are loaded when they are first wanted.

import { LazyPart } from "../ui/lazy-part.ts";

/** The export. */
export const exportPart = new LazyPart(() => import("../export/export-part.ts"));

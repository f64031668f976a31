import { expect, it } from "vitest";
import { calls } from "./calls.js";

it("is a page", () => expect(typeof document).toBe("object"));
for (const [name, run] of Object.entries(calls)) it(name, () => run(expect));

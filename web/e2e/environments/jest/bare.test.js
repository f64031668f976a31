/** @jest-environment jsdom */
import { createClient, isQQMusicError } from "qqmusic-private-message";

it("says what jsdom lacks", async () => {
  const error = await createClient().catch((error) => error);
  expect(isQQMusicError(error, "ModuleError")).toBe(true);
  expect(error.message).toMatch(/TextEncoder/);
});

import type { ReadonlySignal } from "@preact/signals";
import type { Session } from "../../sdk/src/index.ts";
import type { Exclusive } from "../archive/exclusive.ts";
import type { Later } from "../archive/later.ts";
import type { Self } from "../model/sides.ts";
import type { saveFile } from "../ui/save-file.ts";
import type { AddressOf } from "./content.ts";
import type { ExportPlacesOptions } from "./export-places.ts";
import type { FetchPicture } from "./fetch-picture.ts";
import type { ExportWords } from "./words.ts";

/** What an export is made of. */
export interface ExportOptions extends ExportPlacesOptions {
  /** The conversation; without one it is all of them. */
  conversation?: Session | undefined;
  /** What is known of the account: it tells who wrote a message. */
  self: ReadonlySignal<Self>;
  /** The web address that the address of a picture means. */
  addressOf: AddressOf;
  /** Keeps other tabs from the same export. */
  exclusive: Exclusive;
  save: SaveFile;
  /** Fetches the pictures that are saved in a file. It is asked for none before the user wants them. */
  fetchPicture: FetchPicture;
  words: () => ExportWords;
  /** The time in Unix milliseconds. Default that of day for when it began, and `steadyNow` for how long things last. */
  now?: () => number;
  later?: Later;
}

/** Writes a file where the user wants it. */
export type SaveFile = typeof saveFile;

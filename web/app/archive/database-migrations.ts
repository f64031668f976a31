import type { IDBPDatabase, IDBPTransaction, StoreNames } from "idb";
import type { ArchiveSchema } from "./database-schema.ts";

/** Takes the database from one version to the next. It can read and write, but waits for nothing but the database. */
export type Migration = (
  database: IDBPDatabase<ArchiveSchema>,
  transaction: IDBPTransaction<ArchiveSchema, StoreNames<ArchiveSchema>[], "versionchange">,
) => void;

/** The one at place n makes version n + 1. What was released is never changed: a change is a further one. */
export const migrations: readonly Migration[] = [
  (database) => {
    database.createObjectStore("heads");
    database.createObjectStore("runs");
    database.createObjectStore("lists");
    database.createObjectStore("conversations");
    database.createObjectStore("notes");
  },
];

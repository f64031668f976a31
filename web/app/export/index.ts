import type { Client, Session } from "../../sdk/src/index.ts";

/** What is to be exported, and with which client. */
export interface ExportRequest {
  /** The client of the account in use. */
  client: Client;
  /** The id of the account in use. */
  musicid: string;
  /** The conversation to export; without one all are. */
  session?: Session;
}

/** Opens the export. */
export function openExport(request: ExportRequest): void {
  void request;
}

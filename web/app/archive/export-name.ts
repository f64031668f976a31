import { accountKey, type AccountId } from "../model/account-id.ts";

const beginning = "export ";

/** The name of an export: of one conversation of an account, or of all. There is one of each at a time. */
export function exportName(account: AccountId, sessionId?: string): string {
  return beginning + JSON.stringify([accountKey(account), ...(sessionId === undefined ? [] : [sessionId])]);
}

/** Whether a name is that of an export of an account. */
export function isExportOf(account: AccountId, name: string): boolean {
  const whole = exportName(account);
  return name === whole || name.startsWith(`${whole.slice(0, -1)},`);
}

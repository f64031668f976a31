/** The name under which the drafts of an account are kept. */
export function draftsName(musicid: string): string {
  return `qqmusicpm.drafts.${musicid}`;
}

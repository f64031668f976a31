import type { Account } from "../../app/account/account.ts";
import { readLearned } from "../../app/gateway/learned-gateway.ts";
import { dialects, type Dialect } from "../../app/model/learned.ts";
import { onDisk } from "./stores.ts";

/** The dialect in which an account's gateway is asked: the one that a page learned of it, or the default. */
export async function dialectFor({ endpoint }: Pick<Account, "endpoint">): Promise<Dialect> {
  return (await readLearned(onDisk(), endpoint)).dialect ?? dialects[0];
}

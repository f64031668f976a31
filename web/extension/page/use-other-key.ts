import { effect } from "@preact/signals";
import type { App } from "../../app/shell/app.ts";
import { takeOtherKey } from "../login/other-keys.ts";

/** Goes on with another key that the cookies have where the gateway refuses the one in use: the page is told of it as of a renewal. */
export function useOtherKey(app: App): void {
  effect(() => {
    const inbox = app.inbox.value;
    if (!inbox || inbox.gateway.loginProblem.value?.kind !== "expired") return;
    const { musickey } = inbox.login.peek();
    void takeOtherKey(inbox.account, { musickey, dialect: inbox.gateway.learned.dialect.peek() });
  });
}

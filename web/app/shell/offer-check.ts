import { effect, untracked } from "@preact/signals";
import { deviceAlone } from "../check/device-alone.ts";
import type { Connect } from "../check/check.ts";
import { openCheck } from "../check/check-dialog.tsx";
import { createClient } from "../../sdk/src/index.ts";
import { fetchWithAccess } from "../gateway/fetch-with-access.ts";
import { moduleStorage } from "../gateway/module-storage.ts";
import { checkOffer } from "../ui/check-offer.ts";
import type { App } from "./app.ts";
import type { Inbox } from "./inbox.ts";

/** Opens the check as soon as there is an account, when the address of the inbox ends so. */
const checkAddress = "#check";

/**
 * Offers the check of the gateway wherever it is offered, while there is an account to check it with; one that runs ends
 * with its account. Gives what ends that.
 */
export function offerCheck(app: App): () => void {
  return effect(() => {
    const inbox = app.inbox.value;
    let end: (() => void) | undefined;
    const check = inbox && (() => void (end = checkGateway(app, inbox)));
    checkOffer.value = check;
    if (check && location.hash === checkAddress) {
      history.replaceState(history.state, "", location.pathname + location.search);
      untracked(check);
    }
    return () => end?.();
  });
}

function checkGateway(app: App, inbox: Inbox): () => void {
  const login = inbox.login.peek();
  const { endpoint } = inbox.account;
  const { musicid, musickey, loginType } = login;
  const connect: Connect = async (options) => {
    if (app.module.state.peek().state !== "ready") await app.module.load();
    return createClient({
      credential: { musicid, musickey, loginType },
      endpoint,
      storage: deviceAlone(moduleStorage(app.host)),
      fetch: fetchWithAccess(app.host.access),
      ...options,
    });
  };
  const { learned } = inbox;
  return openCheck({
    connect,
    login,
    address: endpoint || location.origin,
    dialect: learned.dialect.peek(),
    access: app.host.access,
    speaks: app.host.speaks,
    use: (found) => learned.learn(found),
  });
}

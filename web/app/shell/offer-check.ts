import { effect, untracked } from "@preact/signals";
import { deviceAlone } from "../check/device-alone.ts";
import type { Connect } from "../check/check.ts";
import { openCheck } from "../check/check-dialog.tsx";
import { createClient } from "../../sdk/src/index.ts";
import { moduleStorage } from "../gateway/module-storage.ts";
import { checkOffer } from "../ui/check-offer.ts";
import type { App } from "./app.ts";
import type { Inbox } from "./inbox.ts";

/** Opens the check as soon as there is an account, when the address of the inbox ends so. */
const checkAddress = "#check";

/** Offers the check of the gateway wherever it is offered, while there is an account to check it with. Gives what ends that. */
export function offerCheck(app: App): () => void {
  return effect(() => {
    const inbox = app.inbox.value;
    checkOffer.value = inbox && (() => checkGateway(app, inbox));
    if (!inbox || location.hash !== checkAddress) return;
    history.replaceState(history.state, "", location.pathname + location.search);
    untracked(() => checkGateway(app, inbox));
  });
}

function checkGateway(app: App, inbox: Inbox): void {
  const login = inbox.login.peek();
  const { endpoint } = inbox.account;
  const { musicid, musickey, loginType } = login;
  const connect: Connect = async (options) => {
    if (app.module.state.peek().state !== "ready") await app.module.load();
    return createClient({
      credential: { musicid, musickey, loginType },
      endpoint,
      storage: deviceAlone(moduleStorage(app.host)),
      ...options,
    });
  };
  const { learned } = inbox;
  openCheck({
    connect,
    login,
    address: endpoint || location.origin,
    dialect: learned.dialect.peek(),
    speaks: app.host.speaks,
    use: (found) => learned.learn(found),
  });
}

import { useEffect, useRef } from "preact/hooks";
import type { App } from "../shell/app.ts";
import type { Inbox } from "../shell/inbox.ts";
import { Avatar } from "../ui/avatar.tsx";
import { openMenu } from "../ui/menu.tsx";
import { openAccounts } from "../settings/settings-dialog.tsx";
import { isSameAccount } from "../model/account-id.ts";
import { cleanName } from "../words/clean.ts";
import { text } from "../words/words.ts";
import { idOf } from "./account.ts";

/** The account in use, and the way to the others. */
export function AccountMenu({ app, inbox }: { app: App; inbox: Inbox }) {
  const button = useRef<HTMLButtonElement>(null);
  const words = text.value;
  const all = app.accounts.all.value;
  const current = all.find((account) => isSameAccount(idOf(account), inbox));
  const name = cleanName(current?.nick ?? "", 24) || inbox.musicid;
  // After a switch the focus is where it was.
  useEffect(() => {
    if (document.activeElement === document.body) button.current?.focus({ preventScroll: true });
  }, []);
  const items = () => [
    ...all
      .filter((account) => account !== current)
      .map((account) => ({
        label: cleanName(account.nick, 24) || account.login.musicid,
        run: () => void app.switchTo(idOf(account)),
      })),
    { label: `${words.addAccount}…`, run: () => void (app.signingIn.value = { musicid: "" }) },
    { label: `${words.accounts}…`, run: openAccounts },
  ];
  return (
    <button
      ref={button}
      type="button"
      class="account-button"
      aria-haspopup="menu"
      aria-label={`${words.currentAccount}: ${name}`}
      title={name}
      onClick={(event) => openMenu(event.currentTarget, words.switchAccount, items())}
    >
      <Avatar host={inbox.host} name={name} address={current?.avatar ?? ""} />
    </button>
  );
}

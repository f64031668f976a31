import { useEffect, useRef } from "preact/hooks";
import { Avatar } from "../ui/avatar.tsx";
import { openMenu } from "../ui/menu.tsx";
import type { Host } from "../host.ts";
import type { AccountId } from "../model/account-id.ts";
import { cleanName } from "../model/clean.ts";
import { text } from "../words/words.ts";
import { idOf } from "./account.ts";
import type { Accounts } from "./accounts.ts";

interface AccountMenuProps {
  host: Host;
  accounts: Accounts;
  /** The account in use. */
  current: AccountId;
  switchTo: (id: AccountId) => void;
  add: () => void;
  /** Opens the place where accounts are looked after. */
  manage: () => void;
}

/** The account in use, and the way to the others. */
export function AccountMenu({ host, accounts, current: id, switchTo, add, manage }: AccountMenuProps) {
  const button = useRef<HTMLButtonElement>(null);
  const words = text.value;
  const all = accounts.all.value;
  const current = accounts.find(id);
  const name = cleanName(current?.nick ?? "", 24) || id.musicid;
  // After a switch the focus is where it was.
  useEffect(() => {
    if (document.activeElement === document.body) button.current?.focus({ preventScroll: true });
  }, []);
  const items = () => [
    ...all
      .filter((account) => account !== current)
      .map((account) => ({
        label: cleanName(account.nick, 24) || account.login.musicid,
        run: () => switchTo(idOf(account)),
      })),
    { label: `${words.addAccount}…`, run: add },
    { label: `${words.accounts}…`, run: manage },
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
      <Avatar host={host} name={name} address={current?.avatar ?? ""} />
    </button>
  );
}

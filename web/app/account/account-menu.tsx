import { useLayoutEffect, useRef } from "preact/hooks";
import { Avatar } from "../ui/avatar.tsx";
import { Icon } from "../ui/icon.tsx";
import { openMenu, type MenuItem } from "../ui/menu.tsx";
import { Name } from "../ui/name.tsx";
import type { Host } from "../host.ts";
import { isSameAccount, type AccountId } from "../model/account-id.ts";
import { countLabel } from "../words/counts.ts";
import { text } from "../words/words.ts";
import { accountIdOf, nameOf, type Account } from "./account.ts";
import type { Accounts } from "./accounts.ts";
import { askToSignOut } from "./sign-out.tsx";

interface AccountMenuProps {
  host: Host;
  accounts: Accounts;
  /** The account in use. */
  current: AccountId;
  /** How many messages of the account in use are unread. */
  unread: number;
  switchTo: (id: AccountId) => void;
  add: () => void;
  /** Opens the place where accounts are looked after. */
  manage: () => void;
  /** Forgets an account and all that is kept of it. */
  forget: (id: AccountId) => Promise<void>;
}

/** The account in use, and the way to the others. */
export function AccountMenu(props: AccountMenuProps) {
  const { host, accounts, current } = props;
  const button = useRef<HTMLButtonElement>(null);
  const words = text.value;
  const account = accounts.find(current);
  const name = account ? nameOf(account) : current.musicid;
  // After a switch the focus is where it was.
  useLayoutEffect(() => {
    if (document.activeElement === document.body) button.current?.focus({ preventScroll: true });
  }, []);
  return (
    <button
      ref={button}
      type="button"
      class="account-button"
      aria-haspopup="menu"
      aria-label={`${words.currentAccount}: ${name}`}
      title={name}
      onClick={(event) => openMenu(event.currentTarget, words.switchAccount, itemsOf(props, name))}
    >
      <Avatar host={host} name={name} address={account?.avatar ?? ""} />
    </button>
  );
}

function itemsOf({ host, accounts, current, unread, switchTo, add, manage, forget }: AccountMenuProps, name: string) {
  const words = text.value;
  const signOut = async () => {
    if (await askToSignOut(name)) await forget(current);
  };
  const choices = accounts.all.value.map((account): MenuItem => {
    const id = accountIdOf(account);
    const chosen = isSameAccount(id, current);
    const said = new Set([nameOf(account), id.musicid, ...(chosen && unread > 0 ? [words.unread(unread)] : [])]);
    return {
      label: [...said].join(" · "),
      chosen,
      view: <Choice host={host} account={account} chosen={chosen} unread={chosen ? unread : 0} />,
      run: () => {
        if (!chosen) switchTo(id);
      },
    };
  });
  return [
    ...choices,
    { label: `${words.addAccount}…`, run: add },
    { label: `${words.accounts}…`, run: manage },
    { label: `${words.signOut}…`, run: () => void signOut(), danger: true },
  ];
}

interface ChoiceProps {
  host: Host;
  account: Account;
  chosen: boolean;
  unread: number;
}

function Choice({ host, account, chosen, unread }: ChoiceProps) {
  const id = accountIdOf(account);
  const name = nameOf(account);
  return (
    <span class="menu-choice">
      <Avatar host={host} name={name} address={account.avatar} />
      <span class="account-text">
        <Name>{name}</Name>
        {name !== id.musicid && <small class="soft">{id.musicid}</small>}
      </span>
      {unread > 0 && <span class="count">{countLabel(unread)}</span>}
      {chosen && <Icon name="check" />}
    </span>
  );
}

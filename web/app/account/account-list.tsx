import type { Host } from "../host.ts";
import { accountKey, isSameAccount, type AccountId } from "../model/account-id.ts";
import { Avatar } from "../ui/avatar.tsx";
import { Name } from "../ui/name.tsx";
import { text } from "../words/words.ts";
import { accountIdOf, nameOf, type Account } from "./account.ts";
import type { Accounts } from "./accounts.ts";
import { askToSignOut } from "./sign-out.tsx";

interface AccountListProps {
  host: Host;
  accounts: Accounts;
  /** Forgets an account and all that is kept of it. */
  forget: (id: AccountId) => Promise<void>;
}

/** The accounts at hand, as a section of the settings. */
export function AccountList(props: AccountListProps & { add: () => void }) {
  const words = text.value;
  return (
    <section id="accounts">
      <h3>{words.accounts}</h3>
      <ul class="account-list">
        {props.accounts.all.value.map((account) => (
          <AccountLine key={accountKey(accountIdOf(account))} {...props} account={account} />
        ))}
      </ul>
      <button type="button" class="button" onClick={props.add}>
        {words.addAccount}
      </button>
    </section>
  );
}

function AccountLine({ host, accounts, account, forget }: AccountListProps & { account: Account }) {
  const words = text.value;
  const { musicid } = account.login;
  const name = nameOf(account);
  const inUse = accounts.current.value;
  const current = inUse !== undefined && isSameAccount(accountIdOf(inUse), accountIdOf(account));
  const signOut = async () => {
    if (await askToSignOut(name)) await forget(accountIdOf(account));
  };
  return (
    <li>
      <Avatar host={host} name={name} address={account.avatar} />
      <span class="account-text">
        <Name>{name}</Name>
        <small class="soft">
          {musicid} · {words.keptIn[account.place]}
          {current && ` · ${words.currentAccount}`}
        </small>
      </span>
      <button
        type="button"
        class="button small danger"
        aria-label={words.signOutOf(name)}
        onClick={() => void signOut()}
      >
        {words.signOut}
      </button>
    </li>
  );
}

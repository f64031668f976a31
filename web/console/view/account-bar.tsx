import { useState } from "preact/hooks";
import { chosen, endpoint, own, samples } from "../account.ts";
import { forgetSuggestions } from "../suggestions.ts";
import { text } from "../words/words.ts";

/** Chooses the account and the gateway. */
export function AccountBar() {
  return (
    <section class="account" aria-label={text.value.account}>
      <div class="account-row">
        <fieldset class="chips">
          <legend>{text.value.account}</legend>
          {samples.value?.map((account) => (
            <Choice
              key={account.musicid}
              value={account.musicid}
              name={account.nick}
              about={`${account.loginType === 1 ? text.value.wechat : text.value.qq} ${account.musicid}`}
            />
          ))}
          <Choice value="own" name={text.value.ownAccount} />
        </fieldset>
        <Connection />
      </div>
      {chosen.value === "own" && <OwnAccount />}
    </section>
  );
}

function Choice({ value, name, about }: { value: string; name: string; about?: string }) {
  const take = () => {
    chosen.value = value;
    forgetSuggestions();
  };
  return (
    <label class="chip">
      <input type="radio" name="account" value={value} checked={chosen.value === value} onChange={take} />
      <bdi>{name}</bdi>
      {about && <small>{about}</small>}
    </label>
  );
}

function OwnAccount() {
  const set = (part: Partial<typeof own.value>) => {
    own.value = { ...own.value, ...part };
  };
  return (
    <div class="own">
      <label>
        musicid
        <input
          class="mono"
          inputMode="numeric"
          autoComplete="off"
          spellcheck={false}
          value={own.value.musicid}
          onInput={(e) => set({ musicid: e.currentTarget.value })}
        />
      </label>
      <label>
        musickey
        <input
          class="mono"
          type="password"
          autoComplete="off"
          spellcheck={false}
          aria-describedby="own-note"
          value={own.value.musickey}
          onInput={(e) => set({ musickey: e.currentTarget.value })}
        />
      </label>
      <label>
        {text.value.loginType}
        <select value={own.value.loginType} onChange={(e) => set({ loginType: e.currentTarget.value })}>
          <option value="">{text.value.loginAuto}</option>
          <option value="1">1 · {text.value.wechat}</option>
          <option value="2">2 · {text.value.qq}</option>
        </select>
      </label>
      <p id="own-note" class="note">
        {text.value.ownNote}
      </p>
    </div>
  );
}

function Connection() {
  const [other, setOther] = useState(endpoint.value !== "");
  const [address, setAddress] = useState("https://u.y.qq.com");
  const turn = (on: boolean) => {
    setOther(on);
    endpoint.value = on ? address : "";
  };
  return (
    <div class="connection">
      <label>
        {text.value.endpoint}
        <select value={other ? "other" : "same"} onChange={(e) => turn(e.currentTarget.value === "other")}>
          <option value="same">{text.value.sameOrigin}</option>
          <option value="other">{text.value.otherOrigin}</option>
        </select>
      </label>
      {other && (
        <>
          <input
            class="mono"
            type="url"
            aria-label={text.value.otherOriginLabel}
            aria-describedby="cors-note"
            value={address}
            onInput={(e) => setAddress(e.currentTarget.value)}
            onChange={() => (endpoint.value = address.trim())}
          />
          <p id="cors-note" class="note">
            {text.value.corsNote}
          </p>
        </>
      )}
    </div>
  );
}

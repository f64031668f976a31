import { useState } from "preact/hooks";
import { askToNotify, notifyPermission } from "../ui/page-notifications.ts";
import { notify, notifyContent } from "../ui/preferences.ts";
import { text } from "../words/words.ts";

/** Whether new messages are announced, in the settings. The browser is asked for its leave in the click that wants it. */
export function NotificationsSection() {
  const words = text.value;
  const [permission, setPermission] = useState(notifyPermission());
  const [asking, setAsking] = useState(false);
  const on = notify.value === "on" && permission === "granted";
  const choose = async (wanted: boolean) => {
    if (!wanted) return void (notify.value = "off");
    setAsking(true);
    const given = await askToNotify().catch(notifyPermission);
    setAsking(false);
    setPermission(given);
    notify.value = given === "granted" ? "on" : "off";
  };
  return (
    <section>
      <h3>{words.notifications}</h3>
      <label class="check">
        <input
          type="checkbox"
          checked={on}
          disabled={permission === "missing"}
          aria-describedby="notify-note"
          onChange={(event) => {
            const { currentTarget } = event;
            const wanted = currentTarget.checked;
            currentTarget.checked = on; // it is so once the browser allows it
            void choose(wanted);
          }}
        />
        {words.notify}
      </label>
      <div role="status">
        {asking && <p class="soft">{words.notifyAsk}</p>}
        {permission === "denied" && <p class="soft">{words.notifyDenied}</p>}
        {permission === "missing" && <p class="soft">{words.notifyMissing}</p>}
      </div>
      <label class="check">
        <input
          type="checkbox"
          checked={notifyContent.value === "on"}
          disabled={!on}
          aria-describedby="notify-content-note"
          onChange={({ currentTarget }) => (notifyContent.value = currentTarget.checked ? "on" : "off")}
        />
        {words.notifyContent}
      </label>
      <p id="notify-content-note" class="soft">
        {words.notifyContentNote}
      </p>
      <p id="notify-note" class="soft">
        {words.notifyNote}
      </p>
    </section>
  );
}

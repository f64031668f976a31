import type { ComponentChildren } from "preact";
import { useEffect } from "preact/hooks";
import { languageTag } from "../../common/language.ts";
import type { Session } from "../../sdk/src/index.ts";
import type { Hit } from "../archive/search-query.ts";
import type { Host } from "../host.ts";
import { wordsOf } from "../model/fold.ts";
import { isoTime } from "../model/times.ts";
import { Icon } from "../ui/icon.tsx";
import { Avatar } from "../ui/avatar.tsx";
import { today } from "../ui/today.ts";
import { shortName } from "../words/names.ts";
import { numbers } from "../words/numbers.ts";
import { fullTime, listTime } from "../words/times.ts";
import { text } from "../words/words.ts";
import type { Choice } from "./choices.ts";
import type { Find } from "./find.ts";
import { Marked } from "./marked.tsx";
import { findText } from "./words.ts";

/** The id of the list of what can be chosen. */
export const resultsId = "find-results";

/** The id of the element of a choice. */
export function choiceId({ key }: Choice): string {
  return `find ${key}`.replace(/\s/g, "_");
}

/** What can be chosen: conversations, and messages in groups by conversation. */
export function Results({ find, host }: { find: Find; host: Host }) {
  const words = findText.value;
  const active = find.active.value;
  useEffect(() => {
    if (active) document.getElementById(choiceId(active))?.scrollIntoView({ block: "nearest" });
  }, [active?.key]);
  const wanted = wordsOf(find.text.value);
  const choices = find.choices.value;
  const named = choices.filter((one) => one.choice === "conversation");
  const moreNamed = choices.find(({ choice }) => choice === "moreNamed");
  const more = choices.find(({ choice }) => choice === "more");
  const groups = find.searches.value ? (find.found.value?.groups ?? []) : [];
  const option = (choice: Choice, children: ComponentChildren, disabled = false) => (
    <Option key={choice.key} find={find} choice={choice} disabled={disabled}>
      {children}
    </Option>
  );
  return (
    <div
      id={resultsId}
      class="find-results"
      role="listbox"
      aria-label={words.results}
      aria-busy={find.searches.value && find.found.value?.ended !== true}
      tabIndex={-1}
    >
      {named.length > 0 && (
        <div role="group" aria-label={find.searches.value ? words.conversations : words.recent}>
          <p class="find-heading" aria-hidden="true">
            {find.searches.value ? words.conversations : words.recent}
            {find.searches.value && <span class="find-count">{numbers().format(find.conversations.value.length)}</span>}
          </p>
          {named.map((choice) =>
            option(choice, <Named host={host} conversation={choice.conversation} words={wanted} />),
          )}
          {moreNamed &&
            option(
              moreNamed,
              <span class="find-more">
                {words.moreConversations(numbers().format(find.conversations.value.length - named.length))}
              </span>,
            )}
        </div>
      )}
      {groups.map(({ conversation, count }) => {
        const session = find.conversation(conversation);
        const name = session ? shortName(session, text.value) : words.gone;
        const said = numbers().format(count);
        return (
          <div key={conversation} role="group" aria-label={words.messagesIn(name, said)}>
            <p class="find-heading" aria-hidden="true">
              <bdi>{name}</bdi>
              <span class="find-count">{said}</span>
            </p>
            {choices.map((choice) => {
              if (choice.choice === "hit" && choice.hit.conversation === conversation)
                return option(choice, <Found hit={choice.hit} conversation={session} words={wanted} />, !session);
              if (choice.choice !== "allIn" || choice.conversation !== conversation) return null;
              return option(choice, <span class="find-more">{words.allIn(said, name)}</span>);
            })}
          </div>
        );
      })}
      {choices.length === 0 && (
        <div class="empty">
          <Icon name="search" />
        </div>
      )}
      {more && option(more, <span class="find-more">{saidMore(find)}</span>)}
    </div>
  );
}

interface OptionProps {
  find: Find;
  choice: Choice;
  disabled: boolean;
  children: ComponentChildren;
}

// The focus stays in the field: a press of the mouse is not to take it away.
function Option({ find, choice, disabled, children }: OptionProps) {
  return (
    <div
      id={choiceId(choice)}
      class="find-option"
      role="option"
      aria-selected={find.active.value?.key === choice.key}
      aria-disabled={disabled}
      onMouseDown={(event) => event.preventDefault()}
      onClick={() => void find.choose(choice)}
    >
      {children}
    </div>
  );
}

interface NamedProps {
  host: Host;
  conversation: Session;
  words: readonly string[];
}

function Named({ host, conversation, words }: NamedProps) {
  const { user } = conversation;
  const number = user?.uin ?? "";
  return (
    <span class="find-named">
      <Avatar host={host} name={user?.nick ?? ""} address={user?.avatar ?? ""} />
      <span class="find-name">
        <Marked words={words}>{shortName(conversation, text.value)}</Marked>
      </span>
      {words.length > 0 && words.every((word) => number.includes(word)) && (
        <span class="soft">
          <Marked words={words}>{number}</Marked>
        </span>
      )}
    </span>
  );
}

interface FoundProps {
  hit: Hit;
  conversation: Session | undefined;
  words: readonly string[];
}

function Found({ hit, conversation, words }: FoundProps) {
  const { time } = hit;
  return (
    <span class="find-found">
      <span class="find-who">
        <bdi>{senderOf(hit, conversation)}</bdi>
        {time !== undefined && (
          <time dateTime={isoTime(time)} title={fullTime(time, languageTag.value)}>
            {listTime(time, today.value, languageTag.value, text.value)}
          </time>
        )}
      </span>
      <span class="find-piece">
        <Marked words={words}>{hit.piece}</Marked>
      </span>
    </span>
  );
}

function senderOf({ side }: Hit, conversation: Session | undefined): string {
  const { me, unknownSender, noName } = text.value;
  if (side === "me") return me;
  if (side === "unknown") return unknownSender;
  return side === "nobody" ? "" : conversation ? shortName(conversation, text.value) : noName;
}

function saidMore(find: Find): string {
  const { moreConversations, moreMessages } = findText.value;
  const found = find.found.value;
  if (!found) return "";
  const [group] = found.groups;
  if (find.filters.value.conversation !== undefined)
    return moreMessages(numbers().format(found.count - (group?.hits.length ?? 0)));
  return moreConversations(numbers().format(found.conversations - found.groups.length));
}

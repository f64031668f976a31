import type { ComponentChildren } from "preact";
import { isOwnHost, webAddress } from "../model/links.ts";
import { text } from "../words/words.ts";
import { ask } from "./question.tsx";

/** A link that somebody else wrote. One that is not QQ's shows its host first; what is no web address is only text. */
export function OutsideLink({
  address,
  children,
  class: name,
}: {
  address: string;
  children: ComponentChildren;
  class?: string;
}) {
  const url = webAddress(address);
  if (!url) return <span class={name}>{children}</span>;
  return (
    <a
      class={name}
      href={url.href}
      target="_blank"
      rel="noopener noreferrer"
      onClick={(event) => {
        if (isOwnHost(url)) return;
        event.preventDefault();
        openAddress(url);
      }}
      onAuxClick={(event) => {
        if (!isOwnHost(url)) event.preventDefault();
      }}
    >
      {children}
    </a>
  );
}

/** Opens an address; asks first when it is not QQ's. */
export function openAddress(url: URL): void {
  if (isOwnHost(url)) open(url.href, "_blank", "noopener,noreferrer");
  else void openAfterQuestion(url);
}

async function openAfterQuestion(url: URL): Promise<void> {
  const { linkTitle, linkText, linkHost, linkOpen, linkWritten } = text.value;
  const body = (
    <>
      <p>{linkText}</p>
      <dl class="facts">
        <dt>{linkHost}</dt>
        <dd class="host">{url.host}</dd>
        <dt>{linkWritten}</dt>
        <dd class="address">{url.href}</dd>
      </dl>
    </>
  );
  if (await ask({ title: linkTitle, body, confirm: linkOpen })) open(url.href, "_blank", "noopener,noreferrer");
}

import { useState } from "preact/hooks";
import type { Host } from "../host.ts";
import { avatarAddress } from "../model/pictures.ts";
import { cleanName, firstCharacter } from "../model/clean.ts";

/** A profile picture, or the first letter of the name in its place. */
export function Avatar({ host, name, address }: { host: Host; name: string; address: string }) {
  const [failed, setFailed] = useState("");
  const source = avatarAddress(host, address);
  return (
    <span class={`avatar tint-${tintOf(name)}`} aria-hidden="true">
      {source && source !== failed ? (
        <img
          src={source}
          alt=""
          width={44}
          height={44}
          loading="lazy"
          decoding="async"
          referrerpolicy="no-referrer"
          onError={() => setFailed(source)}
        />
      ) : (
        <bdi>{initialOf(name)}</bdi>
      )}
    </span>
  );
}

function initialOf(name: string): string {
  const letters = cleanName(name).replace(/[^\p{L}\p{N}\p{Extended_Pictographic}]/gu, "");
  return firstCharacter(letters).toUpperCase() || "?";
}

function tintOf(name: string): number {
  let sum = 0;
  for (const letter of name.slice(0, 60)) sum = (sum * 31 + letter.codePointAt(0)!) % 997;
  return sum % 6;
}

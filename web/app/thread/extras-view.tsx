import type { Host } from "../host.ts";
import { Avatar } from "../ui/avatar.tsx";
import { OutsideLink } from "../ui/outside-link.tsx";
import { cleanName } from "../model/clean.ts";
import { text } from "../words/words.ts";
import type { Badge, MusicianCard } from "./extras.ts";
import { avatarAddress } from "../model/pictures.ts";

/** The badge of a friendship. */
export function BadgeView({ host, badge }: { host: Host; badge: Badge | undefined }) {
  if (!badge) return null;
  const words = text.value;
  const icon = avatarAddress(host, badge.icon);
  return (
    <p class="friendship" title={badge.days && words.badgeDays(badge.days)}>
      {icon && <img src={icon} alt="" width={14} height={14} referrerpolicy="no-referrer" />}
      <bdi>{words.badge(badge.text, badge.level)}</bdi>
    </p>
  );
}

/** What a musician shows above a conversation. */
export function MusicianCardView({ host, card }: { host: Host; card: MusicianCard | undefined }) {
  if (!card) return null;
  const { musician, fans } = text.value;
  const count = /^\d+$/.test(card.fans) ? fans(Number(card.fans).toLocaleString(document.documentElement.lang)) : "";
  return (
    <aside class="musician-card" aria-label={musician}>
      <Avatar host={host} name={card.title} address={card.picture} />
      <div class="musician-name">
        <strong>
          <bdi>{card.title}</bdi>
        </strong>
        <span class="soft">
          <bdi>{cleanName(card.subtitle)}</bdi>
          {count && ` · ${count}`}
        </span>
      </div>
      <ul>
        {card.links.slice(0, 3).map((link) => (
          <li key={link.title}>
            <OutsideLink class="chip" address={link.url}>
              <bdi>{link.title}</bdi>
            </OutsideLink>
          </li>
        ))}
      </ul>
    </aside>
  );
}

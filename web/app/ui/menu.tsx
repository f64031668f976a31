import { signal } from "@preact/signals";
import { useLayoutEffect, useRef } from "preact/hooks";
import { Icon, type IconName } from "./icon.tsx";

/** Something that a menu offers. */
export interface MenuItem {
  label: string;
  run: () => void;
  danger?: boolean;
}

interface OpenMenu {
  button: HTMLElement;
  label: string;
  items: MenuItem[];
}

const open = signal<OpenMenu | undefined>(undefined);

interface MenuButtonProps {
  label: string;
  icon?: IconName;
  items: () => MenuItem[];
  tabIndex?: number;
}

/** A button that opens a menu. */
export function MenuButton({ label, icon = "more", items, tabIndex }: MenuButtonProps) {
  const button = useRef<HTMLButtonElement>(null);
  const expanded = open.value !== undefined && open.value.button === button.current;
  return (
    <button
      ref={button}
      type="button"
      class="round"
      aria-label={label}
      title={label}
      aria-haspopup="menu"
      aria-expanded={expanded}
      tabIndex={tabIndex}
      onClick={(event) => {
        event.stopPropagation();
        openMenu(event.currentTarget, label, items());
      }}
    >
      <Icon name={icon} />
    </button>
  );
}

/** Opens a menu beside an element, which gets the focus back when the menu closes. */
export function openMenu(button: HTMLElement, label: string, items: MenuItem[]): void {
  open.value = open.value?.button === button ? undefined : { button, label, items };
}

function close(returnFocus: boolean): void {
  const button = open.value?.button;
  open.value = undefined;
  if (returnFocus) button?.focus();
}

/** The place of the open menu. */
export function MenuLayer() {
  const menu = useRef<HTMLDivElement>(null);
  const now = open.value;
  useLayoutEffect(() => {
    if (!now || !menu.current) return;
    // What belongs to the button, and says more than it, stays in view.
    place(menu.current, (now.button.closest("[data-menu-beside]") ?? now.button).getBoundingClientRect());
    menu.current.querySelector<HTMLElement>("button")?.focus();
    // A button of its own closes it by itself.
    const owners = now.button.matches("[aria-haspopup]") ? [menu.current, now.button] : [menu.current];
    const leave = ({ target }: Event) => {
      if (!(target instanceof Node && owners.some((owner) => owner.contains(target)))) close(false);
    };
    const away = () => close(false);
    addEventListener("pointerdown", leave);
    addEventListener("resize", away);
    return () => {
      removeEventListener("pointerdown", leave);
      removeEventListener("resize", away);
    };
  }, [now]);
  if (!now) return null;
  return (
    <div ref={menu} class="menu" role="menu" aria-label={now.label} onKeyDown={(event) => onKey(event, menu.current!)}>
      {now.items.map((item) => (
        <button
          key={item.label}
          type="button"
          role="menuitem"
          tabIndex={-1}
          class={item.danger ? "danger" : ""}
          onClick={() => {
            close(true);
            item.run();
          }}
        >
          {item.label}
        </button>
      ))}
    </div>
  );
}

function onKey(event: KeyboardEvent, menu: HTMLElement): void {
  const items = [...menu.querySelectorAll<HTMLElement>("button")];
  const at = items.indexOf(document.activeElement as HTMLElement);
  const to: Record<string, number> = {
    ArrowDown: (at + 1) % items.length,
    ArrowUp: (at - 1 + items.length) % items.length,
    Home: 0,
    End: items.length - 1,
  };
  if (event.key in to) items[to[event.key]!]!.focus();
  else if (event.key === "Escape" || event.key === "Tab") close(true);
  else return;
  event.preventDefault();
  event.stopPropagation();
}

function place(menu: HTMLElement, at: DOMRect): void {
  const { width, height } = menu.getBoundingClientRect();
  const below = at.bottom + 4 + height <= innerHeight - 8;
  menu.style.top = `${Math.max(8, below ? at.bottom + 4 : at.top - 4 - height)}px`;
  menu.style.left = `${Math.max(8, Math.min(at.right - width, innerWidth - width - 8))}px`;
}

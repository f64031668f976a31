import { signal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import { Icon, type IconName } from "./icon.tsx";

/** Something that a menu offers. */
export interface MenuItem {
  label: string;
  run: () => void;
  danger?: boolean;
  /** What is shown in place of the label, which it is called by all the same. */
  view?: ComponentChildren;
  /** Of several of which one is chosen: whether it is this one. */
  chosen?: boolean;
}

/** A point of the window, in pixels. */
export interface Point {
  x: number;
  y: number;
}

interface OpenMenu {
  button: HTMLElement;
  label: string;
  items: MenuItem[];
  at: Point | undefined;
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

/** Opens a menu beside an element, or at a point; the element gets the focus back when the menu closes. */
export function openMenu(button: HTMLElement, label: string, items: MenuItem[], at?: Point): void {
  open.value = open.value?.button === button && !at ? undefined : { button, label, items, at };
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
    place(menu.current, now.button.closest("[data-menu-beside]") ?? now.button, now.at);
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
      {now.items.map((item, i) => (
        <button
          key={i}
          type="button"
          role={item.chosen === undefined ? "menuitem" : "menuitemradio"}
          aria-checked={item.chosen}
          aria-label={item.view ? item.label : undefined}
          tabIndex={-1}
          class={item.danger ? "danger" : ""}
          onClick={() => {
            close(true);
            item.run();
          }}
        >
          {item.view ?? item.label}
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

function place(menu: HTMLElement, beside: Element, at: Point | undefined): void {
  const { width, height } = menu.getBoundingClientRect();
  const { top, bottom, right } = beside.getBoundingClientRect();
  const [above, under, left] = at ? [at.y, at.y, at.x] : [top - 4, bottom + 4, right - width];
  const below = under + height <= innerHeight - 8;
  menu.style.top = `${Math.max(8, below ? under : above - height)}px`;
  menu.style.left = `${Math.max(8, Math.min(left, innerWidth - width - 8))}px`;
}

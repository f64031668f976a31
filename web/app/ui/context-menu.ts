import { useEffect, useRef } from "preact/hooks";

/** How long a finger rests until it is a long press, in milliseconds. */
const restingTime = 500;

/** How far it may move meanwhile, in pixels. */
const restingDistance = 10;

/** The button of a mouse, as events name it; the menu key has none. */
const rightButton = 2;

interface Press {
  x: number;
  y: number;
  timer: ReturnType<typeof setTimeout>;
  /** Whether it has opened the menu. */
  long: boolean;
}

/** Where a menu is wanted: what was pressed, and at which point of the window; none where a key wanted it. */
export interface MenuWish {
  target: Element;
  at: { x: number; y: number } | undefined;
}

/**
 * What an element listens to, to open a menu by right click, menu key and long press. What `leaves` says yes to has the
 * browser's own menu.
 */
export function useContextMenu(open: (wish: MenuWish) => void, leaves: (target: Element) => boolean = () => false) {
  const press = useRef<Press | undefined>(undefined);
  // Some systems select the word that is pressed before they ask for the menu: what was selected before counts.
  const left = useRef<boolean | undefined>(undefined);
  const end = () => {
    clearTimeout(press.current?.timer);
    press.current = undefined;
  };
  useEffect(() => end, []);
  const openOnce = (wish: MenuWish) => {
    if (press.current?.long) return;
    clearTimeout(press.current?.timer);
    if (press.current) press.current.long = true;
    open(wish);
  };
  return {
    // Not every browser makes a context menu of a long press.
    onPointerDown: ({ pointerType, clientX: x, clientY: y, target }: PointerEvent) => {
      end();
      left.current = target instanceof Element && leaves(target);
      if (pointerType !== "touch" || !(target instanceof Element) || left.current) return;
      const timer = setTimeout(() => openOnce({ target, at: { x, y } }), restingTime);
      press.current = { x, y, timer, long: false };
    },
    onPointerMove: ({ clientX, clientY }: PointerEvent) => {
      const now = press.current;
      if (now && !now.long && Math.hypot(clientX - now.x, clientY - now.y) > restingDistance) end();
    },
    onPointerUp: () => clearTimeout(press.current?.timer),
    onPointerCancel: () => clearTimeout(press.current?.timer),
    onContextMenu: (event: MouseEvent) => {
      const { target, clientX: x, clientY: y, button } = event;
      if (!(target instanceof Element) || (left.current ?? leaves(target))) return;
      event.preventDefault();
      openOnce({ target, at: button === rightButton || press.current ? { x, y } : undefined });
    },
    // A finger that is lifted after a long press opens nothing else.
    onClickCapture: (event: MouseEvent) => {
      if (press.current?.long) event.stopPropagation();
      end();
    },
    onKeyDown: () => {
      left.current = undefined;
      end();
    },
  };
}

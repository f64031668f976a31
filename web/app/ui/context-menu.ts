import { useEffect, useRef } from "preact/hooks";

/** How long a finger rests until it is a long press, in milliseconds. */
const restingTime = 500;

/** How far it may move meanwhile, in pixels. */
const restingDistance = 10;

interface Press {
  x: number;
  y: number;
  timer: ReturnType<typeof setTimeout>;
  /** Whether it has opened the menu. */
  long: boolean;
}

/** What an element listens to, to open a menu by right click, menu key and long press. */
export function useContextMenu(open: () => void) {
  const press = useRef<Press | undefined>(undefined);
  const end = () => {
    clearTimeout(press.current?.timer);
    press.current = undefined;
  };
  useEffect(() => end, []);
  const openOnce = () => {
    if (press.current?.long) return;
    clearTimeout(press.current?.timer);
    if (press.current) press.current.long = true;
    open();
  };
  return {
    // Not every browser makes a context menu of a long press.
    onPointerDown: ({ pointerType, clientX, clientY }: PointerEvent) => {
      end();
      if (pointerType !== "touch") return;
      press.current = { x: clientX, y: clientY, timer: setTimeout(openOnce, restingTime), long: false };
    },
    onPointerMove: ({ clientX, clientY }: PointerEvent) => {
      const now = press.current;
      if (now && !now.long && Math.hypot(clientX - now.x, clientY - now.y) > restingDistance) end();
    },
    onPointerUp: () => clearTimeout(press.current?.timer),
    onPointerCancel: () => clearTimeout(press.current?.timer),
    onContextMenu: (event: MouseEvent) => {
      event.preventDefault();
      openOnce();
    },
    // A finger that is lifted after a long press opens nothing else.
    onClickCapture: (event: MouseEvent) => {
      if (press.current?.long) event.stopPropagation();
      end();
    },
    onKeyDown: end,
  };
}

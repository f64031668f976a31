import { computed, signal, type ReadonlySignal } from "@preact/signals";
import type { RefObject } from "preact";
import { useLayoutEffect } from "preact/hooks";

const open = signal<readonly HTMLDialogElement[]>([]);

/** The dialog that is above all others; undefined while there is none. What is outside of it can be neither used nor read. */
export const topmostDialog: ReadonlySignal<HTMLDialogElement | undefined> = computed(() => open.value.at(-1));

interface ModalOptions {
  /** Called when it was opened. */
  opened?: (dialog: HTMLDialogElement) => void;
  /** Called when it goes. */
  gone?: () => void;
  /** Whether the focus goes back to where it was; it does where nothing is said. */
  givesFocusBack?: () => boolean;
}

/** Opens a dialog over the page for as long as its view is there. The focus returns to where it was. */
export function useModal(dialog: RefObject<HTMLDialogElement | null>, options: ModalOptions = {}): void {
  // As wherever the focus is moved: once it can be seen it has it, or a key that is pressed at once is lost.
  useLayoutEffect(() => {
    const here = dialog.current;
    if (!here) return;
    const before = document.activeElement;
    here.showModal();
    open.value = [...open.value, here];
    options.opened?.(here);
    return () => {
      open.value = open.value.filter((one) => one !== here);
      options.gone?.();
      const givesBack = options.givesFocusBack?.() ?? true;
      if (givesBack && before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true });
    };
  }, []);
}

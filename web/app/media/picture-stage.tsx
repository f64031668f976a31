import { useEffect, useState } from "preact/hooks";
import { Icon } from "../ui/icon.tsx";
import { text } from "../words/words.ts";
import type { Grip, Touch } from "./grip.ts";
import { Zoom, type Size } from "./zoom.ts";

/** How much larger a turn of the wheel by one pixel makes a picture, and one that comes of two fingers on a pad. */
const wheelStep = 0.002;
const padStep = 0.01;

/** Pixels of a line, for wheels that count in lines. */
const line = 16;

/** What a picture without a size of its own, such as some drawings, is taken to have. */
const noSize: Size = { width: 300, height: 150 };

interface PictureStageProps {
  grip: Grip;
  /** Where the stage is; it has the size of the view. */
  stage: { current: HTMLElement | null };
  address: string;
  /** The same in full size, where that is elsewhere: it takes the place of the other when it has come. */
  full: string | undefined;
  label: string;
}

/** A picture that can be zoomed and moved. */
export function PictureStage({ grip, stage, address, full, label }: PictureStageProps) {
  const [source, setSource] = useState(address);
  const [failed, setFailed] = useState(false);
  useWheel(grip, stage);
  useEffect(() => followSize(grip, stage.current!), [grip]);
  useEffect(() => (full === undefined ? undefined : whenLoaded(full, () => setSource(full))), [full]);
  if (failed) {
    return (
      <div class="viewer-plain" role="alert">
        <Icon name="picture" />
        <p>{text.value.pictureFailed}</p>
        <button
          type="button"
          class="button"
          onClick={() => {
            stage.current?.focus();
            setFailed(false);
          }}
        >
          {text.value.again}
        </button>
      </div>
    );
  }
  const zoom = grip.zoom.value;
  const { x, y } = grip.swiped.value;
  return (
    <img
      class="viewer-picture"
      src={source}
      alt={label}
      draggable={false}
      decoding="async"
      referrerpolicy="no-referrer"
      data-held={grip.held.value}
      data-larger={zoom?.isLarger ?? false}
      style={
        zoom
          ? {
              width: `${zoom.picture.width}px`,
              height: `${zoom.picture.height}px`,
              transform: `translate(-50%, -50%) translate(${zoom.middle.x + x}px, ${zoom.middle.y + y}px) scale(${zoom.scale})`,
            }
          : { visibility: "hidden" }
      }
      onLoad={({ currentTarget: { naturalWidth: width, naturalHeight: height } }) => {
        if (!stage.current) return; // closed in the same moment
        const picture = width > 0 && height > 0 ? { width, height } : noSize;
        grip.zoom.value = grip.zoom.value?.withPicture(picture) ?? Zoom.fitted(sizeOf(stage.current), picture);
      }}
      onError={() => setFailed(true)}
    />
  );
}

/** Lets pointers on an element take hold of what is on it. Gives the listeners. */
export function holdBy(grip: Grip) {
  const touch = (event: PointerEvent & { currentTarget: HTMLElement }): Touch => ({
    id: event.pointerId,
    at: placeIn(event.currentTarget, event),
    time: event.timeStamp,
    mouse: event.pointerType === "mouse",
  });
  return {
    onPointerDown(event: PointerEvent & { currentTarget: HTMLElement }) {
      if (event.button !== 0 || isItsOwn(event)) return;
      // A finger is held by what it was put on anyway, which may be a video that is to know of it.
      if (event.pointerType === "mouse") event.currentTarget.setPointerCapture(event.pointerId);
      grip.down(touch(event));
    },
    onPointerMove: (event: PointerEvent & { currentTarget: HTMLElement }) => grip.move(touch(event)),
    onPointerUp: (event: PointerEvent & { currentTarget: HTMLElement }) => grip.up(touch(event)),
    onPointerCancel: (event: PointerEvent) => grip.cancel({ id: event.pointerId }),
  };
}

/** The height of a video's controls at its lower edge, in pixels. */
const videoControls = 90;

// A button and the controls of a video do what they are there for; words can be marked with the mouse.
function isItsOwn({ target, pointerType, clientY }: PointerEvent): boolean {
  if (!(target instanceof Element) || target.closest("a, button")) return true;
  const mouse = pointerType === "mouse";
  const video = target.closest("video");
  if (video) return mouse || clientY > video.getBoundingClientRect().bottom - videoControls;
  return mouse && target.closest(".viewer-plain") !== null;
}

function useWheel(grip: Grip, stage: { current: HTMLElement | null }): void {
  useEffect(() => {
    const element = stage.current!;
    const onWheel = (event: WheelEvent) => {
      event.preventDefault();
      const way = event.deltaY * (event.deltaMode === WheelEvent.DOM_DELTA_LINE ? line : 1);
      const factor = Math.exp(-way * (event.ctrlKey ? padStep : wheelStep));
      grip.change((zoom) => zoom.scaledBy(factor, placeIn(element, event)));
    };
    // A listener of the view would be passive.
    element.addEventListener("wheel", onWheel, { passive: false });
    return () => element.removeEventListener("wheel", onWheel);
  }, [grip]);
}

function followSize(grip: Grip, stage: HTMLElement): () => void {
  const watcher = new ResizeObserver(() => grip.change((zoom) => zoom.inView(sizeOf(stage))));
  watcher.observe(stage);
  return () => watcher.disconnect();
}

/** Loads a picture, and calls back when it is there. Gives what makes that no longer wanted. */
export function whenLoaded(address: string, use: () => void): () => void {
  const image = new Image();
  image.referrerPolicy = "no-referrer";
  image.onload = use;
  image.src = address;
  return () => (image.onload = null);
}

function sizeOf({ clientWidth, clientHeight }: HTMLElement): Size {
  return { width: Math.max(1, clientWidth), height: Math.max(1, clientHeight) };
}

function placeIn(element: HTMLElement, { clientX, clientY }: MouseEvent) {
  const { left, top, width, height } = element.getBoundingClientRect();
  return { x: clientX - left - width / 2, y: clientY - top - height / 2 };
}

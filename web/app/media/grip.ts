import { batch, signal } from "@preact/signals";
import type { Point, Zoom } from "./zoom.ts";

/** A finger, a pen or the mouse on the picture. */
export interface Touch {
  /** Which one. */
  id: number;
  /** From the middle of the view, in pixels. */
  at: Point;
  /** When, in milliseconds. */
  time: number;
  /** Whether it is a mouse, which drags but does not swipe. */
  mouse: boolean;
}

/** What a grip leads to besides another zoom. */
export interface GripEnds {
  /** To the next picture (1), or to the one before (-1). */
  go: (step: 1 | -1) => void;
  close: () => void;
}

/** Two fingers, where they were put down, and how the picture lay then. */
interface Pinch {
  zoom: Zoom;
  from: [Touch, Touch];
}

/** What moves less is a tap. */
const tapRoom = 8;
/** Two taps within this time are one double tap, in milliseconds. */
const doubleTap = 320;
/** What is swiped further, or faster (in pixels a millisecond), goes on. */
const swipeWay = 80;
const swipeSpeed = 0.5;

/** What fingers and the mouse do with a picture: drag, pinch, double tap, swipe to the sides and down. */
export class Grip {
  /** How the picture lies; undefined while it is not there, and of what is no picture. */
  readonly zoom;
  /** How far a swipe has moved the picture. */
  readonly swiped = signal<Point>({ x: 0, y: 0 });
  /** Whether somebody holds it. */
  readonly held = signal(false);
  private readonly ends: GripEnds;
  private readonly touches = new Map<number, Touch>();
  private pinch: Pinch | undefined;
  private first: Touch | undefined;
  private way: "none" | "sideways" | "down" | "drag" = "none";
  private tapped: Touch | undefined;

  constructor(ends: GripEnds, zoom?: Zoom) {
    this.zoom = signal(zoom);
    this.ends = ends;
  }

  /** Lets the picture lie otherwise. */
  change(how: (zoom: Zoom) => Zoom): void {
    const zoom = this.zoom.value;
    if (zoom) this.zoom.value = how(zoom);
  }

  /** It was put down. */
  down(touch: Touch): void {
    this.touches.set(touch.id, touch);
    if (this.touches.size === 1) {
      this.first = touch;
      this.way = "none";
    } else {
      this.way = "drag";
      this.swiped.value = { x: 0, y: 0 };
      const [one, other] = this.touches.values();
      const zoom = this.zoom.value;
      if (one && other && zoom) this.pinch = { zoom, from: [one, other] };
    }
    this.held.value = true;
  }

  /** It moved. */
  move(touch: Touch): void {
    const before = this.touches.get(touch.id);
    if (!before || !this.first) return;
    this.touches.set(touch.id, touch);
    if (this.pinch) this.stretch(this.pinch);
    else this.drag(before.at, touch, this.first);
  }

  // Reckoned from where it began: nothing that was rounded or had no room adds up.
  private stretch({ zoom, from }: Pinch): void {
    const [one, other] = from.map(({ id }) => this.touches.get(id)?.at);
    if (!one || !other) return;
    const [before, now] = [middleOf(from[0].at, from[1].at), middleOf(one, other)];
    const factor = distance(one, other) / Math.max(1, distance(from[0].at, from[1].at));
    this.zoom.value = zoom.scaledBy(factor, before).movedBy({ x: now.x - before.x, y: now.y - before.y });
  }

  private drag(before: Point, { at, mouse }: Touch, first: Touch): void {
    const way = { x: at.x - first.at.x, y: at.y - first.at.y };
    if (this.way === "none") {
      if (Math.hypot(way.x, way.y) < tapRoom) return;
      if (this.zoom.value?.isLarger || mouse) this.way = "drag";
      else this.way = Math.abs(way.x) > Math.abs(way.y) ? "sideways" : "down";
    }
    if (this.way === "drag") this.change((zoom) => zoom.movedBy({ x: at.x - before.x, y: at.y - before.y }));
    else this.swiped.value = this.way === "sideways" ? { x: way.x, y: 0 } : { x: 0, y: Math.max(0, way.y) };
  }

  /** It was lifted. */
  up(touch: Touch): void {
    if (!this.touches.delete(touch.id)) return;
    this.pinch = undefined;
    if (this.touches.size > 0) return;
    const { first, way } = this;
    batch(() => {
      this.letGo();
      if (!first) return;
      if (way === "none") this.tap(touch);
      else if (way !== "drag") this.swipe(way, touch, first);
    });
  }

  /** It was taken away by the browser: nothing comes of it. */
  cancel({ id }: Pick<Touch, "id">): void {
    this.touches.delete(id);
    this.pinch = undefined;
    if (this.touches.size === 0) this.letGo();
  }

  private letGo(): void {
    this.held.value = false;
    this.swiped.value = { x: 0, y: 0 };
    this.way = "none";
    this.first = undefined;
  }

  private tap(touch: Touch): void {
    const before = this.tapped;
    const isDouble = before && touch.time - before.time < doubleTap && distance(touch.at, before.at) < 4 * tapRoom;
    this.tapped = isDouble ? undefined : touch;
    if (isDouble) this.change((zoom) => zoom.toggled(touch.at));
    else if (touch.mouse && !this.zoom.value?.covers(touch.at)) this.ends.close();
  }

  private swipe(way: "sideways" | "down", { at, time }: Touch, first: Touch): void {
    const length = way === "sideways" ? at.x - first.at.x : at.y - first.at.y;
    const speed = Math.abs(length) / Math.max(1, time - first.time);
    if (Math.abs(length) < swipeWay && !(speed > swipeSpeed && Math.abs(length) > 3 * tapRoom)) return;
    if (way === "sideways") this.ends.go(length < 0 ? 1 : -1);
    else if (length > 0) this.ends.close();
  }
}

function distance(one: Point, other: Point): number {
  return Math.hypot(one.x - other.x, one.y - other.y);
}

function middleOf(one: Point, other: Point): Point {
  return { x: (one.x + other.x) / 2, y: (one.y + other.y) / 2 };
}

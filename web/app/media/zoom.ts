// How large a picture is shown and which part of it: places are in pixels of the page, counted from the middle of the view.

/** A width and a height. */
export interface Size {
  width: number;
  height: number;
}

/** A place or a way. */
export interface Point {
  x: number;
  y: number;
}

/** A step of zoom by key or button. */
export const zoomStep = 1.5;

/** How many times its own size a picture is shown at most, and how many times the size that fits. */
const most = 4;

/** How a picture lies in its view. It never changes; each change gives another one. */
export class Zoom {
  readonly view: Size;
  readonly picture: Size;
  /** Pixels of the page for one of the picture. */
  readonly scale: number;
  /** Where the middle of the picture is. */
  readonly middle: Point;

  private constructor(view: Size, picture: Size, scale: number, middle: Point) {
    this.view = view;
    this.picture = picture;
    this.scale = Math.min(mostScale(view, picture), Math.max(fitScale(view, picture), scale));
    this.middle = {
      x: within(middle.x, picture.width * this.scale, view.width),
      y: within(middle.y, picture.height * this.scale, view.height),
    };
  }

  /** A picture as large as the view has room for, and not larger than it is. */
  static fitted(view: Size, picture: Size): Zoom {
    return new Zoom(view, picture, fitScale(view, picture), { x: 0, y: 0 });
  }

  /** Whether all of it is in view. */
  get isFitted(): boolean {
    return this.scale <= fitScale(this.view, this.picture);
  }

  /** Whether it cannot be shown larger. */
  get isLargest(): boolean {
    return this.scale >= mostScale(this.view, this.picture);
  }

  /** Whether it has its own size. */
  get isOriginal(): boolean {
    return Math.abs(this.scale - 1) < 0.001;
  }

  /** Whether parts of it are out of view. */
  get isLarger(): boolean {
    const { picture, scale, view } = this;
    return picture.width * scale > view.width + 0.5 || picture.height * scale > view.height + 0.5;
  }

  /** With another scale; what is at a place stays there. */
  scaledTo(scale: number, at: Point = { x: 0, y: 0 }): Zoom {
    const limited = new Zoom(this.view, this.picture, scale, this.middle).scale;
    const grown = limited / this.scale;
    return new Zoom(this.view, this.picture, limited, {
      x: at.x - (at.x - this.middle.x) * grown,
      y: at.y - (at.y - this.middle.y) * grown,
    });
  }

  /** So many times as large; what is at a place stays there. */
  scaledBy(factor: number, at?: Point): Zoom {
    return this.scaledTo(this.scale * factor, at);
  }

  /** Moved by a way, as far as there is more of it. */
  movedBy({ x, y }: Point): Zoom {
    return new Zoom(this.view, this.picture, this.scale, { x: this.middle.x + x, y: this.middle.y + y });
  }

  /** All of it. */
  fitted(): Zoom {
    return Zoom.fitted(this.view, this.picture);
  }

  /** In its own size; what is at a place stays there. */
  original(at?: Point): Zoom {
    return this.scaledTo(1, at);
  }

  /** Between all of it and its own size; one that fits in its own size gets twice as large. */
  toggled(at?: Point): Zoom {
    if (!this.isFitted) return this.fitted();
    return fitScale(this.view, this.picture) < 1 ? this.original(at) : this.scaledTo(2, at);
  }

  /** In a view of another size. */
  inView(view: Size): Zoom {
    return this.isFitted ? Zoom.fitted(view, this.picture) : new Zoom(view, this.picture, this.scale, this.middle);
  }

  /** With another picture of the same thing in its place, such as a larger one. */
  withPicture(picture: Size): Zoom {
    if (this.isFitted) return Zoom.fitted(this.view, picture);
    return new Zoom(this.view, picture, (this.scale * this.picture.width) / picture.width, this.middle);
  }

  /** Whether a place is on the picture. */
  covers({ x, y }: Point): boolean {
    const { middle, picture, scale } = this;
    return (
      Math.abs(x - middle.x) <= (picture.width * scale) / 2 && Math.abs(y - middle.y) <= (picture.height * scale) / 2
    );
  }
}

function fitScale(view: Size, picture: Size): number {
  return Math.min(1, view.width / picture.width, view.height / picture.height);
}

function mostScale(view: Size, picture: Size): number {
  return most * Math.max(1, fitScale(view, picture));
}

// No gap opens at an edge while there is more of the picture; what has room is in the middle.
function within(middle: number, length: number, room: number): number {
  const most = Math.max(0, (length - room) / 2);
  return Math.min(most, Math.max(-most, middle));
}

/** A view of something longer than itself, in pixels. */
export interface View {
  /** Where its upper edge is on the screen. */
  top: number;
  height: number;
  scrollTop: number;
  scrollHeight: number;
}

/**
 * Holds what is in view where it is when the view itself changes: a keyboard comes, the field to write in grows, a banner
 * is there. Whoever was at the end stays at the end, whoever was elsewhere sees nothing move. Whoever is at the end stays
 * there too when what is in the view grows.
 */
export class EndHold {
  private readonly margin: number;
  private atEnd = false;
  private last: View | undefined;

  /** `margin` is how near to the end counts as being there, in pixels. */
  constructor(margin: number) {
    this.margin = margin;
  }

  /**
   * Takes where the view was scrolled to. One that changed its height in the same moment, of which `resized` will tell, is
   * scrolled by the browser when it became higher than what is left: that is its end, and nobody's wish.
   */
  scrolled(view: View): void {
    const { last } = this;
    if (!last || last.height === view.height) return this.take(view);
    if (this.isAtEnd(view) || view.scrollTop === last.scrollTop) return;
    this.take({ ...view, top: last.top, height: last.height });
    this.atEnd = false;
  }

  /** Takes the view after it changed, and says where it has to be scrolled to; undefined when it is right where it is. */
  resized(view: View): "end" | number | undefined {
    const before = this.last;
    if (!before) {
      this.take(view);
      return undefined;
    }
    this.last = view;
    if (this.atEnd) return "end";
    return view.top === before.top ? undefined : view.scrollTop + view.top - before.top;
  }

  /**
   * Takes the view after what is in it became longer or shorter, as a picture does whose size nobody knew, and says as
   * `resized` where it has to be scrolled to. `byHand` says that its reader has opened something in it: that is read
   * from where it begins.
   */
  grown(view: View, byHand: boolean): "end" | number | undefined {
    const { last } = this;
    if (!last || last.height !== view.height) return undefined;
    const follows = this.atEnd && !byHand && (view.scrollTop >= last.scrollTop || this.isAtEnd(view));
    if (follows) {
      this.last = view;
      return "end";
    }
    const scrollTop = byHand ? last.scrollTop : view.scrollTop;
    this.take({ ...view, scrollTop });
    return byHand ? scrollTop : undefined;
  }

  private take(view: View): void {
    this.atEnd = this.isAtEnd(view);
    this.last = view;
  }

  private isAtEnd({ scrollHeight, scrollTop, height }: View): boolean {
    return scrollHeight - scrollTop - height <= this.margin;
  }
}

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
 * is there. Whoever was at the end stays at the end, whoever was elsewhere sees nothing move.
 */
export class EndHold {
  private readonly margin: number;
  private atEnd = false;
  private last: View | undefined;

  /** `margin` is how near to the end counts as being there, in pixels. */
  constructor(margin: number) {
    this.margin = margin;
  }

  /** Takes where the view was scrolled to. One that changed its height was scrolled by the browser: nobody wished it. */
  scrolled(view: View): void {
    if (this.last && this.last.height !== view.height) return;
    this.take(view);
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

  private take(view: View): void {
    this.atEnd = view.scrollHeight - view.scrollTop - view.height <= this.margin;
    this.last = view;
  }
}

/** What browsers give as the code of a key that an input method takes. */
const takenCode = 229;

/**
 * Whether a key press is for an input method. Safari ends a composition before the press that ends it, which then only its
 * code tells.
 */
export function isForInputMethod({ isComposing, keyCode }: Pick<KeyboardEvent, "isComposing" | "keyCode">): boolean {
  return isComposing || keyCode === takenCode;
}

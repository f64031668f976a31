/** What sends a message: Enter, or Enter together with Ctrl (on Apple's keyboards ⌘). */
export type SendKey = "enter" | "modified";

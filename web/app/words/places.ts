/** What is said of places in conversations, and of addresses. */
export interface PlacesWords {
  /** Said while the conversation of an address is looked for in the list. */
  lookingForConversation: string;
  conversationMissing: string;
  conversationMissingHint: string;
  conversationNotFurther: string;
  readOnList: string;
  toList: string;
  /** What leads to a day: in the menu, and beside the name of a day. */
  toDay: string;
  toFirst: string;
  toUnread: string;
  /** What is kept does not begin with the beginning: said where it begins. */
  firstOfKept: string;
  readToBeginning: string;
  readingBack: (messages: number) => string;
  stopReading: string;
}

/** In Chinese. */
export const zhPlaces: PlacesWords = {
  lookingForConversation: "正在列表中查找这个会话…",
  conversationMissing: "列表里没有这个会话",
  conversationMissingHint: "它可能已被删除，或者属于另一个账号。",
  conversationNotFurther: "列表还没有读完，它可能在更早的会话里。",
  readOnList: "继续查找",
  toList: "回到会话列表",
  toDay: "跳到某一天…",
  toFirst: "跳到第一条消息",
  toUnread: "跳到未读消息",
  firstOfKept: "已读取的最早一条消息",
  readToBeginning: "读取到最早的消息",
  readingBack: (messages) => `正在读取更早的消息，已读取 ${messages} 条`,
  stopReading: "停止",
};

/** In English. */
export const enPlaces: PlacesWords = {
  lookingForConversation: "Looking for this conversation in the list…",
  conversationMissing: "This conversation is not in the list",
  conversationMissingHint: "It may have been deleted, or it belongs to another account.",
  conversationNotFurther: "The list has not been read to its end: it may be further down.",
  readOnList: "Keep looking",
  toList: "Back to the conversations",
  toDay: "Go to a day…",
  toFirst: "Go to the first message",
  toUnread: "Go to the unread messages",
  firstOfKept: "The oldest message read so far",
  readToBeginning: "Read back to the first",
  readingBack: (messages) => `Reading older messages: ${messages} so far`,
  stopReading: "Stop",
};

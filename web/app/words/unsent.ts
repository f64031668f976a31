/** What is asked before a message is given up that is not sent. */
export interface UnsentWords {
  discardTitle: string;
  discardText: string;
  discardMaybeText: string;
}

/** 中文. */
export const unsentZh: UnsentWords = {
  discardTitle: "放弃这条未发送的消息？",
  discardText: "它没有保存在别处，放弃后无法恢复。",
  discardMaybeText: "它可能已经送达，放弃不会撤回它，只是这里不再显示，也不再重发。",
};

/** English. */
export const unsentEn: UnsentWords = {
  discardTitle: "Discard this unsent message?",
  discardText: "It is kept nowhere else and cannot be brought back.",
  discardMaybeText:
    "It may have arrived. Discarding does not take it back: it is only not shown and not sent here any more.",
};

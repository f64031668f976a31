/** Sentences about moving around: keys, filters, pins, mutes, notifications, new conversations. */
export interface ListWords {
  keysTitle: string;
  keysShow: string;
  singleKeys: string;
  singleKeysNote: string;
  onOff: Record<"on" | "off", string>;
  keyNext: string;
  keyPrevious: string;
  keyNextUnread: string;
  keyFind: string;
  keySend: string;
  keyNewLine: string;
  keyEditLast: string;
  keyMarkRead: string;
  keyBack: string;
  keyHelp: string;
  nothingUnread: string;
  noUnreadSoFar: string;

  filterLabel: string;
  filters: Record<"all" | "unread", string>;
  noUnread: string;
  noOtherUnread: string;
  showAllSessions: string;
  pin: string;
  unpin: string;
  mute: string;
  unmute: string;
  pinned: string;
  muted: string;
  markRead: string;
  markedRead: string;
  marksNotKept: string;

  newConversation: string;
  notSentYet: string;
  giveUpNew: string;
  giveUpNewText: string;
  newThreadHint: string;

  notifications: string;
  notify: string;
  notifyContent: string;
  notifyContentNote: string;
  notifyAsk: string;
  notifyDenied: string;
  notifyMissing: string;
  notifyNote: string;
  notifyNew: string;
}

/** Chinese. */
export const listZh: ListWords = {
  keysTitle: "快捷键",
  keysShow: "查看快捷键",
  singleKeys: "单键快捷键",
  singleKeysNote: "关闭后，字母、“/”和“?”不再触发任何操作；带 Ctrl、⌘、Alt 的组合键和方向键照常可用。",
  onOff: { on: "开", off: "关" },
  keyNext: "下一个会话",
  keyPrevious: "上一个会话",
  keyNextUnread: "下一个未读会话",
  keyFind: "搜索",
  keySend: "发送",
  keyNewLine: "换行",
  keyEditLast: "输入框为空时：取回最后一条没有发出的消息来修改",
  keyMarkRead: "把列表中选中的会话标为已读",
  keyBack: "关闭最上层的窗口；没有窗口时回到列表",
  keyHelp: "显示这些快捷键",
  nothingUnread: "没有未读会话",
  noUnreadSoFar: "已经读取的会话里没有未读的，更早的会话还没有读取",

  filterLabel: "筛选会话",
  filters: { all: "全部", unread: "未读" },
  noUnread: "没有未读会话",
  noOtherUnread: "没有其他未读会话了",
  showAllSessions: "显示全部",
  pin: "置顶",
  unpin: "取消置顶",
  mute: "消息免打扰",
  unmute: "取消免打扰",
  pinned: "已置顶",
  muted: "免打扰",
  markRead: "标为已读",
  markedRead: "已标为已读",
  marksNotKept: "置顶和免打扰没有保存：存储空间已满，或不允许本页使用存储。关闭页面后会恢复原样。",

  newConversation: "新会话",
  notSentYet: "还没有发出消息",
  giveUpNew: "放弃这个新会话",
  giveUpNewText: "没有发出的消息和写了一半的文字会被删除。",
  newThreadHint: "第一条消息发出之后，这个会话才会出现在 QQ 音乐里。",

  notifications: "通知",
  notify: "有新私信时通知我",
  notifyContent: "通知中显示私信内容",
  notifyContentNote: "关闭时，通知只显示是谁发来的。",
  notifyAsk: "浏览器正在询问你是否允许通知。",
  notifyDenied: "浏览器不允许本页发送通知。请在浏览器的网站设置里允许后再打开。",
  notifyMissing: "这个浏览器不能从网页发送通知。",
  notifyNote: "只在本页开着、而那个会话不在眼前时通知。自己发的消息和免打扰的会话不会通知。",
  notifyNew: "新私信",
};

/** English. */
export const listEn: ListWords = {
  keysTitle: "Keyboard shortcuts",
  keysShow: "Show keyboard shortcuts",
  singleKeys: "Single-key shortcuts",
  singleKeysNote:
    "When off, letters, “/” and “?” do nothing. Combinations with Ctrl, ⌘ or Alt and the arrow keys still work.",
  onOff: { on: "On", off: "Off" },
  keyNext: "Next conversation",
  keyPrevious: "Previous conversation",
  keyNextUnread: "Next unread conversation",
  keyFind: "Search",
  keySend: "Send",
  keyNewLine: "New line",
  keyEditLast: "In an empty field: take back the last message that was not sent, to edit it",
  keyMarkRead: "Mark the conversation chosen in the list as read",
  keyBack: "Close what is on top; with nothing on top, go back to the list",
  keyHelp: "Show these shortcuts",
  nothingUnread: "No unread conversations",
  noUnreadSoFar: "None of the conversations that were read has unread messages. Older ones were not read yet",

  filterLabel: "Filter conversations",
  filters: { all: "All", unread: "Unread" },
  noUnread: "No unread conversations",
  noOtherUnread: "No other unread conversations",
  showAllSessions: "Show all",
  pin: "Pin",
  unpin: "Unpin",
  mute: "Mute",
  unmute: "Unmute",
  pinned: "Pinned",
  muted: "Muted",
  markRead: "Mark as read",
  markedRead: "Marked as read",
  marksNotKept:
    "Pins and mutes were not kept: the storage is full, or this page may not use it. They are gone when the page is closed.",

  newConversation: "New conversation",
  notSentYet: "Nothing sent yet",
  giveUpNew: "Give this new conversation up",
  giveUpNewText: "Messages that were not sent and what was begun to write are deleted.",
  newThreadHint: "QQ Music has this conversation once the first message is sent.",

  notifications: "Notifications",
  notify: "Announce new messages",
  notifyContent: "Show what was written, too",
  notifyContentNote: "When off, a notification names only who wrote.",
  notifyAsk: "The browser is asking whether notifications are allowed.",
  notifyDenied: "The browser does not let this page notify. Allow it in the browser’s settings for this site first.",
  notifyMissing: "This browser has no notifications for pages.",
  notifyNote:
    "Only while this page is open and the conversation is not in view. Your own messages and muted conversations are never announced.",
  notifyNew: "New message",
};

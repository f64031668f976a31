import type { SendKey } from "../model/send-key.ts";

/** What the messages, their menu and the place to write say. */
export interface MessagesWords {
  /** Of a message in which nothing can be seen. */
  unseenMessage: string;
  copyMessage: string;
  copyWithName: string;
  selectSeveral: string;
  messageDetails: string;
  report: string;
  couldNotCopy: string;
  /** The tick box of a message. */
  selectMessage: string;

  writing: string;
  sendKey: string;
  sendKeys: (control: string) => Record<SendKey, string>;
  writeHints: (control: string) => Record<SendKey, string>;
  quickRepliesAndMore: string;
  addQuickReply: string;
  keepAsQuickReply: string;
  editQuickReplies: string;
  quickReplyKept: string;
  quickReplyNotKept: string;
  emoji: string;
  onlyTexts: string;
}

/** 中文. */
export const messagesZh: MessagesWords = {
  unseenMessage: "（只有看不见的字符）",
  copyMessage: "复制",
  copyWithName: "复制（含名字和时间）",
  selectSeveral: "选择多条",
  messageDetails: "详情",
  report: "举报",
  couldNotCopy: "浏览器不允许复制",
  selectMessage: "选择这条消息",

  writing: "写消息",
  sendKey: "发送键",
  sendKeys: (control) => ({ enter: "Enter", modified: `${control}+Enter` }),
  writeHints: (control) => ({
    enter: "Enter 发送，Shift+Enter 换行",
    modified: `${control}+Enter 发送，Enter 换行`,
  }),
  quickRepliesAndMore: "快捷回复与更多",
  addQuickReply: "添加快捷回复…",
  keepAsQuickReply: "把正在写的存为快捷回复",
  editQuickReplies: "编辑快捷回复…",
  quickReplyKept: "已存为快捷回复",
  quickReplyNotKept: "浏览器没有保存它：关闭页面后这条快捷回复会丢失",
  emoji: "表情",
  onlyTexts: "从这里只能发送文字，图片和文件请用手机 App 发送。",
};

/** English. */
export const messagesEn: MessagesWords = {
  unseenMessage: "(Nothing but invisible characters)",
  copyMessage: "Copy",
  copyWithName: "Copy with name and time",
  selectSeveral: "Select several",
  messageDetails: "Details",
  report: "Report",
  couldNotCopy: "The browser does not allow copying",
  selectMessage: "Select this message",

  writing: "Writing",
  sendKey: "Send with",
  sendKeys: (control) => ({ enter: "Enter", modified: `${control}+Enter` }),
  writeHints: (control) => ({
    enter: "Enter sends, Shift+Enter breaks the line",
    modified: `${control}+Enter sends, Enter breaks the line`,
  }),
  quickRepliesAndMore: "Quick replies and more",
  addQuickReply: "Add a quick reply…",
  keepAsQuickReply: "Keep what I am writing as a quick reply",
  editQuickReplies: "Edit quick replies…",
  quickReplyKept: "Kept as a quick reply",
  quickReplyNotKept: "The browser did not keep it: this quick reply is gone when the page is closed",
  emoji: "Emoji",
  onlyTexts: "Only texts can be sent from here. Send pictures and files from the phone app.",
};

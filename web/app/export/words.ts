import type { Language } from "../../common/language.ts";
import type { Kind } from "../model/kinds.ts";
import type { ExportPlace } from "./export-place.ts";
import type { FileFormat } from "./job.ts";

/** What the export says, and what its files say. */
export interface ExportWords {
  titleOne: (name: string) => string;
  titleAll: string;
  format: string;
  formats: Record<FileFormat, string>;
  formatHints: Record<FileFormat, string>;
  notes: string[];
  days: string;
  firstDay: string;
  lastDay: string;
  daysHint: string;
  daysWrong: string;
  dayHalf: string;
  which: string;
  whichAll: string;
  whichSome: string;
  filter: string;
  tickFound: string;
  untickFound: string;
  ticked: (count: string, all: string) => string;
  furtherFound: (count: string) => string;
  noneFound: string;
  noneTicked: string;
  withPictures: string;
  withPicturesHint: string;
  /** What becomes of what is read, by where it is kept. */
  noteKeeping: Record<ExportPlace["keeping"], string>;
  start: string;
  opening: string;
  keptTitle: string;
  keptText: (messages: string, since: string) => string;
  goOn: string;
  startOver: string;
  discard: string;
  forgetTitle: string;
  forgetText: (messages: string) => string;
  skip: (name: string) => string;
  stop: string;
  listing: string;
  progress: string;
  pages: string;
  messages: string;
  rate: string;
  perSecond: (rate: string) => string;
  conversations: string;
  done: (done: string, all: string) => string;
  reading: (name: string, day: string) => string;
  readingOne: (day: string) => string;
  stopped: string;
  stoppedText: (messages: string) => string;
  failed: string;
  paused: string;
  goesOnIn: (seconds: number) => string;
  keepingFailed: string;
  elsewhere: string;
  collected: string;
  collectedText: (messages: string) => string;
  save: string;
  saving: string;
  savingPictures: (done: string, all: string) => string;
  stopSaving: string;
  handedOut: string;
  downloadText: (name: string) => string;
  writtenText: (name: string) => string;
  picturesMissing: (failed: string, all: string) => string;
  picturesThere: (all: string) => string;
  fileIsThere: string;
  saveAgain: string;
  saved: string;
  savedText: (name: string) => string;
  said: (messages: string) => string;
  file: FileWords;
}

/** What stands in a file that is read by people. */
export interface FileWords {
  tag: string;
  titleAll: string;
  conversationWith: (name: string) => string;
  exportedAt: (time: string, zone: string) => string;
  account: (musicid: string) => string;
  count: (messages: string) => string;
  /** Which days were chosen; "" where there is no end. */
  days: (first: string, last: string) => string;
  incomplete: string;
  gap: string;
  deletedElsewhere: string;
  empty: string;
  me: string;
  noName: string;
  system: string;
  unknownSender: string;
  undated: string;
  picture: string;
  video: string;
  song: string;
  card: string;
  pat: string;
  lost: Record<Extract<Kind, { kind: "nothing" }>["why"], string>;
  link: string;
  unknown: (type: string) => string;
}

const zh: ExportWords = {
  titleOne: (name) => `导出与“${name}”的会话`,
  titleAll: "导出全部会话",
  format: "文件格式",
  formats: { jsonl: "JSON Lines", html: "网页 (HTML)", markdown: "Markdown", text: "纯文本", csv: "表格 (CSV)" },
  formatHints: {
    jsonl: "每行一条消息，包含全部字段，适合程序处理和备份。",
    html: "一个可离线阅读、适合打印的网页，打开文件不会访问网络。",
    markdown: "带标记的文本，适合放进笔记。",
    text: "每条消息一行时间和名字，下面是内容。",
    csv: "每条消息一行，可用表格软件打开。",
  },
  days: "哪些天",
  firstDay: "从",
  lastDay: "到",
  daysHint: "留空表示不限。",
  daysWrong: "结束的一天早于开始的一天。",
  dayHalf: "日期没有填完整，或没有这一天。",
  which: "哪些会话",
  whichAll: "全部",
  whichSome: "选择",
  filter: "筛选名字或号码",
  tickFound: "全选",
  untickFound: "全不选",
  ticked: (count, all) => `已选 ${count} / ${all}`,
  furtherFound: (count) => `另有 ${count} 个没有列出，可用上面的筛选找到。`,
  noneFound: "没有符合的会话。",
  noneTicked: "还没有选择会话。",
  withPictures: "把图片也存进文件",
  withPicturesHint:
    "得到一个 ZIP 压缩包。图片从各自所在的网站下载，那些网站会知道有人在看；不允许下载的图片只保留链接。",
  notes: ["消息从早到晚排列。开始导出之后才收到的消息不包含在内。", "读取会话会把它标为已读。"],
  noteKeeping: {
    archive: "已经保存在这台电脑上的消息不再读取，只读取缺少的部分；读取到的也会保存下来。",
    file: "保存文件之前，已读取的消息暂存在此浏览器里；刷新页面后可以接着导出。保存或放弃后即删除。",
    memory: "浏览器不允许本页使用存储：已读取的消息只在内存里，关闭导出窗口或刷新页面后需要重新导出。",
  },
  start: "开始",
  opening: "正在查看是否有未完成的导出…",
  keptTitle: "有一次未完成的导出",
  keptText: (messages, since) => `已读取 ${messages} 条消息（开始于 ${since}）。可以从中断处继续，不会遗漏或重复。`,
  goOn: "继续",
  startOver: "重新开始",
  discard: "放弃",
  forgetTitle: "放弃已读取的消息？",
  forgetText: (messages) => `这次导出已读取的 ${messages} 条消息会从此浏览器删除。QQ 音乐里的消息不受影响。`,
  skip: (name) => `跳过“${name}”`,
  stop: "停止",
  listing: "正在读取会话列表…",
  progress: "导出进度",
  pages: "页数",
  messages: "消息",
  rate: "速度",
  perSecond: (rate) => `${rate} 条/秒`,
  conversations: "会话",
  done: (done, all) => `${done} / ${all}`,
  reading: (name, day) => (day ? `正在读取“${name}”，已到 ${day}` : `正在读取“${name}”`),
  readingOne: (day) => (day ? `已读到 ${day}` : "正在读取"),
  stopped: "已停止",
  stoppedText: (messages) => `已读取的 ${messages} 条消息都还在，可以从这里继续。`,
  failed: "导出中断了",
  paused: "导出暂停了",
  goesOnIn: (seconds) => `${seconds} 秒后自动继续，不会遗漏或重复。`,
  keepingFailed: "浏览器没有保存已读取的消息：存储空间已满，或不允许本页使用存储。",
  elsewhere: "另一个标签页正在进行同一导出。",
  collected: "可以保存了",
  collectedText: (messages) => `共 ${messages} 条消息。请选择文件格式。`,
  save: "保存文件",
  saving: "正在写入文件…",
  savingPictures: (done, all) => `正在下载图片：${done} / ${all}`,
  stopSaving: "停止",
  handedOut: "文件在吗？",
  downloadText: (name) =>
    `文件已交给浏览器下载：${name}。本页无法知道它是否已经存好，请看一下下载列表。确认之前，已读取的消息都会留着。`,
  writtenText: (name) => `文件已写好：${name}。`,
  picturesMissing: (failed, all) =>
    `${all} 张图片中有 ${failed} 张没有取到：网站不允许，或没有应答。文件里保留了它们的链接。`,
  picturesThere: (all) => `${all} 张图片都存进了文件。`,
  fileIsThere: "文件在，完成",
  saveAgain: "再存一次",
  saved: "已导出",
  savedText: (name) => `文件名：${name}`,
  said: (messages) => `已读取 ${messages} 条消息`,
  file: {
    tag: "zh-CN",
    titleAll: "QQ 音乐私信",
    conversationWith: (name) => `与 ${name} 的会话`,
    exportedAt: (time, zone) => `导出于 ${time}（时区 ${zone}）`,
    account: (musicid) => `账号 ${musicid}`,
    count: (messages) => `${messages} 条消息`,
    days: (first, last) => (last === "" ? `${first} 起` : first === "" ? `截至 ${last}` : `${first} 至 ${last}`),
    incomplete: "这个会话没有完整读取。",
    gap: "这里缺少一些消息。",
    deletedElsewhere: "已在别处删除",
    empty: "没有消息。",
    me: "我",
    noName: "（无名）",
    system: "系统",
    unknownSender: "发送者未知",
    undated: "没有日期",
    picture: "图片",
    video: "视频",
    song: "歌曲",
    card: "卡片",
    pat: "拍一拍",
    lost: { deleted: "已删除", perhapsDeleted: "没有内容，可能已删除", unreadable: "内容的格式无法读取" },
    link: "链接",
    unknown: (type) => `未知类型的消息（类型 ${type}）`,
  },
};

const en: ExportWords = {
  titleOne: (name) => `Export the conversation with “${name}”`,
  titleAll: "Export all conversations",
  format: "File format",
  formats: {
    jsonl: "JSON Lines",
    html: "Web page (HTML)",
    markdown: "Markdown",
    text: "Plain text",
    csv: "Table (CSV)",
  },
  formatHints: {
    jsonl: "One message a line with all of its fields, for programs and backups.",
    html: "A page to read offline and to print. Opening the file asks nothing of the network.",
    markdown: "Text with marks, for your notes.",
    text: "For each message a line with time and name, and below it what it says.",
    csv: "One row for each message, for spreadsheets.",
  },
  days: "Which days",
  firstDay: "From",
  lastDay: "To",
  daysHint: "Empty means no limit.",
  daysWrong: "The last day is before the first.",
  dayHalf: "A day is only half there, or does not exist.",
  which: "Which conversations",
  whichAll: "All",
  whichSome: "Choose some",
  filter: "Filter by name or number",
  tickFound: "All",
  untickFound: "None",
  ticked: (count, all) => `${count} of ${all} chosen`,
  furtherFound: (count) => `${count} more are not listed: the filter above finds them.`,
  noneFound: "No conversation fits.",
  noneTicked: "No conversation is chosen yet.",
  withPictures: "Save the pictures in the file too",
  withPicturesHint:
    "It becomes a ZIP archive. Pictures are fetched from the sites where they are, which learn that somebody looks at them. Those that a site does not give stay links.",
  notes: [
    "Messages go from the oldest to the newest. Those that arrive after the start are not in it.",
    "Reading a conversation marks it as read.",
  ],
  noteKeeping: {
    archive:
      "Messages that are kept on this computer are not read again: only what is missing is, and it is kept as well.",
    file: "Until the file is saved, what was read is kept in this browser, so that it can go on after a reload. It is deleted once saved or discarded.",
    memory:
      "The browser does not let this page use its storage: what was read is in memory alone. When the export is closed or the page reloaded, it begins anew.",
  },
  start: "Start",
  opening: "Looking for an unfinished export…",
  keptTitle: "There is an unfinished export",
  keptText: (messages, since) =>
    `${messages} messages have been read (begun ${since}). It goes on where it stopped, with nothing missing and nothing twice.`,
  goOn: "Go on",
  startOver: "Start over",
  discard: "Discard",
  forgetTitle: "Discard what was read?",
  forgetText: (messages) =>
    `The ${messages} messages that this export has read are deleted from this browser. Those at QQ Music stay as they are.`,
  skip: (name) => `Skip “${name}”`,
  stop: "Stop",
  listing: "Reading the list of conversations…",
  progress: "Progress of the export",
  pages: "Pages",
  messages: "Messages",
  rate: "Speed",
  perSecond: (rate) => `${rate} a second`,
  conversations: "Conversations",
  done: (done, all) => `${done} of ${all}`,
  reading: (name, day) => (day ? `Reading “${name}”, back to ${day}` : `Reading “${name}”`),
  readingOne: (day) => (day ? `Read back to ${day}` : "Reading"),
  stopped: "Stopped",
  stoppedText: (messages) => `The ${messages} messages read so far are kept; it can go on from here.`,
  failed: "The export was interrupted",
  paused: "The export is paused",
  goesOnIn: (seconds) => `It goes on by itself in ${seconds} s, with nothing missing and nothing twice.`,
  keepingFailed: "The browser did not keep what was read: its storage is full, or forbidden to this page.",
  elsewhere: "The same export is running in another tab.",
  collected: "Ready to save",
  collectedText: (messages) => `${messages} messages. Choose the format of the file.`,
  save: "Save file",
  saving: "Writing the file…",
  savingPictures: (done, all) => `Fetching pictures: ${done} of ${all}`,
  stopSaving: "Stop",
  handedOut: "Is the file there?",
  downloadText: (name) =>
    `The browser downloads the file: ${name}. This page cannot know whether it was saved: look at your downloads. Until you confirm it, everything that was read is kept.`,
  writtenText: (name) => `The file is written: ${name}.`,
  picturesMissing: (failed, all) =>
    `${failed} of ${all} pictures could not be had: their sites do not allow it, or did not answer. The file has their links.`,
  picturesThere: (all) => `All ${all} pictures are in the file.`,
  fileIsThere: "The file is there",
  saveAgain: "Save again",
  saved: "Exported",
  savedText: (name) => `File: ${name}`,
  said: (messages) => `${messages} messages read`,
  file: {
    tag: "en",
    titleAll: "QQ Music messages",
    conversationWith: (name) => `Conversation with ${name}`,
    exportedAt: (time, zone) => `Exported ${time} (time zone ${zone})`,
    account: (musicid) => `Account ${musicid}`,
    count: (messages) => `${messages} messages`,
    days: (first, last) =>
      last === "" ? `From ${first}` : first === "" ? `Up to ${last}` : `From ${first} to ${last}`,
    incomplete: "This conversation was not read completely.",
    gap: "Some messages are missing here.",
    deletedElsewhere: "deleted elsewhere",
    empty: "No messages.",
    me: "Me",
    noName: "(no name)",
    system: "System",
    unknownSender: "Unknown sender",
    undated: "No date",
    picture: "Picture",
    video: "Video",
    song: "Song",
    card: "Card",
    pat: "Nudge",
    lost: {
      deleted: "Deleted",
      perhapsDeleted: "No content: probably deleted",
      unreadable: "Its content came in a form that cannot be read",
    },
    link: "Link",
    unknown: (type) => `Message of an unknown kind (type ${type})`,
  },
};

/** The words in each language. */
export const exportWords: Record<Language, ExportWords> = { zh, en };

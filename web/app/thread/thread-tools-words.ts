import { computed } from "@preact/signals";
import { language, type Language } from "../../common/language.ts";

/** What the tools for several messages and the details of a message say. */
interface ThreadToolsWords {
  selected: (count: number) => string;
  deleteSelected: string;
  deleteTitle: (count: number) => string;
  deleteText: string;
  deleteKeptText: string;
  deletedSeveral: (count: number) => string;
  deletedSome: (deleted: number, left: number) => string;
  end: string;
  hint: string;
  detailsOf: string;
  kind: string;
  kinds: Record<"text" | "media" | "card" | "nothing" | "pat" | "tip" | "unknown", string>;
  type: (type: string) => string;
  id: string;
  sender: string;
  time: string;
  noTime: string;
  secondsOf: (seconds: string) => string;
  sortTime: string;
  sequence: string;
  clientKey: string;
  goneAt: string;
  raw: string;
  copyRaw: string;
}

const zh: ThreadToolsWords = {
  selected: (count) => `已选 ${count} 条`,
  deleteSelected: "删除",
  deleteTitle: (count) => `删除这 ${count} 条消息？`,
  deleteText: "消息会从你的会话里删除，无法恢复。",
  deleteKeptText: "其中在别处删除、只保留在这台电脑上的，也不再保留。",
  deletedSeveral: (count) => `已删除 ${count} 条`,
  deletedSome: (deleted, left) => `已删除 ${deleted} 条。还有 ${left} 条没有删除，它们仍然选中。`,
  end: "结束选择",
  hint: "点击或按空格选择，按住 Shift 选择一段",
  detailsOf: "消息详情",
  kind: "类型",
  kinds: {
    text: "文字",
    media: "图片或视频",
    card: "卡片",
    nothing: "没有内容",
    pat: "拍一拍",
    tip: "提示",
    unknown: "未知",
  },
  type: (type) => `编号 ${type}`,
  id: "ID",
  sender: "发送者",
  time: "时间",
  noTime: "不是有效的时间",
  secondsOf: (seconds) => `Unix 时间 ${seconds}`,
  sortTime: "排序时间",
  sequence: "序号",
  clientKey: "客户端消息键",
  goneAt: "发现已在别处删除",
  raw: "收到的内容",
  copyRaw: "复制收到的内容",
};

const en: ThreadToolsWords = {
  selected: (count) => `${count} selected`,
  deleteSelected: "Delete",
  deleteTitle: (count) => (count === 1 ? "Delete this message?" : `Delete these ${count} messages?`),
  deleteText: "They go from your side of the conversation and cannot be brought back.",
  deleteKeptText: "Those that were deleted elsewhere and are kept on this computer alone are no longer kept.",
  deletedSeveral: (count) => `${count} deleted`,
  deletedSome: (deleted, left) => `${deleted} deleted. ${left} could not be deleted and are still selected.`,
  end: "End the selection",
  hint: "Click or press Space to select, with Shift a span",
  detailsOf: "Message details",
  kind: "Kind",
  kinds: {
    text: "Text",
    media: "Picture or video",
    card: "Card",
    nothing: "No content",
    pat: "Nudge",
    tip: "Notice",
    unknown: "Unknown",
  },
  type: (type) => `type ${type}`,
  id: "ID",
  sender: "Sender",
  time: "Time",
  noTime: "Not a time",
  secondsOf: (seconds) => `Unix time ${seconds}`,
  sortTime: "Sort time",
  sequence: "Sequence",
  clientKey: "Client key",
  goneAt: "Found to be deleted elsewhere",
  raw: "What came",
  copyRaw: "Copy what came",
};

const words: Record<Language, ThreadToolsWords> = { zh, en };

/** All that these tools say, in the language in use. */
export const toolsText = computed(() => words[language.value]);

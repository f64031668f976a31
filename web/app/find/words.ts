import { computed } from "@preact/signals";
import { language, type Language } from "../../common/language.ts";
import type { FilterName } from "./filters.ts";

/** What the search says. Counts and days come as they are written in the language. */
export interface FindPartWords {
  title: string;
  label: string;
  labelIn: (name: string) => string;
  clear: string;
  filters: string;
  filter: Record<Exclude<FilterName, "conversation" | "days">, string>;
  days: string;
  firstDay: string;
  lastDay: string;
  daysFrom: (day: string) => string;
  daysTo: (day: string) => string;
  remove: (filter: string) => string;
  conversations: string;
  recent: string;
  messagesIn: (name: string, count: string) => string;
  results: string;
  allIn: (count: string, name: string) => string;
  moreConversations: (count: string) => string;
  moreMessages: (count: string) => string;
  found: (messages: string, conversations: string) => string;
  foundIn: (messages: string) => string;
  searching: string;
  broken: string;
  nothing: string;
  nothingYet: string;
  keys: string;
  gone: string;
  reading: (messages: string) => string;
  searched: (complete: string, all: string, since: string) => string;
  searchedOne: (whole: boolean, since: string) => string;
  moreInList: string;
  readRest: string;
  readRestHint: string;
  readPause: string;
  readGoOn: string;
  readProgress: (done: string, all: string) => string;
  readUnread: (count: string) => string;
  bar: (query: string) => string;
  place: (place: string, count: string) => string;
  older: string;
  newer: string;
  toResults: string;
  back: string;
  backKey: string;
  end: string;
}

const zh: FindPartWords = {
  title: "搜索",
  label: "搜索会话和消息",
  labelIn: (name) => `搜索与“${name}”的消息`,
  clear: "清除",
  filters: "筛选",
  filter: { me: "我发的", them: "对方发的", picture: "图片和视频", link: "链接", card: "卡片和歌曲" },
  days: "日期",
  firstDay: "从",
  lastDay: "到",
  daysFrom: (day) => `${day} 起`,
  daysTo: (day) => `到 ${day}`,
  remove: (filter) => `去掉“${filter}”`,
  conversations: "会话",
  recent: "最近的会话",
  messagesIn: (name, count) => `${name}，${count} 条`,
  results: "搜索结果",
  allIn: (count, name) => `与“${name}”的全部 ${count} 条`,
  moreConversations: (count) => `还有 ${count} 个会话`,
  moreMessages: (count) => `还有 ${count} 条`,
  found: (messages, conversations) => `${conversations} 个会话里有 ${messages} 条消息`,
  foundIn: (messages) => `${messages} 条消息`,
  searching: "正在搜索…",
  broken: "消息搜索出错了。请关闭搜索后再打开。",
  nothing: "没有找到消息。",
  nothingYet: "读到的消息里还没有找到。",
  keys: "↑↓ 选择，Enter 打开，Esc 关闭",
  gone: "已不在列表里的会话",
  reading: (messages) => `正在读取保存的消息，已有 ${messages} 条…`,
  searched: (complete, all, since) =>
    `${all} 个会话中有 ${complete} 个是完整的${since ? `；搜索到的消息最早是 ${since}` : ""}。`,
  searchedOne: (whole, since) =>
    `${whole ? "这个会话是完整的" : "这个会话还没有读完"}${since ? `，最早的消息是 ${since}` : ""}。`,
  moreInList: "列表里还有没读到的会话。",
  readRest: "读取其余消息",
  readRestHint: "慢慢读，可以随时暂停。读取会把会话标为已读，所以有未读消息的会话不读。",
  readPause: "暂停",
  readGoOn: "继续读取",
  readProgress: (done, all) => `正在读取其余消息：${done} / ${all} 个会话`,
  readUnread: (count) => `${count} 个会话有未读消息，没有读取。`,
  bar: (query) => `“${query}”的搜索结果`,
  place: (place, count) => `第 ${place} 条，共 ${count} 条`,
  older: "更早的一条（Enter）",
  newer: "更新的一条（Shift Enter）",
  toResults: "全部结果",
  back: "回到原处（Esc）",
  backKey: "回到搜索前的地方",
  end: "结束搜索，留在这里",
};

const counted = (count: string, thing: string) => `${count} ${thing}${count === "1" ? "" : "s"}`;

const en: FindPartWords = {
  title: "Search",
  label: "Search conversations and messages",
  labelIn: (name) => `Search messages with “${name}”`,
  clear: "Clear",
  filters: "Filters",
  filter: { me: "From me", them: "From them", picture: "Pictures and videos", link: "Links", card: "Cards and songs" },
  days: "Dates",
  firstDay: "From",
  lastDay: "To",
  daysFrom: (day) => `from ${day}`,
  daysTo: (day) => `to ${day}`,
  remove: (filter) => `Remove “${filter}”`,
  conversations: "Conversations",
  recent: "Recent conversations",
  messagesIn: (name, count) => `${name}, ${count}`,
  results: "Results",
  allIn: (count, name) => `All ${count} with “${name}”`,
  moreConversations: (count) => counted(count, "more conversation"),
  moreMessages: (count) => `${count} more`,
  found: (messages, conversations) => `${counted(messages, "message")} in ${counted(conversations, "conversation")}`,
  foundIn: (messages) => counted(messages, "message"),
  searching: "Searching…",
  broken: "The search of messages has failed. Close the search and open it again.",
  nothing: "No message found.",
  nothingYet: "Not found in what has been read so far.",
  keys: "↑↓ choose, Enter open, Esc close",
  gone: "A conversation that is not in the list any more",
  reading: (messages) => `Reading the messages that are kept: ${messages} so far…`,
  searched: (complete, all, since) =>
    `${complete} of ${all} conversations are complete${since ? `; the oldest message searched is of ${since}` : ""}.`,
  searchedOne: (whole, since) =>
    `${whole ? "This conversation is complete" : "This conversation has not been read completely"}${since ? `; its oldest message here is of ${since}` : ""}.`,
  moreInList: "There are conversations in the list that have not been read.",
  readRest: "Read the rest",
  readRestHint:
    "It reads gently and can be paused. Reading marks a conversation as read, so those with unread messages are left alone.",
  readPause: "Pause",
  readGoOn: "Go on reading",
  readProgress: (done, all) => `Reading the rest: ${done} of ${all} conversations`,
  readUnread: (count) => `Left alone because of unread messages: ${count}.`,
  bar: (query) => `Results for “${query}”`,
  place: (place, count) => `${place} of ${count}`,
  older: "The next older one (Enter)",
  newer: "The next newer one (Shift Enter)",
  toResults: "All results",
  back: "Back to where you were (Esc)",
  backKey: "Back to where you were before the search",
  end: "End the search and stay here",
};

/** The words in each language. */
export const findWords: Record<Language, FindPartWords> = { zh, en };

/** All that the search says, in the language in use. */
export const findText = computed(() => findWords[language.value]);

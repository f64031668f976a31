/** What is said of the search before it is loaded. */
export interface FindWords {
  find: string;
  findInConversation: string;
  findMessages: (query: string) => string;
}

/** 中文. */
export const findZh: FindWords = {
  find: "搜索会话和消息",
  findInConversation: "搜索这个会话",
  findMessages: (query) => `搜索消息：${query}`,
};

/** English. */
export const findEn: FindWords = {
  find: "Search conversations and messages",
  findInConversation: "Search this conversation",
  findMessages: (query) => `Search messages: ${query}`,
};

import type { TimeField, Verdict } from "./beliefs.ts";
import type { EndReason, Outcome, SkipReason, StepName } from "./evidence.ts";
import type { Filled } from "./kinds-seen.ts";
import type { BehindPage, WithinPage } from "./order-seen.ts";
import type { WriterSeen } from "./sides-seen.ts";
import type { UnitSeen } from "./times-seen.ts";

/** What the report of a check says, and what is said before it is begun. */
export interface ReportWords {
  /** Said before the check: what it asks, and what becomes of unread conversations. */
  intro: string;
  marksNothing: string;
  marksRead: string;
  title: string;
  /** What stands between two observations. */
  semicolon: string;
  /** What stands between two words of a list. */
  comma: string;
  day: string;
  version: string;
  place: string;
  gateway: string;
  thisComputer: string;
  ipAddress: string;
  unknownHost: string;
  ended: string;
  endings: Record<EndReason, string>;
  endedAt: (ending: string, done: string, all: string) => string;
  markRead: string;
  yes: string;
  no: string;
  nothingPersonal: string;
  calls: string;
  callColumns: readonly string[];
  steps: Record<StepName, string>;
  outcomes: Record<Outcome, string>;
  skipped: Record<SkipReason, string>;
  notAsked: string;
  asking: string;
  readFailed: (error: string) => string;
  otherError: string;
  unread: string;
  unreadColumns: readonly string[];
  unknown: string;
  unknownColumns: readonly string[];
  hiddenName: string;
  andMore: (count: string) => string;
  none: string;
  beliefs: string;
  beliefColumns: readonly string[];
  beliefNames: readonly string[];
  verdicts: Record<Verdict, string>;
  signature: string;
  unsigned: string;
  signed: string;
  wantedSignature: (calls: string) => string;
  learned: string;
  learnedDialect: (dialect: string) => string;
  learnedOrders: Record<"newestFirst" | "oldestFirst" | "fromBeginning", string>;
  learnedNewestOrder: (order: string) => string;
  learnedUnit: (unit: string) => string;
  units: Record<UnitSeen, string>;
  fields: Record<TimeField, string>;
  seen: SeenWords;
}

/** What was seen of a belief, in words. Every argument is a count, the digits of a small number, or one of a few words. */
export interface SeenWords {
  unreadValues: (count: string) => string;
  unit: (field: string, unit: string, count: string) => string;
  sendsNothing: string;
  within: Record<WithinPage, string>;
  behind: Record<BehindPage, string>;
  otherOrder: (within: string, newer: "newer" | "notNewer" | "unknown") => string;
  noSequences: string;
  unreadCount: Record<"zero" | "same" | "other" | "unknown", string>;
  writers: Record<WriterSeen, (count: string) => string>;
  peers: Record<"uin" | "encryptUinAlone" | "nothing", (count: string) => string>;
  limit: Record<"withPage" | "withoutPage", string>;
  limitIsLogin: string;
  dialect: (dialect: string, outcome: string, code: string) => string;
  sessionAnswered: (dialect: string) => string;
  sessionRefused: (dialect: string, code: string) => string;
  sessionSilent: (dialect: string) => string;
  sessionAgain: (dialect: string, count: string) => string;
  type: (type: string, count: string, filled: string) => string;
  filled: Record<Filled, string>;
  husk: (state: string, showType: string, count: string) => string;
  loginAge: (days: string) => string;
  loginYoung: string;
  loginLife: (days: string) => string;
  loginAgeUnknown: string;
  loginRefused: string;
}

/** {@link ReportWords} in Chinese. */
export const zh: ReportWords = {
  intro:
    "检查只读取，不发送、不删除、不更改任何内容。它依次请求下列各项，每项一个请求，遇到频率限制立即停止。读取的内容大多在同一个请求里问两次：一次取网关的原样回答，一次按收件箱的方式读取。",
  marksNothing: "不会把任何会话标为已读：只读取未读数为 0 的会话的消息。",
  marksRead: "读取消息可能会把一个有未读消息的会话标为已读。",
  title: "网关检查报告",
  semicolon: "；",
  comma: "、",
  day: "时间",
  version: "版本",
  place: "运行环境",
  gateway: "网关",
  thisComputer: "本机",
  ipAddress: "一个 IP 地址",
  unknownHost: "未知",
  ended: "检查",
  endings: {
    complete: "全部完成",
    stopped: "被用户停止",
    withheld: "因浏览器没有允许访问网关而停止",
    limited: "因频率限制而停止",
    login: "因登录失效而停止",
    module: "因模块无法运行而停止",
  },
  endedAt: (ending, done, all) => `${ending}，${done} / ${all} 项`,
  markRead: "允许把一个会话标为已读",
  yes: "是",
  no: "否",
  nothingPersonal: "报告里没有任何 ID、名字、消息文字、密钥，也没有网关主机名以外的地址。",
  calls: "请求",
  callColumns: ["请求", "调用", "结果", "代码", "用时", "无法读取的值", "未知字段"],
  steps: {
    dialect: "会话列表中的一个会话",
    otherDialect: "同上，用 App 的另一个版本的方式",
    signed: "同上，带签名",
    list: "会话列表的第一页",
    listBehind: "会话列表的下一页",
    messages: "一个会话的第一页消息",
    messagesBehind: "同一会话的下一页消息",
    otherOrder: "同一会话的第一页消息，order 为 0",
    listAfter: "再看一次会话列表的第一页",
    media: "最多三条图片或视频消息的详情",
    config1: "私信设置 1",
    config2: "私信设置 2",
    config5: "私信设置 5",
    hint: "会话的安全提示（不关闭它）",
    entries: "会话的入口按钮",
    card: "对方的音乐人卡片",
    badge: "好友标识",
  },
  outcomes: { answered: "已回答", refused: "被拒绝", unreadable: "回答无法读取", silent: "没有回答" },
  skipped: {
    noFurtherPage: "未请求：没有下一页",
    noConversation: "未请求：没有未读数为 0 的会话",
    noMedia: "未请求：读到的消息里没有图片或视频",
    noEncryptUin: "未请求：不知道对方的加密 UIN",
    nothingMarked: "未请求：没有读取有未读消息的会话",
    notListed: "未请求：会话列表没有回答",
  },
  notAsked: "没有请求",
  asking: "正在请求…",
  readFailed: (error) => `已回答，但无法读取（${error}）`,
  otherError: "其他错误",
  unread: "无法读取的值",
  unreadColumns: ["调用", "位置", "应为", "实际类型", "次数"],
  unknown: "模型中没有的字段",
  unknownColumns: ["调用", "位置", "名称", "类型", "次数"],
  hiddenName: "（名称不显示）",
  andMore: (count) => `另有 ${count} 项未列出。`,
  none: "无。",
  beliefs: "对网关的假定",
  beliefColumns: ["#", "假定", "结论", "观察到的情况"],
  beliefNames: [
    "值的类型与文档相同",
    "消息的 time 以秒为单位",
    "发送成功的消息在回答的 messages 里",
    "消息页从新到旧",
    "读取消息会把会话标为已读",
    "自己的消息带有自己的 uin",
    "对方有 uin",
    "代码 2001 表示稍后再试",
    "App 的两个版本的方式都可以用",
    "GetSession 会给出会话",
    "msg_type 0 是文字，2、3、5、6 是图片或视频",
    "被删除的消息不再出现",
    "登录有效约三天",
  ],
  verdicts: { asBelieved: "相符", otherwise: "**不同**", notSeen: "未见到" },
  signature: "签名",
  unsigned: "不带签名的列表",
  signed: "带签名的列表",
  wantedSignature: (calls) => `带上签名后才回答：${calls}`,
  learned: "可以采用的结果",
  learnedDialect: (dialect) => `通信方式 ${dialect}`,
  learnedOrders: {
    newestFirst: "消息页从新到旧",
    oldestFirst: "先给最新的一页，页内从旧到新",
    fromBeginning: "从最早的一页开始，页内从旧到新",
  },
  learnedNewestOrder: (order) => `用 order ${order} 请求最新的消息`,
  learnedUnit: (unit) => `消息时间的单位：${unit}`,
  units: {
    seconds: "秒",
    milliseconds: "毫秒",
    microseconds: "微秒",
    nanoseconds: "纳秒",
    zero: "0",
    negative: "负数",
    huge: "大得不可能是时间",
    noNumber: "不是整数",
  },
  fields: {
    "message.time": "消息 time",
    "message.sort_time": "消息 sort_time",
    "session.sort_time": "会话 sort_time",
    "session.create_time": "会话 create_time",
  },
  seen: {
    unreadValues: (count) => `${count} 个值无法读取`,
    unit: (field, unit, count) => `${field}：${unit}（${count} 个）`,
    sendsNothing: "检查不发送任何消息",
    within: {
      newestFirst: "页内从新到旧",
      oldestFirst: "页内从旧到新",
      equal: "页内的时间和序号都相同",
      mixed: "页内没有顺序",
      tooFew: "消息太少，看不出顺序",
    },
    behind: {
      older: "下一页更旧",
      newer: "下一页更新",
      overlapping: "下一页与第一页的时间交错",
      unknown: "看不出下一页更旧还是更新",
    },
    otherOrder: (within, newer) =>
      `order 0：${within}，${{ newer: "比默认的更新", notNewer: "不比默认的更新", unknown: "看不出是否更新" }[newer]}`,
    noSequences: "序号都是 0",
    unreadCount: {
      zero: "未读数变为 0",
      same: "未读数没有变",
      other: "未读数变成了另一个值",
      unknown: "之后的列表里没有这个会话的未读数",
    },
    writers: {
      ownUin: (count) => `${count} 条是自己的（按 uin）`,
      ownEncryptUin: (count) => `${count} 条是自己的（只按加密 UIN）`,
      clientKey: (count) => `${count} 条只有客户端消息键说明是自己的`,
      peer: (count) => `${count} 条是对方的`,
      other: (count) => `${count} 条的发送者既不是自己也不是对方`,
      nobody: (count) => `${count} 条没有发送者`,
      system: (count) => `${count} 条是系统提示`,
    },
    peers: {
      uin: (count) => `${count} 个有 uin`,
      encryptUinAlone: (count) => `${count} 个只有加密 UIN`,
      nothing: (count) => `${count} 个什么都没有`,
    },
    limit: { withPage: "给出了解除限制的页面", withoutPage: "没有给出页面" },
    limitIsLogin: "它表示需要重新登录",
    dialect: (dialect, outcome, code) => `${dialect}：${outcome}（代码 ${code}）`,
    sessionAnswered: (dialect) => `${dialect}：已回答`,
    sessionRefused: (dialect, code) => `${dialect}：被拒绝（代码 ${code}）`,
    sessionSilent: (dialect) => `${dialect}：没有回答`,
    sessionAgain: (dialect, count) => `${dialect}：回答里没有 uid 和 sid，请求了 ${count} 次`,
    type: (type, count, filled) => `类型 ${type}：${count} 条，含 ${filled}`,
    filled: {
      content: "content",
      title: "title",
      pic: "pic",
      url: "url",
      tips: "tips",
      text: "文本形式的 meta_data",
      nothing: "空内容",
    },
    husk: (state, showType, count) => `${count} 条内容为空，state ${state}，show_type ${showType}`,
    loginAge: (days) => `登录已有 ${days} 天`,
    loginYoung: "登录不到 1 天",
    loginLife: (days) => `登录自称有效 ${days} 天`,
    loginAgeUnknown: "不知道登录的时间",
    loginRefused: "登录已被拒绝",
  },
};

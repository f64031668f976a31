import { findZh, type FindWords } from "./find.ts";
import type { Kind } from "../model/kinds.ts";
import type { PageOrder, TimeUnit } from "../model/learned.ts";
import type { LoginFault } from "../model/login.ts";
import { lazyZh, type LazyWords } from "./lazy.ts";
import { mediaZh, type MediaWords } from "./media.ts";
import { idNames, keyNames } from "../model/login-values.ts";
import type { ProblemKind } from "../model/problem.ts";
import { zhPlaces, type PlacesWords } from "./places.ts";
import { listZh, type ListWords } from "./list.ts";
import { messagesZh, type MessagesWords } from "./messages.ts";
import { accountZh, type AccountWords } from "./account.ts";
import { unsentZh, type UnsentWords } from "./unsent.ts";

const named = (names: readonly string[]) => names.join("、");

/** Every sentence of the inbox. */
export interface Words
  extends FindWords, PlacesWords, ListWords, LazyWords, MediaWords, MessagesWords, AccountWords, UnsentWords {
  title: string;
  titleWithUnread: (count: string) => string;
  language: string;
  close: string;
  cancel: string;
  copy: string;
  copied: string;
  again: string;
  more: string;
  noName: string;
  notShown: string;
  ellipsisAll: string;

  loadingModule: string;
  loadingModuleOf: (read: string, total: string) => string;
  loadingNote: string;
  moduleFailed: string;
  moduleFailedHint: string;
  moduleDied: string;
  restart: string;

  signIn: string;
  signInTagline: string;
  signInAgain: string;
  signInNote: string;
  addAccount: string;
  demo: string;
  demoTagline: string;
  demoAs: (name: string) => string;
  typedIn: string;
  pasted: string;
  how: string;
  musicidHint: string;
  musickeyHint: string;
  cookieLabel: string;
  cookieHint: string;
  showKey: string;
  keep: string;
  keepMemory: string;
  keepTab: string;
  keepDisk: string;
  keepMemoryHint: string;
  keepTabHint: string;
  keepDiskHint: string;
  connection: string;
  endpoint: string;
  endpointHint: string;
  checking: string;
  loginFaults: Record<LoginFault, string>;
  forDevelopers: string;

  account: string;
  accounts: string;
  currentAccount: string;
  switchAccount: string;
  keptIn: Record<"memory" | "tab" | "disk", string>;

  sessions: string;
  searchLabel: string;
  searching: string;
  nothingFound: (query: string) => string;
  refresh: string;
  refreshed: string;
  loadingSessions: string;
  noSessions: string;
  noSessionsHint: string;
  loadMoreSessions: string;
  allSessions: string;
  listMenu: string;
  menuOf: (name: string) => string;
  unread: (count: number) => string;
  pendingDraft: string;
  me: string;
  unknownSender: string;
  unknownSenderWith: (name: string) => string;
  exportAll: string;
  exportOne: string;
  deleteSession: string;
  deleteSessionTitle: (name: string) => string;
  deleteSessionText: string;
  clearSession: string;
  clearSessionTitle: (name: string) => string;
  clearSessionText: string;
  typeToConfirm: (word: string) => string;
  clearWord: string;
  markAllRead: string;
  markAllTitle: string;
  markAllText: string;
  markAllConfirm: string;
  deleted: string;
  cleared: string;
  allRead: string;

  emptyMessage: string;
  /** Why a message has no content. */
  lost: Record<Extract<Kind, { kind: "nothing" }>["why"], string>;
  pictureInLine: string;
  videoInLine: string;
  mediaInLine: string;
  songInLine: string;
  cardInLine: string;
  patInLine: string;
  unknownInLine: string;

  pickOne: string;
  pickOneHint: string;
  back: string;
  conversationWith: (name: string) => string;
  messagesOf: (name: string) => string;
  loadingMessages: string;
  loadingOlder: string;
  beginning: string;
  noMessages: string;
  noMessagesHint: string;
  unreadBelow: string;
  toNewest: string;
  newMessages: (count: number) => string;
  newMessage: (from: string, preview: string) => string;
  messageMenu: string;
  deleteMessage: string;
  deleteMessageTitle: string;
  deleteMessageText: string;
  today: string;
  yesterday: string;
  showAll: string;

  picture: string;
  video: string;
  pictureOrVideo: string;
  pictureFrom: (host: string) => string;
  pictureHidden: string;
  pictureFailed: string;
  pictureAway: string;
  detailsFailed: string;
  detailsMissing: string;
  loadingDetails: string;
  openVideo: string;
  openPicture: string;
  song: string;
  card: string;
  openIn: (host: string) => string;
  confirmCard: string;
  declineCard: string;
  confirmedCard: string;
  declinedCard: string;
  pat: (from: string, to: string, text: string) => string;
  you: string;
  unknownMessage: (type: string) => string;
  rawFields: string;

  badge: (text: string, level: string) => string;
  badgeDays: (days: string) => string;
  safetyHint: string;
  closeHint: string;
  musician: string;
  fans: (count: string) => string;
  threadMenu: string;

  write: (name: string) => string;
  send: string;
  sending: string;
  sent: string;
  notSent: string;
  maybeSent: string;
  look: string;
  gap: string;
  loadingGap: string;
  deletedElsewhere: string;
  keepNoLonger: string;
  waitsFor: Record<"network" | "access" | "login" | "limit" | "module", string>;
  lookingForCopy: string;
  nobodyKnows: string;
  endedInTheMiddle: string;
  notKept: string;
  lookingForIt: string;
  lookedAndUnclear: string;
  accepted: string;
  sendAgain: string;
  sendAnyway: string;
  discard: string;
  identify: string;
  cannotWrite: string;
  perhapsNotWritable: string;

  keptShown: string;
  loginEnding: string;
  loginMayEnd: string;
  loginUsually: string;
  loginEndingSite: string;
  loginEndingKey: string;
  openSite: string;
  draftsNotKept: string;
  /** The browser emptied the storage of the account that is in view. */
  storageEmptied: string;
  notKeptBecause: Record<"full" | "failed" | "newer", string>;
  limitTitle: string;
  limitText: (seconds: number) => string;
  limitOver: string;
  limitMaybeLogin: string;
  limitPage: string;
  askNow: string;

  linkTitle: string;
  linkText: string;
  linkHost: string;
  linkOpen: string;
  linkWritten: string;

  settings: string;
  appearance: string;
  theme: string;
  themes: Record<"system" | "light" | "dark", string>;
  motion: string;
  motions: Record<"system" | "less", string>;
  picturesSetting: string;
  picturesNote: string;
  pictureChoices: Record<"ask" | "always" | "never", string>;
  thisGateway: string;
  thisGatewayNote: string;
  gatewayHost: string;
  gatewayDialect: string;
  gatewayPageOrder: string;
  pageOrders: Record<PageOrder, string>;
  gatewayNewestOrder: string;
  gatewayTimeUnit: string;
  timeUnits: Record<TimeUnit, string>;
  gatewayForget: string;
  gatewayForgotten: string;
  checkGateway: string;
  checkSetting: string;
  checkMayMark: string;
  checkMayMarkHint: string;
  checkStart: string;
  checkStop: string;
  checkSteps: string;
  checkDone: string;
  checkReport: string;
  checkCopy: string;
  checkSave: string;
  checkUse: string;
  checkUsed: string;
  checkFile: string;

  problems: Record<ProblemKind, string>;
  hints: Partial<Record<ProblemKind, string>>;
  /** On the button that has the browser ask for the permission to ask the gateway. */
  allowAccess: string;
  codeIs: (code: string) => string;
  gatewaySays: string;
  detail: string;
  copyDetail: string;
  dismiss: string;

  keepTitle: string;
  keepMessages: string;
  keepMessagesHint: string;
  keepSize: (conversations: string, messages: string) => string;
  keepBytes: (bytes: string) => string;
  keepStopTitle: string;
  keepStopText: string;
  keepStop: string;
  keepGone: string;
  keepGoneHint: string;
  keepEverything: string;
  keepEverythingHint: string;
  keepStart: string;
  keepPause: string;
  keepGoOn: string;
  keepAgain: string;
  keepStates: Record<"running" | "done" | "failed" | "notKept", string>;
  keepDoneButUnread: string;
  keepPausedBy: Record<"user" | "withheld" | "limited" | "silent" | "dead" | "login" | "elsewhere", string>;
  keepProgress: string;
  keepProgressOf: (done: string, all: string, messages: string) => string;
  keepTimeLeft: (time: string) => string;
  keepMinutes: (minutes: number) => string;
  keepHours: (hours: number, minutes: number) => string;
  keepUnread: (count: string) => string;
  backupTitle: string;
  backupHint: string;
  backupChoose: string;
  backupReading: (percent: string, messages: string) => string;
  backupStop: string;
  backupDone: (messages: string, added: string) => string;
  backupDamaged: (count: string, lines: string) => string;
  backupDamagedMore: (count: string, lines: string) => string;
  backupNoBackup: string;
  backupOtherVersion: (found: string) => string;
  backupOtherAccount: (found: string, own: string) => string;
  backupStopped: (messages: string) => string;
  backupNotKept: string;
  backupFailed: (detail: string) => string;
}

/** 中文. */
export const zh: Words = {
  ...zhPlaces,
  ...findZh,
  ...listZh,
  ...lazyZh,
  ...mediaZh,
  ...messagesZh,
  ...accountZh,
  ...unsentZh,
  title: "私信",
  titleWithUnread: (count) => `(${count}) 私信`,
  language: "语言",
  close: "关闭",
  cancel: "取消",
  copy: "复制",
  copied: "已复制",
  again: "重试",
  more: "更多",
  noName: "（无名）",
  notShown: "这里无法显示",
  ellipsisAll: "…",

  loadingModule: "正在准备…",
  loadingModuleOf: (read, total) => `正在载入 ${read} / ${total}`,
  loadingNote: "首次打开需要下载约 0.7 MB，之后会从缓存读取。",
  moduleFailed: "未能启动",
  moduleFailedHint: "私信依赖的 WebAssembly 模块没有载入。请检查网络，或换用新版的 Chrome、Edge、Firefox 或 Safari。",
  moduleDied: "模块意外停止。已收到的消息都在网关上，重新启动即可继续。",
  restart: "重新启动",

  signIn: "登录",
  signInTagline: "在浏览器里收发 QQ 音乐私信",
  signInAgain: "登录已失效，请用新的 musickey 重新登录。草稿和未发出的消息都还在。",
  signInNote: "musickey 等同于登录密码。它只发给音乐网关，不会发往别处。",
  addAccount: "添加账号",
  demo: "先看看演示",
  demoTagline: "使用模拟网关和虚构数据，不需要账号。",
  demoAs: (name) => `以“${name}”进入`,
  typedIn: "手动填写",
  pasted: "粘贴 Cookie",
  how: "登录方式",
  musicidHint: "QQ 号或微信账号的数字 ID，最多 19 位",
  musickeyHint: "以 Q_H_L_ 或 W_X_ 开头的一长串字符",
  cookieLabel: "Cookie、cookies.txt、JSON 或 curl 命令",
  cookieHint:
    "这些都可以，从开发者工具里复制的表格也行。请整段粘贴，其中要有账号（uin、wxuin 等）和密钥（qm_keyst、qqmusic_key 等）。",
  showKey: "显示",
  keep: "保存位置",
  keepMemory: "不保存",
  keepTab: "此标签页",
  keepDisk: "此设备",
  keepMemoryHint: "刷新或关闭页面后即忘记。",
  keepTabHint: "刷新后仍在，关闭标签页后忘记。",
  keepDiskHint: "一直保存在这台设备的磁盘上，未加密。请勿在公用电脑上使用。",
  connection: "连接",
  endpoint: "网关地址",
  endpointHint: "留空表示与本页同源。其他地址须允许跨域访问（CORS）。",
  checking: "正在验证…",
  loginFaults: {
    missingId: "请填写 musicid。",
    missingKey: "请填写 musickey。",
    keyAsId: "这像是 musickey，请填到 musickey 一栏；musicid 是账号的数字 ID。",
    idAsKey: "这像是 musicid，请填到 musicid 一栏；musickey 以 Q_H_L_ 或 W_X_ 开头。",
    nothingPasted: "请粘贴登录信息。Cookie、cookies.txt、JSON、curl 都可以。",
    notALogin: `没有认出登录信息：既没有账号（${named(idNames)}），也没有密钥（${named(keyNames)}）。Cookie、cookies.txt、JSON、curl 都可以，请整段复制。`,
    cookieWithoutId: `有密钥，但没有找到账号。找过这些名字：${named(idNames)}。`,
    cookieWithoutKey: `有账号，但没有找到密钥。找过这些名字：${named(keyNames)}。`,
    idNotDigits: "musicid 只能是数字。",
    idTooLong: "musicid 太长：最多 19 位，且不超过 9223372036854775807。",
    keyNotText: "musickey 里有不该出现的字符，请重新复制。",
  },
  forDevelopers: "开发者：接口控制台",

  account: "账号",
  accounts: "账号",
  currentAccount: "当前账号",
  switchAccount: "切换账号",
  keptIn: { memory: "不保存", tab: "保存在此标签页", disk: "保存在此设备" },

  sessions: "会话",
  searchLabel: "搜索名字",
  searching: "正在载入其余会话…",
  nothingFound: (query) => `没有名字包含“${query}”的会话`,
  refresh: "刷新",
  refreshed: "已刷新",
  loadingSessions: "正在载入会话",
  noSessions: "还没有私信",
  noSessionsHint: "收到的私信会出现在这里。",
  loadMoreSessions: "载入更多",
  allSessions: "没有更多会话了",
  listMenu: "更多操作",
  menuOf: (name) => `${name} 的更多操作`,
  unread: (count) => `${count} 条未读`,
  pendingDraft: "[草稿]",
  me: "我",
  unknownSender: "发送者未知",
  unknownSenderWith: (name) => `与 ${name} 的会话，发送者未知`,
  exportAll: "导出全部会话…",
  exportOne: "导出这个会话…",
  deleteSession: "删除会话",
  deleteSessionTitle: (name) => `删除与“${name}”的会话？`,
  deleteSessionText: "会话会从列表中移除，无法恢复。",
  clearSession: "清空消息",
  clearSessionTitle: (name) => `清空与“${name}”的全部消息？`,
  clearSessionText: "这个会话里的所有消息都会被删除，无法恢复。会话本身会留在列表里。",
  typeToConfirm: (word) => `输入“${word}”以确认`,
  clearWord: "清空",
  markAllRead: "全部标为已读",
  markAllTitle: "把所有会话标为已读？",
  markAllText: "这会把全部会话的所有未读消息都标为已读，不只是某一个会话；无法撤销。",
  markAllConfirm: "全部标为已读",
  deleted: "已删除",
  cleared: "已清空",
  allRead: "全部会话已标为已读",

  emptyMessage: "（空消息）",
  lost: { deleted: "已删除", perhapsDeleted: "没有内容，可能已删除", unreadable: "内容的格式无法读取" },
  pictureInLine: "[图片]",
  videoInLine: "[视频]",
  mediaInLine: "[图片或视频]",
  songInLine: "[歌曲]",
  cardInLine: "[卡片]",
  patInLine: "[拍一拍]",
  unknownInLine: "[未知类型]",

  pickOne: "选择一个会话",
  pickOneHint: "用 ↑ ↓ 在列表里移动，Enter 打开。",
  back: "返回会话列表",
  conversationWith: (name) => `与 ${name} 的会话`,
  messagesOf: (name) => `与 ${name} 的消息`,
  loadingMessages: "正在载入消息",
  loadingOlder: "正在载入更早的消息",
  beginning: "会话从这里开始",
  noMessages: "还没有消息",
  noMessagesHint: "写下第一句话吧。",
  unreadBelow: "以下为未读消息",
  toNewest: "回到最新消息",
  newMessages: (count) => `${count} 条新消息`,
  newMessage: (from, preview) => `${from}：${preview}`,
  messageMenu: "消息操作",
  deleteMessage: "删除消息",
  deleteMessageTitle: "删除这条消息？",
  deleteMessageText: "消息会从你的会话里删除，无法恢复。",
  today: "今天",
  yesterday: "昨天",
  showAll: "展开全文",

  picture: "图片",
  video: "视频",
  pictureOrVideo: "图片或视频",
  pictureFrom: (host) => `图片来自 ${host}`,
  pictureHidden: "按你的设置，不显示陌生人的图片",
  pictureFailed: "图片未能载入",
  pictureAway: "图片地址不可用",
  detailsFailed: "详情未能载入",
  detailsMissing: "图片或视频已不可用",
  loadingDetails: "正在载入图片或视频",
  openVideo: "打开视频",
  openPicture: "查看原图",
  song: "歌曲",
  card: "卡片",
  openIn: (host) => `打开 ${host}`,
  confirmCard: "确认",
  declineCard: "暂不",
  confirmedCard: "已确认",
  declinedCard: "已选择暂不",
  pat: (from, to, text) => `${from} 拍了拍 ${to}${text}`,
  you: "你",
  unknownMessage: (type) => `未知类型的消息（类型 ${type}），尽可能显示`,
  rawFields: "查看原始内容",

  badge: (text, level) => (level ? `${text} Lv.${level}` : text),
  badgeDays: (days) => `已持续 ${days} 天`,
  safetyHint: "安全提示",
  closeHint: "不再提示",
  musician: "音乐人",
  fans: (count) => `${count} 粉丝`,
  threadMenu: "会话操作",

  write: (name) => `给 ${name} 写私信`,
  send: "发送",
  sending: "发送中",
  sent: "已发送",
  notSent: "未发送",
  maybeSent: "可能已经送达，重发之前请先看看",
  look: "看看有没有送达",
  gap: "这里还有没载入的消息",
  loadingGap: "正在载入缺少的消息",
  deletedElsewhere: "已在别处删除",
  keepNoLonger: "不再保留",
  waitsFor: {
    network: "等待网络",
    access: "等待浏览器允许访问网关",
    login: "等待重新登录",
    limit: "等待网关恢复",
    module: "等待模块重新启动",
  },
  lookingForCopy: "之前写的，正在看看是否已经发出",
  nobodyKnows: "不能确定是否已经发出",
  endedInTheMiddle: "发送途中页面被关闭，会话里没有找到它。",
  notKept: "未能保存：关闭页面后会丢失",
  lookingForIt: "正在看看有没有送达",
  lookedAndUnclear: "刚刚看过，还不能确定。",
  accepted: "网关已接收，但还没有出现在会话里",
  sendAgain: "重试",
  sendAnyway: "仍然重发",
  discard: "放弃",
  identify: "去验证身份",
  cannotWrite: "对方没有账号信息，无法发送。",
  perhapsNotWritable: "只知道对方的加密账号，不确定从这里能否给对方发消息。写下的文字仍保留着。",

  keptShown: "显示的是保存在这台电脑上的私信，可能不是最新的。",
  loginEnding: "按登录自带的期限，它快要失效了",
  loginMayEnd: "登录可能快要失效了",
  loginUsually: "musickey 通常大约能用三天，没有人保证。",
  loginEndingSite: "打开 y.qq.com 重新登录一次，这里会自动跟上。",
  loginEndingKey: "用新的 musickey 重新登录即可，其他都会保留。",
  openSite: "打开 y.qq.com",
  draftsNotKept: "存储空间已满，没写完的内容只保留到页面关闭。",
  storageEmptied: "浏览器清空了本页的存储。草稿和未发送的消息已重新保存；登录只保留到页面关闭，之后需要重新登录。",
  notKeptBecause: {
    full: "存储空间已满，私信不再保存到这台电脑；已经显示的不受影响。",
    failed: "浏览器无法保存数据，私信只保留到页面关闭。",
    newer: "另一个标签页运行着新版本，这里的私信暂不保存。请重新载入本页。",
  },
  limitTitle: "请求太频繁",
  limitText: (seconds) => `已暂停收取新消息，${seconds} 秒后自动继续。`,
  limitOver: "正在继续…",
  limitMaybeLogin: "一再如此，也可能是网关要你重新登录；是不是，网关没有说。",
  limitPage: "打开验证页面",
  askNow: "现在重试",

  linkTitle: "要打开这个链接吗？",
  linkText: "它不属于 QQ。请确认你信任这个网站，不要在上面输入 QQ 或微信的密码。",
  linkHost: "网站",
  linkOpen: "打开",
  linkWritten: "完整地址",

  settings: "设置",
  appearance: "外观",
  theme: "主题",
  themes: { system: "跟随系统", light: "浅色", dark: "深色" },
  motion: "动态效果",
  motions: { system: "跟随系统", less: "减少" },
  picturesSetting: "陌生人的图片",
  picturesNote: "加载图片会让图片所在的服务器知道你看过。其他主机上的图片，每个主机会先问一次。",
  pictureChoices: { ask: "询问", always: "总是显示", never: "不显示" },
  thisGateway: "这个网关",
  thisGatewayNote: "使用中得知的情况，对所有账号有效，保存在这台电脑上，不含任何账号的内容。",
  gatewayHost: "地址",
  gatewayDialect: "与网关的通信方式",
  gatewayPageOrder: "消息的排列",
  pageOrders: {
    newestFirst: "先给最新一页，页内从新到旧",
    oldestFirst: "先给最新一页，页内从旧到新",
    fromBeginning: "从最早的一页开始",
  },
  gatewayNewestOrder: "取最新消息的 order 参数",
  gatewayTimeUnit: "时间的单位",
  timeUnits: { seconds: "秒", milliseconds: "毫秒", microseconds: "微秒", nanoseconds: "纳秒" },
  gatewayForget: "忘记",
  gatewayForgotten: "已忘记，需要时会重新了解。",
  checkGateway: "检查网关",
  checkSetting:
    "网关的实际行为没有公开。检查会依次请求收件箱用到的内容，并给出一份可以交给他人的报告，里面没有任何个人信息。",
  checkMayMark: "允许把一个有未读消息的会话标为已读",
  checkMayMarkHint: "不勾选时，只读取未读数为 0 的会话的消息。勾选后可以看出读取是否会把会话标为已读。",
  checkStart: "开始检查",
  checkStop: "停止",
  checkSteps: "请求",
  checkDone: "检查结束，下面是完整的报告。它可以贴到公开的 issue 里，公开之前请看一遍。",
  checkReport: "报告",
  checkCopy: "复制报告",
  checkSave: "保存报告",
  checkUse: "采用检查的结果",
  checkUsed: "已采用。设置里可以看到它们，也可以忘记。",
  checkFile: "网关检查报告",

  problems: {
    expired: "登录已失效",
    wrongKey: "musickey 不对",
    noLogin: "没有登录信息",
    limited: "请求太频繁，或触发了风控",
    offline: "没有网络连接",
    blocked: "网关未能访问，可能被浏览器的跨域规则（CORS）拦下",
    unreachable: "没有收到网关的应答",
    timeout: "网关没有及时应答",
    busy: "服务器没有正常应答",
    refused: "网关拒绝了这次操作",
    notAccepted: "消息没有被接受",
    gateway: "网关拒绝了请求",
    data: "网关的应答无法读取",
    signature: "网关要求签名，但没有接受",
    argument: "内容不符合要求",
    module: "模块已停止工作",
    withheld: "浏览器没有允许扩展访问音乐网关（u.y.qq.com）",
    unknown: "出现了意外的错误",
  },
  hints: {
    expired: "musickey 已经失效，请重新登录。",
    wrongKey: "网关不认这个 musickey。请重新复制，并确认它属于这个 musicid。",
    offline: "联网后会自动重试。",
    blocked: "网关不允许从这个页面直接访问。可以使用浏览器扩展，用 make run 在本机中转，或把网关地址留空使用同源网关。",
    unreachable: "请检查网络或网关地址，稍后再试。",
    timeout: "网络可能较慢，稍后再试。",
    busy: "通常很快恢复，稍后再试。",
    limited: "稍等片刻再试；如果有验证页面，完成验证即可恢复。",
    withheld: "没有这项权限，扩展不会发出任何请求。允许后自动继续；也可以在浏览器的扩展设置里允许它访问这个网站。",
  },
  allowAccess: "允许访问",
  codeIs: (code) => `代码 ${code}`,
  gatewaySays: "网关说明",
  detail: "错误详情",
  copyDetail: "复制错误详情",
  dismiss: "知道了",

  keepTitle: "保存私信",
  keepMessages: "把私信保存在这台电脑上",
  keepMessagesHint: "读过的私信不加密，保存在这台电脑的硬盘上；使用这个浏览器用户资料的任何人都能读到。",
  keepSize: (conversations, messages) => `已保存 ${conversations} 个会话的 ${messages} 条消息。`,
  keepBytes: (bytes) => `本站在这台电脑上一共约占 ${bytes}。`,
  keepStopTitle: "删除保存在这台电脑上的私信？",
  keepStopText: "这个账号保存在这台电脑上的消息会全部删除，包括网关上已经没有的消息。网关上的消息不受影响。",
  keepStop: "删除，不再保存",
  keepGone: "保留在别处删除的消息",
  keepGoneHint: "在手机或别处删除的消息仍留在这里，并标明已删除。取消勾选后，下次读取到那里时它们会消失。",
  keepEverything: "保存全部私信",
  keepEverythingHint:
    "把每个会话从最新一条读到第一条，每秒最多请求两次。读取会话会把它标为已读，所以不读有未读消息的会话。",
  keepStart: "开始",
  keepPause: "暂停",
  keepGoOn: "继续",
  keepAgain: "再检查一遍",
  keepStates: {
    running: "正在读取…",
    done: "全部私信都已保存，之后的变化会自动跟上。",
    failed: "没能保存全部私信。",
    notKept: "浏览器没有保存消息：存储空间已满，或不允许本页使用存储。",
  },
  keepDoneButUnread: "其余的私信都已保存，之后的变化会自动跟上。",
  keepPausedBy: {
    user: "已暂停。",
    withheld: "浏览器没有允许访问网关，已暂停，允许后自动继续。",
    limited: "请求太频繁，已暂停，稍后自动继续。",
    silent: "网关没有应答，已暂停，恢复后自动继续。",
    dead: "模块已停止工作，重新启动后自动继续。",
    login: "登录已失效，重新登录后自动继续。",
    elsewhere: "另一个标签页正在读取。",
  },
  keepProgress: "保存全部私信的进度",
  keepProgressOf: (done, all, messages) => `已完成 ${done} / ${all} 个会话，已保存 ${messages} 条消息。`,
  keepTimeLeft: (time) => `大约还要 ${time}。`,
  keepMinutes: (minutes) => (minutes < 1 ? "不到 1 分钟" : `${minutes} 分钟`),
  keepHours: (hours, minutes) => (minutes === 0 ? `${hours} 小时` : `${hours} 小时 ${minutes} 分钟`),
  keepUnread: (count) => `${count} 个会话有未读消息，没有读取；读过之后会自动保存：`,
  backupTitle: "读入备份",
  backupHint:
    "选择这个账号导出的 JSON Lines 文件（.jsonl）。已有的消息保持原样，也不会重复。网关上已经没有的消息，勾选了“保留在别处删除的消息”才会一直留着。",
  backupChoose: "选择文件",
  backupReading: (percent, messages) => `已读入 ${percent}，${messages} 条消息…`,
  backupStop: "停止",
  backupDone: (messages, added) => `读入完成：文件里有 ${messages} 条消息，其中 ${added} 条是新的。`,
  backupDamaged: (count, lines) => `${count} 行无法读取，已跳过：第 ${lines} 行。`,
  backupDamagedMore: (count, lines) => `${count} 行无法读取，已跳过；前面几处是第 ${lines} 行。`,
  backupNoBackup: "这不是导出的 JSON Lines 文件，什么也没有读入。",
  backupOtherVersion: (found) => `这个文件的格式版本是 ${found}，无法读取，什么也没有读入。`,
  backupOtherAccount: (found, own) => `这个文件属于账号 ${found}，当前账号是 ${own}，什么也没有读入。`,
  backupStopped: (messages) => `已停止。之前读到的 ${messages} 条消息都保留了。`,
  backupNotKept: "浏览器没有保存读入的消息：存储空间已满，或不允许本页使用存储。",
  backupFailed: (detail) => `文件无法读取：${detail}`,
};

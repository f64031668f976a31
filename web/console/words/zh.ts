import type { Destroyer } from "../destroyers.ts";

/** Every sentence of the page. */
export interface Words {
  title: string;
  tagline: string;
  language: string;
  skip: string;

  calls: string;
  search: string;
  reads: string;
  writes: string;
  noCall: string;
  signed: string;
  signedHint: string;
  write: string;
  writeHint: string;

  account: string;
  ownAccount: string;
  ownNote: string;
  wechat: string;
  qq: string;
  loginType: string;
  loginAuto: string;
  connection: string;
  endpoint: string;
  sameOrigin: string;
  otherOrigin: string;
  otherOriginLabel: string;
  corsNote: string;

  loadingModule: (read: string, total: string) => string;
  loadFailed: string;
  unsupported: string;
  unreachable: (file: string) => string;
  badStatus: (file: string, status: number) => string;
  notModule: (file: string, contentType: string) => string;
  broken: (message: string) => string;
  again: string;

  parameters: string;
  noParameters: string;
  more: (count: number) => string;
  required: string;
  missing: (param: string) => string;
  notGiven: string;
  nullValue: string;
  value: string;
  stateOf: (param: string) => string;
  asText: string;
  asNumber: string;
  kindOf: (param: string) => string;
  defaultIs: (value: string) => string;
  listHint: string;
  idHint: string;
  reset: string;

  run: string;
  running: string;
  cancel: string;
  commonOptions: string;
  raw: string;
  rawHint: string;
  sign: string;
  signAuto: string;
  signAlways: string;
  signNever: string;
  timeout: string;
  sameInJavaScript: string;
  copy: string;
  copied: string;
  copyProgram: string;
  programNote: (placeholder: string) => string;
  copyCurl: string;
  curlNote: (placeholder: string) => string;

  answer: string;
  request: string;
  view: string;
  tree: string;
  plain: string;
  expandAll: string;
  collapseAll: string;
  emptyTitle: string;
  emptyHint: string;
  nextPage: string;
  requests: (count: number) => string;
  nothingSent: string;
  keyMasked: string;
  attempt: (call: string, attempt: number) => string;
  items: (count: number) => string;
  members: (count: number) => string;
  history: string;
  answerOf: (call: string) => string;
  answeredIn: (call: string, ms: string) => string;
  failedWith: (call: string, why: string) => string;
  cancelled: string;
  cancelledHint: string;
  open: (host: string) => string;
  yes: string;
  no: string;
  facts: Record<
    "code" | "status" | "path" | "argument" | "feedbackURL" | "retryable" | "retryAfter" | "maybeSent",
    string
  >;
  milliseconds: (ms: number) => string;
  explanations: Record<string, string>;

  confirmTitle: (call: string) => string;
  confirmations: Record<Destroyer, string>;
}

/** 中文. */
export const zh: Words = {
  title: "QQ 音乐私信控制台",
  tagline: "在浏览器里试用私信接口",
  language: "语言",
  skip: "跳到参数",

  calls: "接口",
  search: "搜索接口",
  reads: "读取",
  writes: "写入",
  noCall: "没有找到接口",
  signed: "签名",
  signedHint: "此接口需要签名",
  write: "写入",
  writeHint: "此接口会修改数据",

  account: "账号",
  ownAccount: "自己的账号",
  ownNote: "musickey 等同于登录密码：它只留在本页内存中，关闭页面即消失，也不会显示在请求记录里。",
  wechat: "微信",
  qq: "QQ",
  loginType: "登录类型",
  loginAuto: "自动判断",
  connection: "连接",
  endpoint: "网关地址",
  sameOrigin: "与本页同源",
  otherOrigin: "其他地址",
  otherOriginLabel: "其他网关地址",
  corsNote:
    "浏览器只允许访问同意跨域（CORS）的地址，本页的内容安全策略（connect-src）也须放行；否则请求会以 NetworkError 结束。",

  loadingModule: (read, total) => `正在载入模块 ${read} / ${total}`,
  loadFailed: "模块未能载入",
  unsupported: "这个浏览器不支持 WebAssembly，或已将它关闭。请换用新版的 Chrome、Edge、Firefox 或 Safari。",
  unreachable: (file) => `无法取得 ${file}：没有网络连接，或服务器没有这个文件。`,
  badStatus: (file, status) => `服务器对 ${file} 返回了 HTTP ${status}。`,
  notModule: (file, contentType) =>
    `${file} 不是 WebAssembly 模块${contentType ? `（服务器返回的是 ${contentType}）` : ""}。站点可能把未知路径都指向了网页。`,
  broken: (message) => `模块无法运行：${message}`,
  again: "重试",

  parameters: "参数",
  noParameters: "这个接口没有参数。",
  more: (count) => `更多参数（${count}）`,
  required: "必填",
  missing: (param) => `请填写 ${param}。`,
  notGiven: "不传",
  nullValue: "null",
  value: "值",
  stateOf: (param) => `${param} 是否传入`,
  asText: "文本",
  asNumber: "数字",
  kindOf: (param) => `${param} 的类型`,
  defaultIs: (value) => `默认 ${value}`,
  listHint: "用逗号或空格分隔",
  idHint: "输入，或从之前的结果中选择",
  reset: "还原",

  run: "运行",
  running: "运行中…",
  cancel: "取消",
  commonOptions: "调用选项：原始数据、签名、超时",
  raw: "原始数据",
  rawHint: "返回网关自己的字段名",
  sign: "签名",
  signAuto: "自动",
  signAlways: "总是",
  signNever: "从不",
  timeout: "超时（毫秒）",
  sameInJavaScript: "等同的 JavaScript",
  copy: "复制",
  copied: "已复制",
  copyProgram: "复制完整程序",
  programNote: (placeholder) => `程序里没有你的 musickey，对应处写作 ${placeholder}，请换成你自己的。`,
  copyCurl: "复制为 curl",
  curlNote: (placeholder) =>
    `复制的 curl 命令里没有你的 musickey，对应处写作 ${placeholder}；换成发送时用的那一个，签名才有效。`,

  answer: "结果",
  request: "请求",
  view: "显示方式",
  tree: "树形",
  plain: "文本",
  expandAll: "全部展开",
  collapseAll: "全部折叠",
  emptyTitle: "还没有结果",
  emptyHint: "选好接口和参数后点“运行”，结果会显示在这里。",
  nextPage: "下一页",
  requests: (count) => `${count} 次请求`,
  nothingSent: "没有发出任何请求。",
  keyMasked: "登录凭证已隐去。",
  attempt: (call, attempt) => `${call} · 第 ${attempt} 次`,
  items: (count) => `${count} 项`,
  members: (count) => `${count} 个字段`,
  history: "本页记录",
  answerOf: (call) => `“${call}”的结果`,
  answeredIn: (call, ms) => `${call} 已返回，用时 ${ms}`,
  failedWith: (call, why) => `${call} 失败：${why}`,
  cancelled: "已取消",
  cancelledHint: "这次调用已被你取消。",
  open: (host) => `打开 ${host}`,
  yes: "是",
  no: "否",
  facts: {
    code: "错误码",
    status: "HTTP 状态",
    path: "位置",
    argument: "参数",
    feedbackURL: "验证页面",
    retryable: "可以重试",
    retryAfter: "请等待",
    maybeSent: "可能已送达",
  },
  milliseconds: (ms) => `${ms} 毫秒`,
  explanations: {
    InvalidArgumentError: "参数不正确，没有发出请求。",
    CredentialInvalidError: "缺少登录信息，没有发出请求。请填写 musicid 和 musickey。",
    CredentialExpiredError: "登录已失效，请重新登录。",
    SignatureRequiredError: "网关要求签名，而签名已关闭或未被接受。",
    RateLimitedError: "请求太频繁，或触发了风控。稍等片刻，或到验证页面完成验证。",
    CGIError: "网关拒绝了这次调用，原因见错误码和返回数据。",
    GatewayError: "网关拒绝了整个请求。",
    HTTPError: "服务器没有正常应答。",
    NetworkError: "没有收到应答：网络不通、连接中断，或被跨域规则（CORS）拦下。",
    TimeoutError: "在规定时间内没有收到应答。",
    DataError: "应答的内容不符合协议。",
    ClosedError: "客户端已关闭。",
    ModuleError: "模块已停止工作，请重新载入。",
  },

  confirmTitle: (call) => `运行“${call}”？`,
  confirmations: {
    deleteSession: "这个会话会从列表中删除，无法恢复。",
    clearSession: "这个会话的全部消息会被清空，无法恢复。",
    markAllMessagesRead: "这会把所有会话的全部消息标为已读，不只是某一个会话；无法撤销。",
  },
};

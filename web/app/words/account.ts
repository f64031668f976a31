/** What is said about who is signed in, and how one signs in and out. */
export interface AccountWords {
  signOut: string;
  signOutOf: (name: string) => string;
  signOutTitle: (name: string) => string;
  signOutForgets: string;
  signOutKeeps: string;
  whereLoginIs: string;
  whereLoginSteps: readonly string[];
  whereLoginOrAll: string;
  extensionNeedsNeither: string;
}

/** 中文. */
export const accountZh: AccountWords = {
  signOut: "退出登录",
  signOutOf: (name) => `退出登录：${name}`,
  signOutTitle: (name) => `退出账号“${name}”？`,
  signOutForgets: "这个浏览器会忘记它的登录信息、草稿、没发出的消息，以及保存在这台电脑上的私信。",
  signOutKeeps: "网关上的消息、其他账号和这里的设置不受影响。",
  whereLoginIs: "在哪里找到 musicid 和 musickey？",
  whereLoginSteps: [
    "它们是 y.qq.com 的 Cookie。先在电脑的浏览器里登录 y.qq.com。",
    "在那个页面按 F12 打开开发者工具，选“应用程序”（Firefox 和 Safari 是“存储”），再选 Cookie 下的 https://y.qq.com。",
    "musicid 是 uin 的值（用微信登录的是 wxuin），musickey 是 qm_keyst 或 qqmusic_key 的值。",
  ],
  whereLoginOrAll: "也可以把整张表复制下来，用“粘贴 Cookie”登录。",
  extensionNeedsNeither: "使用浏览器扩展时两样都不用填：它直接使用浏览器在 y.qq.com 的登录。",
};

/** English. */
export const accountEn: AccountWords = {
  signOut: "Sign out",
  signOutOf: (name) => `Sign out: ${name}`,
  signOutTitle: (name) => `Sign out of “${name}”?`,
  signOutForgets:
    "This browser forgets its login, its drafts, what is not sent yet, and the messages kept on this computer.",
  signOutKeeps: "Messages at the gateway, other accounts and the settings stay as they are.",
  whereLoginIs: "Where are musicid and musickey?",
  whereLoginSteps: [
    "They are cookies of y.qq.com. Log in at y.qq.com first, in a browser on a computer.",
    "There press F12 for the developer tools, choose “Application” (in Firefox and Safari “Storage”) and, under Cookies, https://y.qq.com.",
    "musicid is the value of uin (for a WeChat login, of wxuin), musickey that of qm_keyst or qqmusic_key.",
  ],
  whereLoginOrAll: "You can also copy the whole table and sign in with “Paste cookies”.",
  extensionNeedsNeither: "The browser extension needs neither: it uses the login that the browser has at y.qq.com.",
};

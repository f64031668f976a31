import { computed } from "@preact/signals";
import { language, type Language } from "../../common/language.ts";
import type { ReceiverFault } from "./read-receiver.ts";

interface NewConversationWords {
  to: string;
  hint: string;
  begin: string;
  known: (name: string) => string;
  encrypted: string;
  unknown: string;
  faults: Record<ReceiverFault["fault"], (found: string) => string>;
}

const zh: NewConversationWords = {
  to: "对方的号码，或 y.qq.com 主页地址",
  hint: "号码是 QQ 号，或微信账号的 19 位编号。",
  begin: "写消息",
  known: (name) => `你和 ${name} 已有会话，将直接打开。`,
  encrypted: "这是加密编号。网关是否接受用它发消息，目前没有人知道。如果被拒绝，你写的内容会留在这里。",
  unknown: "在第一条消息发出之前，网关不会说这个号码是否有人在用。",
  faults: {
    empty: () => "请先填写号码或地址。",
    noNumber: (found) => `号码只能有数字，这里有：${found}`,
    zero: () => "0 不是任何人的号码。",
    tooLarge: (found) => `没有这么大的号码：${found}`,
    own: (found) => `${found} 是你自己的号码。`,
    otherHost: (found) => `这不是 y.qq.com 的地址，而是 ${found}。`,
    shortAddress: (found) => `短地址 ${found} 里没有号码。请在浏览器里打开它，再复制地址栏里的地址。`,
    noUserInAddress: (found) => `这个地址里没有用户的号码：${found}`,
  },
};

const en: NewConversationWords = {
  to: "Their number, or the address of their profile at y.qq.com",
  hint: "The number is that of QQ, or the one with 19 digits of a WeChat account.",
  begin: "Write",
  known: (name) => `There is a conversation with ${name}: it is opened.`,
  encrypted:
    "This is an encrypted number. Nobody knows yet whether the gateway takes it for sending. When it refuses, what you wrote stays here.",
  unknown: "Whether anybody has this number the gateway does not say before the first message is sent.",
  faults: {
    empty: () => "Fill in a number or an address first.",
    noNumber: (found) => `A number has only digits; here is: ${found}`,
    zero: () => "0 is nobody’s number.",
    tooLarge: (found) => `There is no number as large as ${found}.`,
    own: (found) => `${found} is your own number.`,
    otherHost: (found) => `This is no address at y.qq.com, but at ${found}.`,
    shortAddress: (found) =>
      `The short address ${found} has no number in it. Open it in the browser and copy the address from there.`,
    noUserInAddress: (found) => `There is no user’s number in this address: ${found}`,
  },
};

const words: Record<Language, NewConversationWords> = { zh, en };

/** What the dialog for a new conversation says, in the language in use. */
export const newConversationText = computed(() => words[language.value]);

// Conversations and messages that nobody wrote. The same numbers always make the same ones.

import type { Message, Session, User } from "../../sdk/src/index.js";
import { MessageType } from "../../sdk/src/message-type.js";
import { emptyMeta } from "../../app/model/kinds.js";
import { seeded } from "../../app/test/seeded.js";

const begin = 1_700_000_000;
const characters =
  "的一是我不在人有他这中大来上个国和你说到们为子地出道也时年得就那要下以生会自着去之过家学对可她里后小么心多天而能好都然没日于起还发成事只作当想看文无开手十用主行方又如前所本见经头面公同三已老从动两长知民样现分将外但身些与高意进把法此实回二理美点月明其种声全工己话儿者向情部正名定女问力机给等几很业最间新什打便位因重被走电四第门相次东政海口使教西再平真听世气信北少关并内加化由却代军产入先山五太水万市眼体别处总才场师书比住员九笑性通目华报立马命张活难神数件安表原车白应路期叫死常提感金何更反合放做系计或司利受光王果亲界及今京务制解各任至清物台象记边共风战干接它许八特觉望直服毛林题建南度统色字请交爱让认算论百吃义科怎元社术结六功指思非流每青管夫连远资队跟带花快条院变联言权往展该领传近留红治决周保达办运武半候七必城父强步完革深区即求品士转量空甚众技轻程告江语英基派满式李息写呢识极令黄德收脸钱党倒未持取设始版双历越史商千片容研像找友孩站广改议形委早房音火际则首单据导影失拿网香似斯专石若兵弟谁校读志飞观争究包组造落视济喜离虽坏兴";

/** The one with whom the messages are exchanged that a conversation holds. */
export function madeUpUser(number: number): User {
  const { below } = seeded(number + 1);
  return {
    uin: String(1_000_000_000 + number * 7919),
    encryptUin: `oK${below(1e9).toString(36)}7e${below(1e9).toString(36)}**`,
    nick: textOf(2 + below(6), below),
    // None is asked for: what a picture host takes is not the archive's.
    avatar: "",
    identityPic: "",
    identity: 0,
    type: 0,
    isConcern: 0,
  };
}

/** A text by number: a later one has a higher number. Every third is the account's own. */
export function madeUpMessage(number: number, owner: User, other: User): Message {
  const { below } = seeded(number * 31 + 7);
  const long = below(20) === 0;
  return {
    id: `${begin + number}${String(below(1e9)).padStart(9, "0")}`,
    metaData: { ...emptyMeta, content: textOf(1 + below(long ? 200 : 30), below) },
    clientKey: "",
    fromUser: number % 3 === 0 ? owner : other,
    time: begin + number * 40,
    state: 0,
    result: 0,
    tips: "",
    sequence: String(7_205_759_403_792_793_600n + BigInt(number)),
    showType: 0,
    msgType: MessageType.Text,
    confirm: 0,
    sortTime: (begin + number * 40) * 1000,
    complainTip: "",
    complainUrl: "",
  };
}

/** Messages from a number up to, but not with, another, oldest first. */
export const madeUpMessages = (from: number, to: number, owner: User, other: User): Message[] =>
  Array.from({ length: to - from }, (_, i) => madeUpMessage(from + i, owner, other));

/** A conversation with its newest message. */
export function madeUpConversation(number: number, newMsg: Message): Session {
  return {
    sessionId: idOfConversation(number),
    user: madeUpUser(number),
    newMsg,
    newMsgCnt: 0,
    sortTime: newMsg.sortTime,
    url: "",
    createTime: begin,
    from: 0,
    smStarVirtualUin: "",
    auth: "",
    ext: {},
    tailTags: [],
  };
}

/** The id of a conversation by number. */
export const idOfConversation = (number: number): string => `session-${number}`;

function textOf(length: number, below: (bound: number) => number): string {
  return Array.from({ length }, () => characters[below(characters.length)]).join("");
}

import { contentOf, peerName, type Content, type FileLook } from "./content.ts";
import { isolate, oneLine, plainText } from "./escape.ts";
import type { FileHead, FileWriter } from "./file.ts";
import { FileTimes } from "./file-times.ts";
import { remembered } from "./remembered.ts";

/** What a line of a message begins with, and no other line. */
const indent = "    ";

/** Plain text: for each message a line with time and name, and below it its lines, indented. */
export function plain(head: FileHead, look: FileLook): FileWriter {
  const { words } = look;
  const times = new FileTimes(words.tag, look.zone);
  const several = head.conversations.length > 1;
  const only = head.conversations[0];
  const title = several || !only ? words.titleAll : words.conversationWith(peerName(only, words));
  return {
    begin: () => {
      const facts = [
        title,
        words.account(head.musicid),
        words.count(String(head.messages)),
        words.exportedAt(times.full(head.startedAt), times.zone),
        times.days(head.days, words),
      ].filter((fact) => fact !== "");
      return facts.map((fact) => `${isolate(oneLine(fact))}\n`).join("");
    },
    conversation: (conversation) => {
      const heading = several ? `\n\n== ${isolate(oneLine(peerName(conversation, words)))} ==\n` : "";
      const incomplete = conversation.whole ? "" : `\n${words.incomplete}\n`;
      const empty = conversation.messages === 0 ? `\n${words.empty}\n` : "";
      return `${heading}${incomplete}${empty}`;
    },
    message: (message, conversation) => lines(contentOf(message, conversation, head.self, look), look, times),
    gap: (_, others) => (others === "missing" ? `\n${words.gap}\n` : ""),
    endConversation: () => "",
    end: () => "",
  };
}

// Most messages are of few people.
const isolatedLine = remembered((line) => isolate(oneLine(line)));

function lines(content: Content, { words }: FileLook, times: FileTimes): string {
  const time = content.time === undefined ? words.undated : times.stamp(content.time);
  const gone = content.gone ? ` (${content.gone})` : "";
  let body = "";
  const add = (line: string) => (body += `${`${indent}${isolate(line)}`.trimEnd()}\n`);
  if (content.label) add(`[${oneLine(content.label)}]`);
  if (content.title) add(oneLine(content.title));
  if (content.text) for (const line of plainText(content.text).split("\n")) add(line);
  for (const { href } of content.links) add(href);
  return `\n${time}  ${isolatedLine(content.name)}${gone}\n${body}`;
}

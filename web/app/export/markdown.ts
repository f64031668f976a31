import { findLinks } from "../model/links.ts";
import { contentOf, FileTimes, peerName, type AddressOf, type Content } from "./content.ts";
import { escapeMarkdown, plainText } from "./escape.ts";
import type { FileHead, FileWriter } from "./file.ts";
import type { FileWords } from "./words.ts";

/** Markdown: a heading for each day, a line with name and time and below it the message as a quotation. */
export function markdown(head: FileHead, words: FileWords, addressOf: AddressOf, zone?: string): FileWriter {
  const times = new FileTimes(words.tag, zone);
  const several = head.conversations.length > 1;
  const only = head.conversations[0];
  const title = several || !only ? words.titleAll : words.conversationWith(peerName(only, words));
  const depth = several ? "###" : "##";
  let day = "";
  return {
    begin: () => {
      const facts = [
        words.account(head.musicid),
        words.count(String(head.messages)),
        words.exportedAt(times.full(head.startedAt), times.zone),
      ];
      return `# ${escapeMarkdown(plainText(title))}\n\n${facts.map((fact) => `- ${escapeMarkdown(fact)}\n`).join("")}`;
    },
    conversation: (conversation) => {
      day = "";
      const heading = several ? `\n## ${escapeMarkdown(plainText(peerName(conversation, words)))}\n` : "";
      const incomplete = conversation.complete ? "" : `\n${escapeMarkdown(words.incomplete)}\n`;
      const empty = conversation.messages === 0 ? `\n${escapeMarkdown(words.empty)}\n` : "";
      return `${heading}${incomplete}${empty}`;
    },
    message: (message, conversation) => {
      const content = contentOf(message, conversation, head.self, words, addressOf);
      const now = content.time === undefined ? words.undated : times.day(content.time);
      const divider = now === day ? "" : `\n${depth} ${escapeMarkdown(now)}\n`;
      day = now;
      return divider + quoted(content, times);
    },
    gap: () => `\n${escapeMarkdown(words.gap)}\n`,
    endConversation: () => "",
    end: () => "",
  };
}

function quoted(content: Content, times: FileTimes): string {
  const time = content.time === undefined ? "" : ` · ${escapeMarkdown(times.clock(content.time))}`;
  const gone = content.gone ? ` · ${escapeMarkdown(content.gone)}` : "";
  const lines = [
    ...(content.label ? [`\\[${escapeMarkdown(oneLine(content.label))}\\]`] : []),
    ...(content.title ? [escapeMarkdown(oneLine(content.title))] : []),
    ...(content.text ? plainText(content.text).split("\n").map(linked) : []),
    ...content.links.map((url) => `<${url.href}>`),
  ];
  const last = lines.length - 1;
  // A backslash at a line's end breaks the line, but not at the end of a paragraph.
  const body = lines.map((line, i) => (line && i < last && lines[i + 1] ? `> ${line}\\` : `> ${line}`.trimEnd()));
  return `\n**${escapeMarkdown(oneLine(content.name))}**${time}${gone}\n\n${body.join("\n")}\n`;
}

function oneLine(text: string): string {
  return plainText(text).replaceAll("\n", " ");
}

// An address in angle brackets is a link in every Markdown; the brackets cannot be inside of it.
function linked(line: string): string {
  const pieces = findLinks(line);
  if (pieces.every((piece) => !piece.url)) return escapeMarkdown(line);
  return pieces.map((piece) => (piece.url ? `<${piece.url.href}>` : escapeAmong(piece.text))).join("");
}

// Spaces beside an address part it from the words.
function escapeAmong(text: string): string {
  const [before, after] = [/^\s*/.exec(text)![0], text.trim() === "" ? "" : /\s*$/.exec(text)![0]];
  return `${before ? " " : ""}${escapeMarkdown(text.trim())}${after ? " " : ""}`;
}

import { findLinks } from "../model/links.ts";
import { contentOf, peerName, type Content, type FileLook } from "./content.ts";
import { escapeMarkdown, markdownLink, oneLine, plainText } from "./escape.ts";
import type { FileHead, FileWriter } from "./file.ts";
import { FileTimes } from "./file-times.ts";
import { remembered } from "./remembered.ts";

/** Markdown: a heading for each day, a line with name and time and below it the message as a quotation. */
export function markdown(head: FileHead, look: FileLook): FileWriter {
  const { words } = look;
  const times = new FileTimes(words.tag, look.zone);
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
        times.days(head.days, words),
      ].filter((fact) => fact !== "");
      return `# ${escapeMarkdown(plainText(title))}\n\n${facts.map((fact) => `- ${escapeMarkdown(fact)}\n`).join("")}`;
    },
    conversation: (conversation) => {
      day = "";
      const heading = several ? `\n## ${escapeMarkdown(plainText(peerName(conversation, words)))}\n` : "";
      const incomplete = conversation.whole ? "" : `\n${escapeMarkdown(words.incomplete)}\n`;
      const empty = conversation.messages === 0 ? `\n${escapeMarkdown(words.empty)}\n` : "";
      return `${heading}${incomplete}${empty}`;
    },
    message: (message, conversation) => {
      const content = contentOf(message, conversation, head.self, look);
      const now = content.time === undefined ? words.undated : times.day(content.time);
      const divider = now === day ? "" : `\n${depth} ${escapeMarkdown(now)}\n`;
      day = now;
      return divider + quoted(content, look, times);
    },
    gap: (_, others) => (others === "missing" ? `\n${escapeMarkdown(words.gap)}\n` : ""),
    endConversation: () => "",
    end: () => "",
  };
}

// Most messages are of few people, and of few kinds.
const escapedLine = remembered((line) => escapeMarkdown(oneLine(line)));

function quoted(content: Content, look: FileLook, times: FileTimes): string {
  const time = content.time === undefined ? "" : ` · ${times.clock(content.time).replaceAll(":", "\\:")}`;
  const gone = content.gone ? ` · ${escapeMarkdown(content.gone)}` : "";
  const saved = content.picture && look.savedPicture?.(content.picture);
  const lines: string[] = [];
  if (content.label) lines.push(`\\[${escapedLine(content.label)}\\]`);
  if (content.title) lines.push(escapeMarkdown(oneLine(content.title)));
  if (content.text) for (const line of plainText(content.text).split("\n")) lines.push(linked(line));
  if (saved !== undefined) lines.push(`![${escapedLine(content.label)}](${saved})`);
  for (const link of content.links) lines.push(markdownLink(link));
  let body = "";
  for (const [i, line] of lines.entries()) {
    // A backslash at a line's end breaks the line, but not at the end of a paragraph.
    body += line && lines[i + 1] ? `> ${line}\\\n` : `${`> ${line}`.trimEnd()}\n`;
  }
  return `\n**${escapedLine(content.name)}**${time}${gone}\n\n${body || "\n"}`;
}

function linked(line: string): string {
  const pieces = findLinks(line);
  if (!pieces.some((piece) => piece.url)) return escapeMarkdown(line);
  return pieces.map((piece) => (piece.url ? markdownLink(piece.url) : escapeAmong(piece.text))).join("");
}

// Spaces beside an address part it from the words.
function escapeAmong(text: string): string {
  const words = text.trim();
  const before = text.trimStart() !== text;
  const after = words !== "" && text.trimEnd() !== text;
  return `${before ? " " : ""}${escapeMarkdown(words)}${after ? " " : ""}`;
}

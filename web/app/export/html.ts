import { findLinks } from "../model/links.ts";
import { contentOf, peerName, type Content, type FileLook } from "./content.ts";
import { escapeHtml } from "./escape.ts";
import type { FileConversation, FileHead, FileWriter } from "./file.ts";
import { FileTimes } from "./file-times.ts";
import { htmlStyle } from "./html-style.ts";
import type { FileWords } from "./words.ts";

// No script, and nothing from elsewhere: reading the file tells nobody. Pictures are beside it, where there are any.
const policy = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";
const policyWithPictures = `${policy}; img-src 'self' file:`;

/** A message that is longer than this may be parted by the end of a page of paper. */
const short = 1000;

/** A page of its own, to be read without a network. */
export function html(head: FileHead, look: FileLook): FileWriter {
  const { words } = look;
  const times = new FileTimes(words.tag, look.zone);
  const several = head.conversations.length > 1;
  const only = head.conversations[0];
  const title = several || !only ? words.titleAll : words.conversationWith(peerName(only, words));
  let day = "";
  return {
    begin: () => {
      const contents = head.conversations.map((one) => contentsLine(one, words)).join("");
      return `<!doctype html>
<html lang="${words.tag}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${look.savedPicture ? policyWithPictures : policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${escapeHtml(title)}</title>
<style>${htmlStyle}</style>
</head>
<body>
<header>
<h1><bdi>${escapeHtml(title)}</bdi></h1>
<p>${escapeHtml(`${words.account(head.musicid)} · ${words.count(String(head.messages))}`)}</p>
<p>${escapeHtml(words.exportedAt(times.full(head.startedAt), times.zone))}</p>
${daysLine(head, look, times)}${several ? `<nav><ol>\n${contents}</ol></nav>\n` : ""}</header>
<main>
`;
    },
    conversation: (conversation) => {
      day = "";
      const heading = several ? `<h2><bdi>${escapeHtml(peerName(conversation, words))}</bdi></h2>\n` : "";
      const incomplete = conversation.whole ? "" : `<p>${escapeHtml(words.incomplete)}</p>\n`;
      const empty = conversation.messages === 0 ? `<p>${escapeHtml(words.empty)}</p>\n` : "";
      return `<section id="c${conversation.index}">\n${heading}${incomplete}${empty}`;
    },
    message: (message, conversation) => {
      const content = contentOf(message, conversation, head.self, look);
      const now = content.time === undefined ? words.undated : times.day(content.time);
      const divider = now === day ? "" : `<h3>${escapeHtml(now)}</h3>\n`;
      day = now;
      return divider + article(message.id, content, look, times);
    },
    gap: (_, others) => (others === "missing" ? `<p>${escapeHtml(words.gap)}</p>\n` : ""),
    endConversation: () => "</section>\n",
    end: () => "</main>\n</body>\n</html>\n",
  };
}

function daysLine(head: FileHead, { words }: FileLook, times: FileTimes): string {
  const days = times.days(head.days, words);
  return days === "" ? "" : `<p>${escapeHtml(days)}</p>\n`;
}

function contentsLine(conversation: FileConversation, words: FileWords): string {
  const name = escapeHtml(peerName(conversation, words));
  const count = escapeHtml(words.count(String(conversation.messages)));
  return `<li><a href="#c${conversation.index}"><bdi>${name}</bdi></a> <span class="meta">${count}</span></li>\n`;
}

function article(id: string, content: Content, look: FileLook, times: FileTimes): string {
  const time =
    content.time === undefined
      ? ""
      : ` <time datetime="${times.iso(content.time)}">${escapeHtml(times.clock(content.time))}</time>`;
  const gone = content.gone ? ` · ${escapeHtml(content.gone)}` : "";
  const label = content.label ? `<p class="label">[${escapeHtml(content.label)}]</p>` : "";
  const title = content.title ? `<p dir="auto"><strong>${escapeHtml(content.title)}</strong></p>` : "";
  const text = content.text ? `<p dir="auto">${linked(content.text)}</p>` : "";
  const saved = content.picture && look.savedPicture?.(content.picture);
  const picture = saved === undefined ? "" : `<img src="${escapeHtml(saved)}" alt="${escapeHtml(content.label)}">`;
  const links = content.links.map((url) => `<p>${link(url, url.href)}</p>`).join("");
  const size = content.text.length + content.title.length > short ? "" : " short";
  const meta = `<p class="meta"><bdi>${escapeHtml(content.name)}</bdi>${time}${gone}</p>`;
  return `<article class="${content.side}${size}" data-id="${escapeHtml(id)}">${meta}${label}${title}${text}${picture}${links}</article>\n`;
}

function linked(text: string): string {
  return findLinks(text)
    .map((piece) => (piece.url ? link(piece.url, piece.text) : escapeHtml(piece.text)))
    .join("");
}

function link(url: URL, text: string): string {
  return `<a href="${escapeHtml(url.href)}" target="_blank" rel="noopener noreferrer nofollow">${escapeHtml(text)}</a>`;
}

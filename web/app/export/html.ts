import { findLinks } from "../model/links.ts";
import { contentOf, FileTimes, peerName, type AddressOf, type Content } from "./content.ts";
import { escapeHtml } from "./escape.ts";
import type { FileConversation, FileHead, FileWriter } from "./file.ts";
import type { FileWords } from "./words.ts";

// No script, and nothing from elsewhere: reading the file tells nobody.
const policy = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

const style = `
:root { color-scheme: light dark; }
body { max-width: 46rem; margin: 0 auto; padding: 1rem; font: 16px/1.6 system-ui, sans-serif; }
header p, .meta, time { color: GrayText; font-size: 0.85rem; }
h1, h2, h3, p, a { overflow-wrap: anywhere; }
h2 { margin-top: 3rem; }
h3 { margin: 2rem 0 1rem; font-size: 1rem; text-align: center; }
article { width: fit-content; max-width: 85%; margin: 0.6rem 0; padding: 0.4rem 0.9rem; border: 1px solid #8886; border-radius: 1rem; }
article.me { margin-inline-start: auto; background: #0b7a5522; }
article.unknown { margin-inline: auto; }
article.nobody { margin-inline: auto; border: 0; text-align: center; }
article p { margin: 0.2rem 0; white-space: pre-wrap; }
.meta { margin: 0; }
.label { color: GrayText; }
`;

/** A page of its own, to be read without a network. */
export function html(head: FileHead, words: FileWords, addressOf: AddressOf, zone?: string): FileWriter {
  const times = new FileTimes(words.tag, zone);
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
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${escapeHtml(title)}</title>
<style>${style}</style>
</head>
<body>
<header>
<h1><bdi>${escapeHtml(title)}</bdi></h1>
<p>${escapeHtml(`${words.account(head.musicid)} · ${words.count(String(head.messages))}`)}</p>
<p>${escapeHtml(words.exportedAt(times.full(head.startedAt), times.zone))}</p>
${several ? `<nav><ol>\n${contents}</ol></nav>\n` : ""}</header>
<main>
`;
    },
    conversation: (conversation) => {
      day = "";
      const heading = several ? `<h2><bdi>${escapeHtml(peerName(conversation, words))}</bdi></h2>\n` : "";
      const incomplete = conversation.complete ? "" : `<p>${escapeHtml(words.incomplete)}</p>\n`;
      const empty = conversation.messages === 0 ? `<p>${escapeHtml(words.empty)}</p>\n` : "";
      return `<section id="c${conversation.index}">\n${heading}${incomplete}${empty}`;
    },
    message: (message, conversation) => {
      const content = contentOf(message, conversation, head.self, words, addressOf);
      const now = content.time === undefined ? words.undated : times.day(content.time);
      const divider = now === day ? "" : `<h3>${escapeHtml(now)}</h3>\n`;
      day = now;
      return divider + article(message.id, content, times);
    },
    gap: () => `<p>${escapeHtml(words.gap)}</p>\n`,
    endConversation: () => "</section>\n",
    end: () => "</main>\n</body>\n</html>\n",
  };
}

function contentsLine(conversation: FileConversation, words: FileWords): string {
  const name = escapeHtml(peerName(conversation, words));
  const count = escapeHtml(words.count(String(conversation.messages)));
  return `<li><a href="#c${conversation.index}"><bdi>${name}</bdi></a> <span class="meta">${count}</span></li>\n`;
}

function article(id: string, content: Content, times: FileTimes): string {
  const time =
    content.time === undefined
      ? ""
      : ` <time datetime="${new Date(content.time * 1000).toISOString()}">${escapeHtml(times.clock(content.time))}</time>`;
  const gone = content.gone ? ` · ${escapeHtml(content.gone)}` : "";
  const label = content.label ? `<p class="label">[${escapeHtml(content.label)}]</p>` : "";
  const title = content.title ? `<p dir="auto"><strong>${escapeHtml(content.title)}</strong></p>` : "";
  const text = content.text ? `<p dir="auto">${linked(content.text)}</p>` : "";
  const links = content.links.map((url) => `<p>${link(url, url.href)}</p>`).join("");
  const meta = `<p class="meta"><bdi>${escapeHtml(content.name)}</bdi>${time}${gone}</p>`;
  return `<article class="${content.side}" data-id="${escapeHtml(id)}">${meta}${label}${title}${text}${links}</article>\n`;
}

function linked(text: string): string {
  return findLinks(text)
    .map((piece) => (piece.url ? link(piece.url, piece.text) : escapeHtml(piece.text)))
    .join("");
}

function link(url: URL, text: string): string {
  return `<a href="${escapeHtml(url.href)}" target="_blank" rel="noopener noreferrer nofollow">${escapeHtml(text)}</a>`;
}

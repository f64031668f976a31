import { effect } from "@preact/signals";
import type { App } from "./app.ts";
import { countLabel } from "../words/counts.ts";
import { text } from "../words/words.ts";

/** Counts unread messages in the title and on the page's icon. Gives what ends that. */
export function showUnread(app: App): () => void {
  const icon = document.querySelector<HTMLLinkElement>('link[rel="icon"]');
  const plain = icon?.href ?? "";
  return effect(() => {
    const count = app.inbox.value?.list.unmuted.value ?? 0;
    const { title, titleWithUnread } = text.value;
    document.title = count > 0 ? titleWithUnread(countLabel(count)) : title;
    if (icon) icon.href = count > 0 ? drawBadge(countLabel(count)) : plain;
  });
}

function drawBadge(label: string): string {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = 64;
  const draw = canvas.getContext("2d");
  if (!draw) return "";
  draw.fillStyle = "#12805c";
  draw.beginPath();
  draw.roundRect(0, 0, 64, 64, 16);
  draw.fill();
  draw.fillStyle = "#fff";
  draw.beginPath();
  draw.roundRect(12, 14, 40, 28, 5);
  draw.fill();
  draw.fillStyle = "#d3382f";
  draw.beginPath();
  draw.roundRect(64 - 22 * label.length - 4, 30, 22 * label.length + 4, 34, 17);
  draw.fill();
  draw.fillStyle = "#fff";
  draw.font = "bold 26px sans-serif";
  draw.textAlign = "center";
  draw.fillText(label, 62 - 11 * label.length, 57);
  return canvas.toDataURL();
}

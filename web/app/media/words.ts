import { computed } from "@preact/signals";
import { language, type Language } from "../../common/language.ts";
import type { Looking } from "./viewer.ts";

/** What the viewer says. */
export interface ViewerWords {
  viewer: string;
  picture: (sender: string, time: string, number: number, count: number) => string;
  video: (sender: string, time: string, number: number, count: number) => string;
  counted: (number: number, count: number) => string;
  previous: string;
  next: string;
  zoomIn: string;
  zoomOut: string;
  original: string;
  fit: string;
  copyPicture: string;
  copied: string;
  copyFailed: string;
  save: string;
  saved: string;
  opened: (host: string) => string;
  openOriginal: string;
  keys: string;
  looking: Record<Exclude<Looking, "idle">, string>;
}

const zh: ViewerWords = {
  viewer: "图片和视频",
  picture: (sender, time, number, count) =>
    ["图片", sender, time, `共 ${count} 个，第 ${number} 个`].filter((one) => one !== "").join("，"),
  video: (sender, time, number, count) =>
    ["视频", sender, time, `共 ${count} 个，第 ${number} 个`].filter((one) => one !== "").join("，"),
  counted: (number, count) => `${number} / ${count}`,
  previous: "上一个",
  next: "下一个",
  zoomIn: "放大",
  zoomOut: "缩小",
  original: "原始大小",
  fit: "适合窗口",
  copyPicture: "复制图片",
  copied: "已复制",
  copyFailed: "未能复制：图片所在的主机不允许，或浏览器不允许",
  save: "保存",
  saved: "已交给浏览器下载",
  opened: (host) => `${host} 不允许从这里保存，图片已在新标签页打开，可以在那里保存。没有打开的话：`,
  openOriginal: "在新标签页打开",
  keys: "方向键换图，+ 和 − 缩放，0 适合窗口，1 原始大小，按住 Shift 再按方向键移动，Esc 关闭",
  looking: {
    looking: "正在查找更早的图片…",
    notFound: "往前翻了很多消息，还没有找到更早的图片。再按一次“上一个”会继续找",
    failed: "更早的消息没有读到。再按一次“上一个”会重试",
    filling: "正在读取中间缺少的消息…",
    stillMissing: "中间还缺很多消息，其中可能有图片。再按一次会继续读取",
    notFilled: "中间缺少的消息没有读到，其中可能有图片",
  },
};

const en: ViewerWords = {
  viewer: "Pictures and videos",
  picture: (sender, time, number, count) =>
    [`Picture from ${sender}`, time, `${number} of ${count}`].filter((one) => one !== "").join(", "),
  video: (sender, time, number, count) =>
    [`Video from ${sender}`, time, `${number} of ${count}`].filter((one) => one !== "").join(", "),
  counted: (number, count) => `${number} / ${count}`,
  previous: "Previous",
  next: "Next",
  zoomIn: "Zoom in",
  zoomOut: "Zoom out",
  original: "Original size",
  fit: "Fit the window",
  copyPicture: "Copy picture",
  copied: "Copied",
  copyFailed: "Not copied: the picture’s host does not allow it, or the browser does not",
  save: "Save",
  saved: "Handed to the browser’s downloads",
  opened: (host) =>
    `${host} does not let it be saved from here. It was opened in a new tab and can be saved there. If not:`,
  openOriginal: "Open in a new tab",
  keys: "Arrow keys for the next picture, + and − to zoom, 0 to fit, 1 for its own size, Shift and arrow keys to move it, Esc to close",
  looking: {
    looking: "Looking for earlier pictures…",
    notFound: "None in many earlier messages so far. Press “Previous” again to look further",
    failed: "Earlier messages could not be read. Press “Previous” again to retry",
    filling: "Reading the messages in between…",
    stillMissing:
      "Many messages in between are still missing, and there may be pictures in them. Press again to read on",
    notFilled: "The messages in between could not be read. There may be pictures in them",
  },
};

const words: Record<Language, ViewerWords> = { zh, en };

/** All that the viewer says, in the language in use. */
export const viewerText = computed(() => words[language.value]);

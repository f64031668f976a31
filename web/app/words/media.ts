/** What the messages and the settings say of pictures, videos and songs. */
export interface MediaWords {
  lookAtPicture: (sender: string, time: string) => string;
  playVideo: (sender: string, time: string) => string;
  enlargeVideo: string;
  videoFrom: (host: string) => string;
  showOnce: string;
  showOnceFrom: (host: string) => string;
  showAlways: string;
  showAlwaysFrom: (host: string) => string;
  notSecure: (host: string) => string;
  videoFailed: string;
  listen: string;
  songWithoutAddress: string;
  songInAppOnly: string;
  picturesAlways: string;
  picturesAlwaysNote: string;
  askAgain: string;
  askAgainFor: (host: string) => string;
}

/** 中文. */
export const mediaZh: MediaWords = {
  lookAtPicture: (sender, time) => `查看图片，${sender}${time && `，${time}`}`,
  playVideo: (sender, time) => `播放视频，${sender}${time && `，${time}`}`,
  enlargeVideo: "放大查看",
  videoFrom: (host) => `视频来自 ${host}`,
  showOnce: "显示",
  showOnceFrom: (host) => `这次显示来自 ${host} 的图片和视频`,
  showAlways: "总是显示",
  showAlwaysFrom: (host) => `总是显示来自 ${host} 的图片和视频`,
  notSecure: (host) => `${host} 上的这个地址不是 https，这里不能载入`,
  videoFailed: "这个地址不是浏览器能播放的视频",
  listen: "播放",
  songWithoutAddress: "消息里没有播放地址",
  songInAppOnly: "只能在 QQ 音乐 App 里打开",
  picturesAlways: "总是显示这些主机的图片和视频",
  picturesAlwaysNote: "加载时，这些主机会知道你看过。陌生人的图片设为“不显示”时仍然不显示。",
  askAgain: "改为询问",
  askAgainFor: (host) => `${host}：改为询问`,
};

/** English. */
export const mediaEn: MediaWords = {
  lookAtPicture: (sender, time) => `View picture, ${sender}${time && `, ${time}`}`,
  playVideo: (sender, time) => `Play video, ${sender}${time && `, ${time}`}`,
  enlargeVideo: "Enlarge",
  videoFrom: (host) => `Video from ${host}`,
  showOnce: "Show",
  showOnceFrom: (host) => `Show pictures and videos from ${host} this time`,
  showAlways: "Always show",
  showAlwaysFrom: (host) => `Always show pictures and videos from ${host}`,
  notSecure: (host) => `This address at ${host} is not on https and cannot be loaded here`,
  videoFailed: "This address is not a video that the browser can play",
  listen: "Listen",
  songWithoutAddress: "The message has no address to listen at",
  songInAppOnly: "Opens in the QQ Music app only",
  picturesAlways: "Always show pictures and videos from",
  picturesAlwaysNote:
    "When one is loaded, its host knows that you saw it. With strangers’ pictures hidden they stay hidden.",
  askAgain: "Ask again",
  askAgainFor: (host) => `Ask again before showing anything from ${host}`,
};

/** What is said of a part of the page that is loaded when it is first wanted. */
export interface LazyWords {
  partLoading: string;
  partFailed: string;
  partFailedAgain: string;
  reloadPage: string;
}

/** 中文. */
export const lazyZh: LazyWords = {
  partLoading: "正在加载…",
  partFailed: "页面的这一部分没有加载成功，可能是网络中断了。",
  partFailedAgain: "还是没有加载成功。请检查网络；如果页面刚刚更新过，需要刷新页面。",
  reloadPage: "刷新页面",
};

/** English. */
export const lazyEn: LazyWords = {
  partLoading: "Loading…",
  partFailed: "This part of the page did not load. The network may be gone.",
  partFailedAgain: "It still does not load. Check the network; if the page was just updated, it has to be reloaded.",
  reloadPage: "Reload the page",
};

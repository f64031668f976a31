// A page for views that are tested without a browser. It has to be imported before them.

interface Page {
  window: {
    document: Document;
    navigator: Navigator;
    HTMLElement: typeof HTMLElement;
    HTMLDialogElement: typeof HTMLDialogElement;
  };
}

// It comes without types.
const { JSDOM } = (await import("jsdom" as string)) as { JSDOM: new (html: string) => Page };
const { window } = new JSDOM("<!doctype html><body></body>");

Object.defineProperties(globalThis, {
  document: { value: window.document },
  HTMLElement: { value: window.HTMLElement },
  navigator: { value: window.navigator, configurable: true },
  PACKAGE_VERSION: { value: "1.2.3" },
});

// It has dialogs, but does not open them.
window.HTMLDialogElement.prototype.showModal = function () {
  this.open = true;
};

// Says in one sentence why a page cannot be shown, where it would stay empty. It runs before the modules of the page and
// in every browser: its syntax and all it calls are as old as the web's oldest browsers in use. The build fills in the
// least versions and what to look for, and puts it into every page: see browser-check.ts.
(function (versions, lookups) {
  var chinese = /^zh/i.test(navigator.language || "");
  var names = { chrome: chinese ? "Chrome 或 Edge" : "Chrome or Edge", firefox: "Firefox", safari: "Safari" };
  var said = false;

  function isThere(lookup) {
    if (lookup.charAt(0) === "(") return !!window.CSS && !!CSS.supports && CSS.supports(lookup);
    var path = lookup.split(".");
    var value = window;
    for (var i = 0; i < path.length; i++) {
      if (i === path.length - 1) return path[i] in Object(value);
      value = value[path[i]];
      if (value === undefined || value === null) return false;
    }
  }

  function isOld() {
    if (!("noModule" in document.createElement("script"))) return true;
    for (var i = 0; i < lookups.length; i++) if (!isThere(lookups[i])) return true;
    return false;
  }

  function leastVersions() {
    var list = [];
    for (var name in names) if (versions[name]) list.push(names[name] + " " + versions[name]);
    var last = list.pop();
    return chinese ? list.join("、") + " 或 " + last : list.join(", ") + " or " + last;
  }

  function say(zh, en) {
    said = true;
    // Without the element that it draws into, the page does not start.
    while (document.body.firstChild) document.body.removeChild(document.body.firstChild);
    var sentence = document.createElement("p");
    sentence.lang = chinese ? "zh-CN" : "en";
    sentence.setAttribute("role", "alert");
    sentence.style.font = "16px/1.6 system-ui, sans-serif";
    sentence.style.maxWidth = "36em";
    sentence.style.margin = "15vh auto 0";
    sentence.style.padding = "0 24px";
    sentence.appendChild(document.createTextNode(chinese ? zh : en));
    document.body.appendChild(sentence);
  }

  function sayOld() {
    if (document.readyState === "loading" || said) return;
    if (!window.WebAssembly) {
      say(
        "这个页面需要 WebAssembly：请在浏览器里打开它，或者更新浏览器，至少是 " + leastVersions() + "。",
        "This page needs WebAssembly: turn it on, or update the browser to at least " + leastVersions() + ".",
      );
    } else {
      say(
        "这个页面需要更新的浏览器：至少是 " + leastVersions() + "。",
        "This page needs a newer browser: at least " + leastVersions() + ".",
      );
    }
  }

  function sayFailed(event) {
    // The page's own script is a module; a picture, a style sheet or what the page asks for later leaves the page.
    if (said || (event.target && event.target.tagName && event.target.type !== "module")) return;
    if (document.readyState === "loading") {
      document.addEventListener("DOMContentLoaded", function () {
        sayFailed(event);
      });
    } else if (!/\S/.test(document.body.innerText)) {
      say(
        "页面没能启动。请重新加载；如果还是不行，请更新浏览器，至少是 " + leastVersions() + "。",
        "The page could not start. Reload it; if that does not help, update the browser to at least " +
          leastVersions() +
          ".",
      );
    }
  }

  if (isOld()) {
    // It becomes interactive before the modules run.
    document.addEventListener("readystatechange", sayOld);
    sayOld();
  } else {
    window.addEventListener("error", sayFailed, true);
    window.addEventListener("unhandledrejection", sayFailed);
  }
})(VERSIONS, LOOKUPS);

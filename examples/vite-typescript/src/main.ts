// Lists the conversations, and sends a text to the one that is chosen.

import { createClient, isQQMusicError, type Client } from "qqmusic-private-message";

const login = find("#login", HTMLFormElement);
const compose = find("#compose", HTMLFormElement);
const users = find("select", HTMLSelectElement);
const status = find("[role=status]", HTMLElement);

let client: Client | undefined;

login.addEventListener("submit", (event) => {
  event.preventDefault();
  void attempt(async () => {
    client?.close();
    client = await createClient({
      endpoint: "/",
      credential: { musicid: field(login, "musicid"), musickey: field(login, "musickey") },
    });
    users.replaceChildren();
    for await (const { user, newMsgCnt } of client.getSessions()) {
      if (user) users.append(new Option(`${user.nick} (${newMsgCnt})`, user.uin));
    }
    return `${users.length} 个会话`;
  });
});

compose.addEventListener("submit", (event) => {
  event.preventDefault();
  void attempt(async () => {
    if (!client) return "请先登录";
    const sent = await client.sendText(field(compose, "user"), field(compose, "text"));
    compose.querySelector<HTMLInputElement>("[name=text]")!.value = "";
    return `已发送：${sent.messages[0]?.metaData?.content ?? ""}`;
  });
});

/** Does something and says what came of it. The buttons wait meanwhile, so that nothing is sent twice. */
async function attempt(work: () => Promise<string>): Promise<void> {
  const buttons = document.querySelectorAll("button");
  for (const button of buttons) button.disabled = true;
  status.textContent = "…";
  status.textContent = await work().catch(explain);
  for (const button of buttons) button.disabled = false;
}

function explain(error: unknown): string {
  if (!isQQMusicError(error)) return String(error);
  if (error.maybeSent) return "不确定是否已送达：请先查看会话，再决定是否重发";
  if (isQQMusicError(error, "CredentialExpiredError")) return "登录已过期，请重新登录";
  if (isQQMusicError(error, "RateLimitedError")) return "请求过多，请稍后再试";
  return error.message;
}

function field(form: HTMLFormElement, name: string): string {
  return String(new FormData(form).get(name) ?? "");
}

function find<Kind extends Element>(selector: string, kind: new () => Kind): Kind {
  const element = document.querySelector(selector);
  if (!(element instanceof kind)) throw new Error(`no ${selector} in the page`);
  return element;
}

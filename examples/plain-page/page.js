// Lists the conversations, and the newest messages of the one that is clicked.

import { createClient, isQQMusicError } from "./qqmusic-private-message/index.js";

const form = document.querySelector("form");
const status = document.querySelector("[role=status]");
const sessionList = document.querySelector("#sessions");
const messageList = document.querySelector("#messages");

let client;

form.addEventListener("submit", (event) => {
  event.preventDefault();
  const { musicid, musickey } = Object.fromEntries(new FormData(form));
  attempt(async () => {
    client?.close();
    client = await createClient({ endpoint: "/", credential: { musicid, musickey } });
    sessionList.replaceChildren();
    messageList.replaceChildren();
    for await (const session of client.getSessions()) sessionList.append(rowOf(session));
    status.textContent = `${sessionList.children.length} 个会话`;
  });
});

function rowOf(session) {
  const button = document.createElement("button");
  // textContent, not innerHTML: names and messages are written by other people.
  button.textContent = `${session.user?.nick ?? session.sessionId} (${session.newMsgCnt})`;
  button.addEventListener("click", () => attempt(() => show(session)));
  const row = document.createElement("li");
  row.append(button);
  return row;
}

async function show({ sessionId }) {
  const { messages } = await client.getMessages({ sessionId, size: 20 });
  const rows = messages.map((message) => {
    const row = document.createElement("li");
    row.textContent = `${message.fromUser?.nick ?? ""}: ${message.metaData?.content || `[${message.msgType}]`}`;
    return row;
  });
  messageList.replaceChildren(...rows);
}

/** Does something, and says what went wrong. */
async function attempt(work) {
  try {
    status.textContent = "…";
    await work();
    if (status.textContent === "…") status.textContent = "";
  } catch (error) {
    status.textContent = isQQMusicError(error, "CredentialExpiredError") ? "登录已过期" : String(error);
  }
}

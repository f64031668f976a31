import { text } from "../words/words.ts";
import { DayButton } from "./day-on-top.tsx";
import { GapView } from "./gap-view.tsx";
import { MessageView } from "./message-view.tsx";
import { OutgoingView } from "./outgoing-view.tsx";
import type { Row } from "./rows.ts";
import { isSpot, type Spot } from "./spot.ts";
import type { Thread } from "./thread.ts";

/** One row of a conversation, of whatever kind. */
export function RowView({ thread, row, active }: { thread: Thread; row: Row; active: boolean }) {
  const words = text.value;
  switch (row.row) {
    case "beginning":
      return <p class="divider soft">{words.beginning}</p>;
    case "day":
      return (
        <p class="divider">
          <DayButton thread={thread} time={row.time} tabIndex={-1} />
        </p>
      );
    case "unread":
      return <p class="divider unread-divider">{words.unreadBelow}</p>;
    case "gap":
      return <GapView thread={thread} before={row.before} />;
    case "message":
      return <MessageView thread={thread} row={row} active={active} />;
    case "outgoing":
      return <OutgoingView thread={thread} outgoing={row.outgoing} closes={row.closes} active={active} />;
  }
}

/** The classes of a row: whose it is, whether it ends a group, and whether it was just gone to. */
export function classOf(row: Row, spot: Spot | undefined): string {
  const lit = isSpot(row, spot) ? " lit" : "";
  if (row.row === "message") return `row ${row.side}${row.closes ? " closes" : ""}${lit}`;
  if (row.row === "outgoing") return `row me${row.closes ? " closes" : ""}`;
  return "row";
}

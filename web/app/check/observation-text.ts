import type { Observation } from "./beliefs.ts";
import type { ReportWords } from "./report-words.ts";

/** What was seen of a belief, in words. */
export function observationText(one: Observation, words: ReportWords): string {
  const { seen, units, fields, outcomes } = words;
  switch (one.seen) {
    case "unreadValues":
      return seen.unreadValues(String(one.count));
    case "unit":
      return seen.unit(fields[one.field], units[one.unit], String(one.count));
    case "within":
      return seen.within[one.order];
    case "behind":
      return seen.behind[one.page];
    case "otherOrder":
      return seen.otherOrder(
        seen.within[one.order],
        one.newer === undefined ? "unknown" : one.newer ? "newer" : "notNewer",
      );
    case "unreadCount":
      return seen.unreadCount[one.became];
    case "writer":
      return seen.writers[one.writer](String(one.count));
    case "peers":
      return seen.peers[one.has](String(one.count));
    case "limit":
      return seen.limit[one.namesPage ? "withPage" : "withoutPage"];
    case "dialect":
      return seen.dialect(one.dialect, outcomes[one.outcome], one.code);
    case "session":
      if (one.outcome === "refused") return seen.sessionRefused(one.dialect, one.code);
      return one.outcome === "answered" ? seen.sessionAnswered(one.dialect) : seen.sessionSilent(one.dialect);
    case "sessionAgain":
      return seen.sessionAgain(one.dialect, String(one.count));
    case "type":
      return seen.type(one.type, String(one.count), one.filled.map((name) => seen.filled[name]).join(words.comma));
    case "husk":
      return seen.husk(one.state, one.showType, String(one.count));
    case "loginAge":
      return one.days === 0 ? seen.loginYoung : seen.loginAge(String(one.days));
    case "loginLife":
      return seen.loginLife(String(one.days));
    case "sendsNothing":
    case "noSequences":
    case "limitIsLogin":
    case "loginAgeUnknown":
    case "loginRefused":
      return seen[one.seen];
  }
}

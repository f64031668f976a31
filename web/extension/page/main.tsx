import { render } from "preact";
import { dialectFor } from "../account/dialect.ts";
import { extensionHost } from "../account/extension-host.ts";
import { forgetOldNodes } from "../../app/ui/old-nodes.ts";
import { applySettings } from "../../app/ui/preferences.ts";
import { App } from "../../app/shell/app.ts";
import "../../common/theme.css";
import "../../app/style/base.css";
import "../../app/style/menus.css";
import "../../app/style/dialogs.css";
import "../../app/style/notices.css";
import "../../app/style/settings.css";
import "../../app/style/account.css";
import "../../app/style/sessions.css";
import "../../app/style/thread.css";
import "../../app/style/rows.css";
import "../../app/style/bubbles.css";
import "../../app/style/pictures.css";
import "../../app/style/composer.css";
import "../../app/style/messages.css";
import "../../app/style/column.css";
import "../../app/style/keeping.css";
import "../../app/style/check.css";
import "../../app/style/forced-colors.css";
import "../../app/style/print.css";
import "./sign-in.css";
import { followAnnouncements } from "./follow-announcements.ts";
import { pageAccess } from "./page-access.ts";
import { placesBeside } from "./places-beside.ts";
import { setHeaderRules } from "../header-rules.ts";
import { setLooks } from "../watch/looks.ts";
import { gatewayOrigin } from "../places.ts";
import { reportSeen } from "./report.ts";
import { followedSite } from "../login/followed-site.ts";
import { Shell } from "./shell.tsx";
import { useAddedAccounts } from "./sync.ts";
import { useOtherKey } from "./use-other-key.ts";

const inPanel = document.documentElement.dataset["place"] === "panel";

forgetOldNodes();
applySettings();
const access = pageAccess();
const app = new App({
  ...extensionHost(),
  access,
  announces: true,
  menu: () => placesBeside(inPanel),
  siteOf: followedSite,
  speaks: setHeaderRules,
});
render(<Shell app={app} />, document.getElementById("inbox")!);
// Pictures of what is kept are shown before anything is asked. Rules that could not be set are set before the gateway is.
await dialectFor({ endpoint: gatewayOrigin })
  .then(setHeaderRules)
  .catch(() => {});
await access.isGranted();
useAddedAccounts(app);
reportSeen(app);
void setLooks(); // with an update a browser may have lost the alarm
useOtherKey(app);
if (!inPanel) void followAnnouncements(app);
await app.start();

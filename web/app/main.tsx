import { render } from "preact";
import { pageHost } from "./page-host.ts";
import { applySettings } from "./ui/preferences.ts";
import { App } from "./shell/app.ts";
import "../common/theme.css";
import "./style/base.css";
import "./style/layers.css";
import "./style/account.css";
import "./style/sessions.css";
import "./style/thread.css";
import "./style/keeping.css";
import "./style/check.css";
import { Page } from "./shell/page.tsx";

applySettings();
const app = new App(pageHost());
render(<Page app={app} />, document.getElementById("inbox")!);
void app.start();

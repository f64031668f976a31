import { render } from "preact";
import { findSamples } from "./account.ts";
import { load } from "./module.ts";
import "../common/theme.css";
import "./style/controls.css";
import "./style/layout.css";
import "./style/answer.css";
import { Page } from "./view/page.tsx";

render(<Page />, document.getElementById("console")!);
void findSamples();
void load();

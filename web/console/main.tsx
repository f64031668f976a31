import { effect } from "@preact/signals";
import { render } from "preact";
import { findSamples } from "./account.ts";
import { load } from "./module.ts";
import "../common/theme.css";
import "./style/controls.css";
import "./style/layout.css";
import "./style/account.css";
import "./style/form.css";
import "./style/answer.css";
import "./style/json.css";
import "./style/failure.css";
import "./style/requests.css";
import "./style/history.css";
import "./style/answer-narrow.css";
import { Page } from "./view/page.tsx";
import { text } from "./words/words.ts";

effect(() => {
  document.title = text.value.title;
});
render(<Page />, document.getElementById("console")!);
void findSamples();
void load();

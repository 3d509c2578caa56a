// The page: each part starts itself and is drawn again whenever anything in the workspace has changed.
import * as composer from "./composer.js";
import * as conversation from "./conversation.js";
import * as drawer from "./drawer.js";
import * as home from "./home.js";
import * as modal from "./modal.js";
import * as sidebar from "./sidebar.js";
import * as theme from "./theme.js";
import * as trouble from "./trouble.js";
import * as welcome from "./welcome.js";
import * as wire from "./wire.js";
import { at } from "./dom.js";
import { refresh } from "./state.js";

[theme, sidebar, welcome, home, conversation, composer, modal, drawer, wire, trouble].forEach((part) => part.start());

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || document.querySelector("dialog[open]")) return;
  if (at("sidebar").classList.contains("open")) at("menu").click();
  else if (!drawer.close() && !at("thread").hidden) at("close-thread").click();
});

let due = false;
new EventSource("/sandbox/changes").onmessage = () => {
  if (due) return;
  due = true;
  setTimeout(() => { due = false; refresh(); }, 50);
};

// The app's own place: its Home tab, its messages, and first sentences to click.
import { blocks } from "./blocks.js";
import { at, button, keep, make } from "./dom.js";
import { act } from "./http.js";
import { post } from "./composer.js";
import { complain } from "./complaint.js";
import { direct, here, onRender, refresh } from "./state.js";

const open = (tab) => async () => {
  here.tab = tab;
  await act("home", { user: here.user, tab });
  return refresh();
};
const render = () => {
  const app = direct();
  const onHome = app && here.tab === "home";
  at("tabs").hidden = !app;
  at("tab-messages").ariaSelected = String(!onHome);
  at("tab-home").ariaSelected = String(onHome);
  at("home").hidden = !onHome;
  at("conversation").hidden = onHome;
  if (onHome) {
    const views = here.glance.home ? [here.glance.home] : [{ id: "none", blocks: [] }];
    keep(at("home"), views, (view) => view.id, (view) => JSON.stringify([here.user, view.blocks]), (view) =>
      (view.blocks.length ? blocks(view, view.blocks) : make("p", { class: "lost", textContent: "Nothing here yet." })));
  }
  const offered = app && !onHome ? here.glance.prompts ?? here.app.prompts : [];
  at("prompts").hidden = !offered.length;
  keep(at("prompts"), offered, (one) => one.title, (one) => one.message + here.user, (one) =>
    button(one.title, async () => complain(await post(one.message)), { title: one.message }));
};

export const start = () => {
  at("tab-home").onclick = open("home");
  at("tab-messages").onclick = open("messages");
  at("tabs").onkeydown = (event) => {
    if (!["ArrowLeft", "ArrowRight"].includes(event.key)) return;
    const other = document.activeElement === at("tab-home") ? at("tab-messages") : at("tab-home");
    other.focus();
    other.click();
  };
  onRender(render);
};

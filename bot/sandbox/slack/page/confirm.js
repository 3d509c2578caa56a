// The question that a button may put before it acts.
import { at, button, make } from "./dom.js";
import { textOf } from "./mrkdwn.js";

export const confirmed = (asked) => new Promise((decide) => {
  if (!asked) return decide(true);
  const box = at("confirm");
  const end = (answer) => { box.onclose = null; box.close(); decide(answer); };
  box.replaceChildren(
    make("header", {}, make("h2", { id: "confirm-title", textContent: asked.title.text })),
    make("div", { class: "body" }, textOf(asked.text)),
    make("footer", {}, button(asked.deny.text, () => end(false)),
      button(asked.confirm.text, () => end(true), { class: asked.style === "danger" ? "danger" : "primary" })));
  box.onclose = () => decide(false);
  box.showModal();
});

// The first minute: what this is, and three prompts to click.
import { complain } from "./complaint.js";
import { at, button, make } from "./dom.js";
import { post } from "./composer.js";
import { bot, here, onRender, render, store } from "./state.js";

const TRIES = [
  ["A lighthouse at dusk", "a watercolour lighthouse at dusk, landscape format"],
  ["A poster", "a poster for a jazz night, flat colours, portrait format, low quality"],
  ["A cut-out", "a red vintage bicycle, product photo, transparent background"],
];
const away = () => { here.welcomed = true; store("welcomed", true); render(); document.querySelector("#composer textarea").focus(); };
const card = () => [
  make("h2", { textContent: "Draw something" }),
  make("p", { textContent: `${bot().real_name} draws in threads and says what each picture cost. Click a prompt, watch it come up, then reply in its thread to change it.` }),
  make("div", { class: "tries" }, TRIES.map(([title, prompt]) => make("button", { type: "button", onclick: async () => complain(await post(`@${bot().name} ${prompt}`)) },
    make("b", { textContent: title }), make("span", { textContent: prompt })))),
  button("✕", away, { class: "quiet away", ariaLabel: "Dismiss the welcome" }),
];

export const start = () => onRender(() => {
  const box = at("welcome");
  box.hidden = here.welcomed || here.channel !== "C0GENERAL";
  if (!box.hidden && !box.childElementCount) box.replaceChildren(...card());
});

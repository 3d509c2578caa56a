// The view that the app has opened, over everything else.
import { blocks } from "./blocks.js";
import { at, button, make } from "./dom.js";
import { carry } from "./entered.js";
import { field } from "./fields.js";
import { act } from "./http.js";
import { here, onRender } from "./state.js";

const build = (view) => {
  const fields = [];
  const body = view.blocks.map((block) => {
    if (block.type !== "input") return blocks(view, [block]);
    fields.push(field(block, view.errors[block.block_id]));
    return fields.at(-1).node;
  });
  const problem = make("output", { class: "problem", role: "alert", textContent: view.errors[""] ?? "" });
  const close = () => act("close", { user: here.user, view_id: view.id });
  const form = make("form", { noValidate: false },
    make("header", {}, make("h2", { id: "modal-title", textContent: view.title.text })),
    make("div", { class: "body" }, body, problem),
    make("footer", {}, button(view.close?.text ?? "Close", close), view.submit ? make("button", { class: "primary", textContent: view.submit.text }) : null));
  form.onsubmit = async (event) => {
    event.preventDefault();
    const values = Object.fromEntries((await Promise.all(fields.map((one) => one.read()))).filter(([, value]) => value !== null));
    problem.textContent = await act("submit", { user: here.user, view_id: view.id, values });
  };
  return form;
};

const render = () => {
  const dialog = at("modal");
  const view = here.glance.modals.at(-1);
  if (!view) { dialog.close(); dialog.dataset.known = ""; return; }
  const known = JSON.stringify([view.id, view.title, view.submit, view.blocks, view.errors]);
  if (dialog.open && dialog.dataset.known === known) return;
  const made = build(view);
  if (dialog.open && dialog.dataset.view === view.id) carry(dialog, made);
  Object.assign(dialog.dataset, { known, view: view.id });
  dialog.replaceChildren(made);
  dialog.oncancel = (event) => { event.preventDefault(); act("close", { user: here.user, view_id: view.id }); };
  if (!dialog.open) dialog.showModal();
  (dialog.querySelector("[aria-invalid], textarea, input, select") ?? dialog.querySelector("button")).focus();
};

export const start = () => onRender(render);

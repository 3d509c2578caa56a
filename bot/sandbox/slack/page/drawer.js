// The drawer at the side: the wire, or ways to make things fail. One of them at a time.
import { at } from "./dom.js";

const panels = {};
let open = null;

export const panel = (name, title, opener, show) => {
  panels[name] = { title, opener: at(opener), show };
  at(opener).onclick = () => toggle(name);
};
export const isOpen = (name) => open === name;
const toggle = (name) => {
  open = open === name ? null : name;
  at("drawer").hidden = !open;
  for (const [one, { opener }] of Object.entries(panels)) opener.ariaExpanded = String(one === open);
  at("drawer-body").replaceChildren();
  if (!open) return;
  at("drawer-title").textContent = panels[open].title;
  panels[open].show();
  at("close-drawer").focus();
};
export const close = () => {
  if (!open) return false;
  const { opener } = panels[open];
  toggle(open);
  opener.focus();
  return true;
};
export const start = () => { at("close-drawer").onclick = close; };

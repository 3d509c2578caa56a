// Light, dark, or as the machine has it.
import { at } from "./dom.js";
import { store } from "./state.js";

const NEXT = { auto: "light", light: "dark", dark: "auto" };
const SIGN = { auto: "◐", light: "☀", dark: "☾" };
const set = (theme) => {
  if (theme === "auto") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
  at("theme").textContent = SIGN[theme];
  at("theme").ariaLabel = `Theme: ${theme}`;
  at("theme").dataset.now = theme;
};

export const start = () => {
  let theme = "auto";
  try { theme = JSON.parse(localStorage.getItem("darkroom.theme")) ?? "auto"; } catch { /* as the machine has it */ }
  set(theme in NEXT ? theme : "auto");
  at("theme").onclick = () => { set(NEXT[at("theme").dataset.now]); store("theme", at("theme").dataset.now); };
};

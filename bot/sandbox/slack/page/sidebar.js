// Who one is, where one can go, and how far one has read.
import { complain } from "./complaint.js";
import { at, keep, make } from "./dom.js";
import { act } from "./http.js";
import { channel, direct, go, here, mine, named, onRender } from "./state.js";

const unread = (one) => one.id !== here.channel && one.latest > (here.seen[`${here.user} ${one.id}`] ?? one.latest);
const close = () => { at("sidebar").classList.remove("open"); at("menu").ariaExpanded = "false"; };
const visit = (one) => {
  close();
  if (direct(one)) act("home", { user: here.user, tab: "messages" });
  return go({ channel: one.id, thread: null, tab: "messages" });
};
const entry = (sign, one) => make("li", {}, make("button", {
  type: "button", class: unread(one) ? "unread" : "", ariaCurrent: String(one.id === here.channel), onclick: () => visit(one), "data-focus": one.id,
}, make("span", { class: "sign", ariaHidden: "true", textContent: sign }), named(one).replace(/^#/, ""), unread(one) ? make("span", { class: "unseen", textContent: " unread" }) : null));
const SIGNS = { public: "#", private: "🔒", im: "●" };
const listed = (list, found) => keep(list, found, (one) => one.id, (one) => JSON.stringify([here.user, one.id === here.channel, unread(one), one.name]), (one) => entry(SIGNS[one.kind], one));

const roving = (list) => list.addEventListener("keydown", (event) => {
  const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!by) return;
  event.preventDefault();
  const all = [...list.querySelectorAll("button")];
  all[(all.indexOf(document.activeElement) + by + all.length) % all.length]?.focus();
});
const shortcut = (one) => make("li", {}, make("button", {
  type: "button", title: one.description,
  onclick: async () => { close(); complain(await act("shortcut", { user: here.user, callback_id: one.callback_id })); },
}, make("span", { class: "sign", ariaHidden: "true", textContent: "⚡" }), one.name));

const render = () => {
  mine().forEach((one) => { here.seen[`${here.user} ${one.id}`] ??= one.latest; });
  listed(at("channels"), mine().filter((one) => !direct(one)));
  listed(at("apps"), mine().filter(direct));
  const global = here.app.shortcuts.filter((one) => one.type === "global");
  at("shortcuts-title").hidden = !global.length;
  keep(at("shortcuts"), global, (one) => one.callback_id, (one) => one.name + here.user, shortcut);
  at("place").textContent = named(channel());
  at("about").textContent = direct() ? here.app.description : `${channel().members.length} members${channel().is_ext_shared ? ", shared with another organization" : ""}`;
  at("connection").textContent = here.glance.sockets ? "bot connected" : "bot not connected";
  at("connection").className = here.glance.sockets ? "on" : "";
  document.title = `${named(channel())} · Darkroom SANDBOX`;
};
const people = () => {
  const select = at("person");
  if (select.options.length) return;
  const acting = here.glance.people.filter((one) => !["bot", "deleted"].includes(one.role));
  select.append(...acting.map((one) => make("option", { value: one.id, textContent: `${one.real_name} · ${one.about}` })));
  select.value = here.user;
};

export const start = () => {
  at("person").onchange = (event) => go({ user: event.target.value, thread: null, channel: direct() ? "C0GENERAL" : here.channel });
  at("menu").onclick = () => {
    const open = at("sidebar").classList.toggle("open");
    at("menu").ariaExpanded = String(open);
    if (open) at("person").focus();
  };
  ["channels", "apps", "shortcuts"].forEach((name) => roving(at(name)));
  onRender(people);
  onRender(render);
};

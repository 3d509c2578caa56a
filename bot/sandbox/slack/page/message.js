// One message as its readers see it, and what can be done with it.
import { blocks, words } from "./blocks.js";
import { complain } from "./complaint.js";
import { button, make } from "./dom.js";
import { EMOJI, QUICK } from "./emoji.js";
import { act } from "./http.js";
import { thumbnail } from "./lightbox.js";
import { here, person, render } from "./state.js";

const TONES = ["#8a5a44", "#5b6f4f", "#4f6577", "#7a5270", "#8b7340", "#5a6a6a"];
const tone = (id) => TONES[[...id].reduce((sum, letter) => sum + letter.charCodeAt(0), 0) % TONES.length];
export const clock = (ts) => new Date(ts * 1000).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });

const face = (who, by_bot) => {
  const node = make("span", { class: by_bot ? "face bot" : "face", ariaHidden: "true", textContent: by_bot ? "" : who[0] });
  node.style.setProperty("--tone", tone(who));
  return node;
};
const file = (one) => {
  if (one.deleted) return make("p", { class: "lost", textContent: "This file was deleted." });
  if (one.mimetype?.startsWith("image/")) return thumbnail(one.picture, one.alt_text ?? one.title, one.name, one);
  return make("a", { class: "file", href: one.picture, download: one.name }, "📄", make("span", { textContent: one.name }), make("small", { textContent: `${one.size.toLocaleString()} bytes` }));
};
const react = (message, name) => async () => complain(await act("react", { user: here.user, channel: message.channel, ts: message.ts, name }));
const reactions = (message) => {
  const all = Object.entries(message.reactions);
  if (!all.length) return null;
  return make("div", { class: "reactions" }, all.map(([name, users]) => button(`${EMOJI[name] ?? `:${name}:`} ${users.length}`, react(message, name), {
    ariaPressed: String(users.includes(here.user)), "data-focus": `reaction ${name}`,
    ariaLabel: `${name.replaceAll("_", " ")}: ${users.map((id) => person(id)?.real_name ?? id).join(", ")}`,
  })));
};
const note = (message) => (message.only_for
  ? make("div", { class: "eyes" }, "Only visible to you", button("Dismiss", () => act("dismiss", { user: here.user, channel: message.channel, ts: message.ts })))
  : null);

export const openThread = (ts) => {
  here.thread = ts;
  render();
  document.querySelector("#replier textarea")?.focus();
};
// What stands over a message under the pointer, or under the keyboard's focus.
export const tools = (message, inThread) => {
  if (message.only_for || message.gone) return null;
  const use = (one) => async () => complain(await act("shortcut", { user: here.user, callback_id: one.callback_id, channel: message.channel, message_ts: message.ts }));
  return make("div", { class: "tools", role: "group", ariaLabel: "Message" },
    QUICK.map((name) => button(EMOJI[name], react(message, name), { ariaLabel: `React with ${name === "+1" ? "thumbs up" : name}`, "data-focus": `quick ${name}` })),
    inThread ? null : button("Reply", () => openThread(message.thread_ts ?? message.ts), { "data-focus": "reply" }),
    here.app.shortcuts.filter((one) => one.type === "message").map((one) => button(one.name, use(one), { "data-focus": one.callback_id, title: one.description })),
    message.user === here.user ? button("Delete", async () => complain(await act("delete", { user: here.user, channel: message.channel, ts: message.ts })), { "data-focus": "delete" }) : null);
};

const grave = () => make("article", { class: "message", ariaLabel: "Deleted message" }, make("span", { class: "face gone", ariaHidden: "true", textContent: "🗑" }),
  make("div", {}, make("p", { class: "lost", textContent: "This message was deleted." })));

export const article = (message, isNew) => {
  if (message.gone) return grave();
  const who = person(message.user)?.real_name ?? message.user;
  const shown = message.blocks.some((block) => block.type !== "rich_text") ? blocks(message, message.blocks) : words(message.text);
  return make("article", { class: `message${message.only_for ? " whisper" : ""}${isNew ? " new" : ""}`, ariaLabel: `${who}, ${clock(message.ts)}` },
    note(message), face(who, message.by_bot),
    make("div", {},
      make("div", { class: "by" }, make("b", { textContent: who }), message.by_bot ? make("span", { class: "app", textContent: "APP" }) : null,
        make("small", {}, clock(message.ts), message.edited ? " (edited)" : "")),
      shown, message.files.map(file), reactions(message)));
};

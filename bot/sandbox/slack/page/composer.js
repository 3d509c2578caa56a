// The fields people write in: Enter sends, files come by button, paste or drop, names and commands are offered while typing.
import { at, button, make } from "./dom.js";
import { act, encoded, send } from "./http.js";
import { bot, channel, direct, here, mine, named, onRender, render } from "./state.js";

const ACCEPTED = 50_000_000;
const OFFERED = 8;

const people = (part) => here.glance.people
  .filter((one) => one.role !== "deleted" && one.name !== "slackbot" && one.name.startsWith(part))
  .sort((one, other) => (other.role === "bot") - (one.role === "bot"))
  .map((one) => ({ insert: `@${one.name} `, title: `@${one.name}`, note: one.about }));
const channels = (part) => mine().filter((one) => one.name?.startsWith(part)).map((one) => ({ insert: `#${one.name} `, title: `#${one.name}`, note: "" }));
const commands = (part) => here.app.commands.filter((one) => one.command.startsWith(part))
  .map((one) => ({ insert: `${one.command} `, title: one.command, note: one.usage_hint ?? "", more: one.description }));

class Composer {
  constructor(form, { id, label, inThread }) {
    Object.assign(this, { form, inThread, files: [], offers: [], chosen: 0 });
    this.list = make("ul", { class: "offers", id: `${id}-offers`, role: "listbox", ariaLabel: "Offers", hidden: true });
    this.text = make("textarea", { id, rows: 1, ariaLabel: label, role: "combobox", ariaAutoComplete: "list", ariaExpanded: "false", "aria-controls": `${id}-offers` });
    this.picker = make("input", { type: "file", multiple: true, hidden: true, ariaLabel: "Files to attach", onchange: () => { this.attach(this.picker.files); this.picker.value = ""; } });
    this.attached = make("ul", { class: "attached", ariaLabel: "Attached files", hidden: true });
    this.problem = make("output", { class: "problem", role: "alert" });
    const row = make("div", { class: "row" },
      button("+ Attach", () => this.picker.click(), { class: "quiet" }), button("@", () => this.type("@"), { class: "quiet", ariaLabel: "Mention somebody" }),
      inThread ? null : button("/", () => this.type("/"), { class: "quiet", ariaLabel: "Commands" }),
      make("button", { class: "primary send", textContent: "Send" }));
    form.append(this.list, this.attached, this.text, this.problem, row, this.picker);
    this.listen();
  }
  listen() {
    this.form.onsubmit = (event) => { event.preventDefault(); this.submit(); };
    this.text.oninput = () => { this.problem.textContent = ""; this.offer(); };
    this.text.onkeydown = (event) => this.key(event);
    this.text.onblur = () => setTimeout(() => this.show([]), 150);
    this.text.onpaste = (event) => { if (event.clipboardData.files.length) { event.preventDefault(); this.attach(event.clipboardData.files); } };
    const area = this.form.parentElement;
    area.addEventListener("dragover", (event) => { event.preventDefault(); this.form.classList.add("over"); });
    area.addEventListener("dragleave", () => this.form.classList.remove("over"));
    area.addEventListener("drop", (event) => { event.preventDefault(); this.form.classList.remove("over"); this.attach(event.dataTransfer.files); });
  }
  key(event) {
    const offering = this.offers.length > 0;
    if (offering && ["ArrowDown", "ArrowUp"].includes(event.key)) {
      event.preventDefault();
      this.show(this.offers, (this.chosen + (event.key === "ArrowDown" ? 1 : -1) + this.offers.length) % this.offers.length);
    } else if (offering && (event.key === "Tab" || (event.key === "Enter" && !this.complete()))) {
      event.preventDefault();
      this.take(this.offers[this.chosen]);
    } else if (offering && event.key === "Escape") {
      event.stopPropagation();
      this.show([]);
    } else if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      this.form.requestSubmit();
    }
  }
  complete() { return this.offers.some((one) => one.insert.trim() === this.token()[0]); }
  token() { return this.text.value.slice(0, this.text.selectionStart).match(/(?:^|\s)([@#][\w-]*)$|^(\/[\w-]*)$/)?.slice(1).filter(Boolean) ?? [""]; }
  offer() {
    const [part] = this.token();
    const make = { "@": people, "#": channels, "/": this.inThread ? () => [] : commands }[part[0]];
    this.show(make ? make(part[0] === "/" ? part : part.slice(1).toLowerCase()).slice(0, OFFERED) : []);
  }
  show(offers, chosen = 0) {
    Object.assign(this, { offers, chosen });
    this.list.hidden = !offers.length;
    this.text.ariaExpanded = String(offers.length > 0);
    this.list.replaceChildren(...offers.map((one, index) => make("li", {
      role: "option", id: `${this.text.id}-offer-${index}`, ariaSelected: String(index === chosen),
      onpointerdown: (event) => { event.preventDefault(); this.take(one); },
    }, make("b", { textContent: one.title }), make("small", { textContent: one.note }), one.more ? make("p", { textContent: one.more }) : null)));
    if (offers.length) this.text.setAttribute("aria-activedescendant", `${this.text.id}-offer-${chosen}`);
    else this.text.removeAttribute("aria-activedescendant");
  }
  take(offer) {
    const at = this.text.selectionStart;
    const [part] = this.token();
    this.text.setRangeText(offer.insert, at - part.length, at, "end");
    this.show([]);
    this.text.focus();
  }
  type(sign) {
    const before = this.text.value.slice(0, this.text.selectionStart);
    this.text.setRangeText(before && !/\s$/.test(before) && sign !== "/" ? ` ${sign}` : sign, this.text.selectionStart, this.text.selectionEnd, "end");
    this.text.focus();
    this.offer();
  }
  attach(files) {
    const fitting = [...files].filter((file) => file.size <= ACCEPTED);
    if (fitting.length < files.length) this.problem.textContent = "Files over 50 MB are not taken.";
    this.files.push(...fitting);
    this.showFiles();
    this.text.focus();
  }
  showFiles() {
    this.attached.hidden = !this.files.length;
    this.attached.replaceChildren(...this.files.map((file, index) => make("li", {},
      file.type.startsWith("image/") ? make("img", { src: URL.createObjectURL(file), alt: file.name, onload: (event) => URL.revokeObjectURL(event.target.src) }) : make("span", { textContent: file.name }),
      button("✕", () => { this.files.splice(index, 1); this.showFiles(); }, { ariaLabel: `Remove ${file.name}` }))));
  }
  async submit() {
    const text = this.text.value.trim();
    if (!text && !this.files.length) return;
    const [, command, rest] = text.match(/^(\/[a-z][\w-]*)\s*([^]*)$/) ?? [];
    const known = command && here.app.commands.some((one) => one.command === command);
    if (command && this.inThread) { this.problem.textContent = `${command} does not work in threads. Mention the app instead: @${bot().name} ${text}`; return; }
    if (command && !known) { this.problem.textContent = `${command} is not a command here.`; return; }
    const failed = command ? await act("command", { user: here.user, channel: here.channel, command, text: rest }) : await this.post(text);
    this.problem.textContent = failed;
    if (!failed) this.clear();
  }
  async post(text) { return post(text, await encoded(this.files), this.inThread ? here.thread : null); }
  clear() {
    Object.assign(this, { files: [] });
    this.text.value = "";
    this.showFiles();
    this.show([]);
  }
}

// Post a message; one that asks the bot for something in a channel opens its thread, where the answer will come.
export const post = async (text, files = [], thread = null) => {
  const { ok, said } = await send("/sandbox/post", { user: here.user, channel: here.channel, text, files, thread_ts: thread });
  if (!ok) return said.error;
  if (!thread && !direct() && text.includes(`@${bot().name}`)) { here.thread = said.message.ts; render(); }
  return "";
};

export const start = () => {
  const composer = new Composer(at("composer"), { id: "text", label: "Message", inThread: false });
  const replier = new Composer(at("replier"), { id: "reply", label: "Reply", inThread: true });
  onRender(() => {
    composer.text.placeholder = direct() ? "A lighthouse at dusk, landscape format" : `Message ${named(channel())}, or @${bot().name} with what to draw`;
    replier.text.placeholder = "Make the sky stormy";
  });
  document.addEventListener("keydown", (event) => {
    const writing = event.target.closest?.("input, textarea, select, dialog, [contenteditable]");
    if (event.key === "/" && !writing && !event.ctrlKey && !event.metaKey && !event.altKey) { event.preventDefault(); composer.text.focus(); }
  });
};

// What goes over the wires: the bot's calls of Slack, what Slack tells the bot, and what reaches OpenAI.
import { at, button, keep, make } from "./dom.js";
import { isOpen, panel } from "./drawer.js";
import { get } from "./http.js";
import { here, onRender } from "./state.js";

const KINDS = { slack: "Bot → Slack", events: "Slack → bot", openai: "Bot → OpenAI" };
const shown = new Set(Object.keys(KINDS));
const LAST = 150;
let wanted = "";
let busy = false;

const time = (at) => { const when = new Date(at * 1000); return `${when.toLocaleTimeString([], { hour12: false })}.${String(when.getMilliseconds()).padStart(3, "0")}`.slice(0, 10); };
// The same thing has the same key however many came after it: its time, and a number where two share one.
const numbered = (all) => {
  const times = {};
  return all.map((one) => ({ ...one, key: `${one.kind} ${one.what} ${one.at} ${(times[`${one.what} ${one.at}`] = (times[`${one.what} ${one.at}`] ?? 0) + 1)}` }));
};
const calls = async () => (await get(`/sandbox/calls?last=${LAST}`)).calls.map((one) =>
  ({ kind: "slack", at: one.time, sign: "→", what: one.method, how: one.outcome, good: one.outcome === "ok", more: { arguments: one.arguments, answer: one.answer } }));
const told = async () => (await get(`/sandbox/envelopes?last=${LAST}`)).envelopes.map((one) =>
  ({ kind: "events", at: one.time, sign: "←", what: one.what, how: one.attempt ? `${one.state}, try ${one.attempt + 1}` : one.state, good: one.state === "acked", more: { payload: one.payload, answer: one.answer } }));
const asked = async () => (here.app.upstream ? (await get("/sandbox/upstream/requests")).requests.slice(-LAST).map((one) =>
  ({ kind: "openai", at: one.at, sign: "⇒", what: `${one.method} ${one.path}`, how: String(one.status ?? "…"), good: one.status === 200, more: { headers: one.headers, body: one.body } })) : []);

const row = (one) => {
  const body = make("pre", { tabIndex: 0 });
  return make("details", { ontoggle: () => { body.textContent = JSON.stringify(one.more, null, 2); } },
    make("summary", {}, make("span", { textContent: time(one.at) }), make("span", { ariaLabel: KINDS[one.kind], role: "img", textContent: one.sign }),
      make("span", { class: "what", textContent: one.what }), make("span", { class: one.good ? "good" : "bad", textContent: one.how })), body);
};
const load = async () => {
  if (!isOpen("wire") || busy) return;
  busy = true;
  try {
    const all = numbered((await Promise.all([calls(), told(), asked()])).flat()).filter((one) => shown.has(one.kind) && `${one.what} ${one.how} ${JSON.stringify(one.more)}`.toLowerCase().includes(wanted));
    all.sort((one, other) => other.at - one.at);
    const list = at("drawer-body").querySelector(".wire");
    if (list) keep(list, all.slice(0, LAST), (one) => one.key, (one) => one.how, row);
  } finally { busy = false; }
};
const show = () => {
  const kind = ([name, label]) => button(label, (event) => {
    shown.has(name) ? shown.delete(name) : shown.add(name);
    event.target.ariaPressed = String(shown.has(name));
    load();
  }, { ariaPressed: String(shown.has(name)) });
  at("drawer-body").append(
    make("div", { class: "wire-tools" }, Object.entries(KINDS).map(kind),
      make("input", { type: "search", placeholder: "Filter", ariaLabel: "Filter the wire", value: wanted, oninput: (event) => { wanted = event.target.value.toLowerCase(); load(); } })),
    make("div", { class: "wire" }));
  load();
};

export const start = () => {
  panel("wire", "The wire", "open-wire", show);
  onRender(load);
  setInterval(load, 1000);
};

// Making things fail on purpose: upstream and in Slack, for the next request, so that one sees what people would be told.
import { at, button, make } from "./dom.js";
import { isOpen, panel } from "./drawer.js";
import { get, send } from "./http.js";
import { here } from "./state.js";

const UPSTREAM = [
  ["Slow", "Two seconds before each event of the answer", { kind: "slow", delay_s: 2 }],
  ["Too many requests (429)", "Try again in a second; the bot does, twice", { kind: "http_429_rate", retry_after: 1 }],
  ["Out of credit (429)", "No second try helps", { kind: "http_429_quota" }],
  ["Cut in mid-stream", "The connection drops after the first preview", { kind: "cut", after: "response.image_generation_call.partial_image" }],
  ["Refused: the request", "Moderation stops it before drawing", { kind: "http_400_moderation", stage: "input", categories: ["violence"] }],
  ["Refused: the picture", "Moderation stops what was drawn", { kind: "failed_moderation", stage: "output", categories: ["violence"] }],
  ["No usage reported", "The bill has to be held at its ceiling", { kind: "no_usage" }],
  ["No usage of the image tool", "The picture's tokens come from the formula", { kind: "no_tool_usage" }],
  ["No picture", "The model answers in words", { kind: "no_image" }],
  ["Server error (500)", "Upstream fails", { kind: "http_500" }],
];
const SLACK = [
  ["Slack: too many requests", "The next three messages must wait a second", { on: "chat.postMessage", kind: "ratelimited", times: 3 }],
  ["Slack: the answer is lost", "A message is posted, but the bot never hears so", { on: "chat.postMessage", kind: "cut_after" }],
  ["Slack: a file is never shown", "The upload succeeds, the message never appears", { on: "file", kind: "never_shared" }],
];
const named = (fault, table) => table.find(([, , one]) => one.kind === fault.kind && (one.on ?? "") === (fault.on && one.on ? fault.on : ""))?.[0] ?? fault.kind;

const load = async () => {
  const armed = at("drawer-body").querySelector(".armed");
  if (!isOpen("trouble") || !armed) return;
  const upstream = here.app.upstream ? (await get("/sandbox/upstream/faults")).faults.flat() : [];
  const slack = (await get("/sandbox/faults")).faults;
  const all = [...upstream.map((one) => named(one, UPSTREAM)), ...slack.map((one) => `${named(one, SLACK)}${one.times > 1 ? ` (${one.times} more)` : ""}`)];
  const clear = button("Clear all", async () => {
    await send("/sandbox/upstream/faults", {}, "DELETE");
    await send("/sandbox/faults", {}, "DELETE");
    load();
  });
  const known = JSON.stringify(all);
  if (armed.dataset.known === known) return;
  armed.dataset.known = known;
  armed.replaceChildren(...(all.length ? [make("b", { textContent: "Armed for what comes next" }), make("ul", {}, all.map((one) => make("li", { textContent: one }))), clear] : ["Nothing is armed: everything works."]));
};
const arm = (path, body) => async () => { await send(path, body); load(); };
const knob = (label, name, on, off) => {
  const box = make("input", { type: "checkbox", onchange: () => send("/sandbox/upstream/settings", { [name]: box.checked ? on : off }, "PATCH") });
  get("/sandbox/upstream/settings").then((settings) => { box.checked = settings[name] === on; });
  return make("label", { class: "switch" }, box, label);
};
const show = () => {
  const one = (path, wrap) => ([title, note, fault]) => make("button", { type: "button", onclick: arm(path, wrap(fault)) }, title, make("small", { textContent: note }));
  at("drawer-body").append(
    make("div", { class: "armed", role: "status" }),
    ...(here.app.upstream ? [
      make("h3", { textContent: "OpenAI, next request" }),
      make("div", { class: "faults" }, UPSTREAM.map(one("/sandbox/upstream/faults", (fault) => ({ faults: [fault] })))),
      make("h3", { textContent: "OpenAI, from now on" }),
      knob("Previews are counted in the reported usage", "previews_in_usage", true, false),
      knob("Draw slowly: two seconds between previews", "preview_interval_s", 2, 0.7),
    ] : []),
    make("h3", { textContent: "Slack" }),
    make("div", { class: "faults" }, SLACK.map(one("/sandbox/faults", (fault) => fault))));
  load();
};

export const start = () => {
  panel("trouble", "Make it fail", "open-trouble", show);
  setInterval(load, 1000);
};

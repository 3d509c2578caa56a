// The messages of a channel, and the thread beside them.
import { at, button, keep, make, staying } from "./dom.js";
import { act } from "./http.js";
import { article, clock, openThread, tools } from "./message.js";
import { plainText } from "./mrkdwn.js";
import { bot, channel, direct, here, named, onRender, person, render } from "./state.js";

const isRoot = (one) => !one.thread_ts || one.thread_ts === one.ts;
const repliesTo = (ts) => here.glance.messages.filter((one) => one.thread_ts === ts && one.ts !== ts);
// A message that was deleted leaves its place to the replies under it.
const gone = (ts) => ({ ts, thread_ts: ts, channel: here.channel, user: "", gone: true, files: [], blocks: [], reactions: {} });
const orphaned = () => {
  const there = new Set(here.glance.messages.map((one) => one.ts));
  return [...new Set(here.glance.messages.map((one) => one.thread_ts))].filter((ts) => ts && !there.has(ts)).map(gone);
};
const all = () => [...here.glance.messages, ...orphaned()].sort((one, other) => (one.ts < other.ts ? -1 : 1));
const preview = (one) => one.metadata?.event_type === "darkroom_preview";

const working = (ts) => {
  const session = here.glance.sessions.find((one) => one.thread_ts === ts && one.channel === here.channel);
  if (session?.status !== "processing") return null;
  const stop = () => act("stop_session", { user: here.user, channel: here.channel, thread_ts: ts });
  return make("div", { class: "working" }, `${bot().real_name} is at work`, button("Stop", stop, { "data-focus": "stop-session" }));
};
const summary = (root, replies) => {
  if (!replies.length || root.only_for) return null;
  const pictures = replies.flatMap((one) => one.files).filter((one) => one.picture && one.mimetype?.startsWith("image/")).slice(-3);
  const count = replies.length === 1 ? "1 reply" : `${replies.length} replies`;
  return make("button", { type: "button", class: "summary", onclick: () => openThread(root.ts), "data-focus": "summary" },
    pictures.map((one) => make("img", { src: one.picture, alt: "" })),
    make("span", { textContent: count }), make("small", { textContent: `last at ${clock(replies.at(-1).ts)}` }));
};
const row = (root, isNew) => {
  const replies = repliesTo(root.ts);
  const body = article(root, isNew);
  body.lastElementChild.append(...[direct() ? null : summary(root, replies), working(root.ts)].filter(Boolean));
  if (direct() && replies.length) body.append(make("ol", { class: "inline-replies messages" }, replies.map((one) => make("li", {}, article(one), tools(one, true)))));
  return make("li", {}, body, tools(root, false));
};
const signed = (root) => JSON.stringify([here.user, root, direct() ? repliesTo(root.ts) : repliesTo(root.ts).map((one) => [one.ts, one.files.length]), working(root.ts) !== null]);

const list = () => {
  const roots = all().filter(isRoot);
  const first = !at("messages").childElementCount;
  staying(at("scroll"), () => keep(at("messages"), roots, (one) => `${here.channel} ${one.ts}`, signed, (one, isNew) => row(one, isNew && !first)));
};
const thread = () => {
  const root = here.thread && all().find((one) => one.ts === here.thread);
  at("thread").hidden = !root;
  if (!root) return;
  const shown = [root, ...repliesTo(root.ts)];
  at("thread-title").textContent = `Thread in ${named(channel())}`;
  staying(at("thread-scroll"), () => {
    keep(at("replies"), shown, (one) => one.ts, (one) => JSON.stringify([here.user, one, one.ts === shown.at(-1).ts && working(root.ts) !== null]), (one, isNew) => {
      const body = article(one, isNew && shown.length > 1);
      if (one.ts === shown.at(-1).ts) body.lastElementChild.append(...[working(root.ts)].filter(Boolean));
      return make("li", {}, body, tools(one, true));
    });
  });
};

const heard = new Set();
let place = "";
// Tell a screen reader what the bot, or somebody else, has just said; never what stood there before.
const announce = () => {
  const now = `${here.user} ${here.channel}`;
  const fresh = here.glance.messages.filter((one) => !heard.has(one.ts) && one.user !== here.user && !preview(one));
  here.glance.messages.forEach((one) => heard.add(one.ts));
  if (place === now) fresh.forEach((one) => {
    const text = plainText(one.blocks.find((block) => block.text)?.text.text ?? one.text);
    at("said").append(make("span", { textContent: `${person(one.user)?.real_name ?? "Somebody"}: ${text || "a picture"} ` }));
  });
  else at("said").replaceChildren();
  while (at("said").childElementCount > 5) at("said").firstElementChild.remove();
  place = now;
};

export const start = () => {
  at("close-thread").onclick = () => { here.thread = null; render(); document.querySelector("#composer textarea").focus(); };
  onRender(list);
  onRender(thread);
  onRender(announce);
};

// Who one is, where one is, and what was last seen. Everything else is asked of the workspace, again and again.
import { get } from "./http.js";

const stored = (name, otherwise) => {
  try { return JSON.parse(localStorage.getItem(`darkroom.${name}`)) ?? otherwise; } catch { return otherwise; }
};
export const store = (name, value) => { try { localStorage.setItem(`darkroom.${name}`, JSON.stringify(value)); } catch { /* a private window keeps nothing */ } };

export const here = {
  user: stored("user", "U0MO"), channel: stored("channel", "C0GENERAL"), thread: null, tab: "messages",
  glance: null, app: null, seen: stored("seen", {}), welcomed: stored("welcomed", false),
};
export const person = (id) => here.glance.people.find((one) => one.id === id);
export const channel = (id = here.channel) => here.glance.channels.find((one) => one.id === id);
export const mine = () => here.glance.channels.filter((one) => one.members.includes(here.user));
export const direct = (one = channel()) => one?.kind === "im";
export const bot = () => here.glance.people.find((one) => one.role === "bot" && one.name !== "slackbot");
export const named = (one) => (direct(one) ? here.app.name : `#${one.name}`);

const renderers = [];
export const onRender = (render) => renderers.push(render);
export const render = () => renderers.forEach((one) => one());

const look = async () => {
  here.app ??= await get("/sandbox/app");
  const glance = await get(`/sandbox/glance?user=${here.user}&channel=${here.channel}`);
  const member = glance.channels.find((one) => one.id === here.channel)?.members.includes(here.user);
  here.glance = glance;
  if (!member) {
    const first = glance.channels.find((one) => one.members.includes(here.user) && one.kind !== "im");
    Object.assign(here, { channel: first.id, thread: null });
    return look();
  }
  here.seen[`${here.user} ${here.channel}`] = channel().latest;
  store("seen", here.seen);
  return render();
};
let busy = Promise.resolve();
export const refresh = () => (busy = busy.then(look, look));

// Go somewhere, or become somebody else.
export const go = (where) => {
  Object.assign(here, where);
  store("user", here.user);
  store("channel", here.channel);
  return refresh();
};

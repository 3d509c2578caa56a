// The page: shows what the workspace holds, and sends what a person does. It keeps no state but who and where.
const at = (id) => document.getElementById(id);
const here = { channel: "C0GENERAL", thread: null, state: null };

const make = (tag, props = {}, ...children) => {
  const node = Object.assign(document.createElement(tag), props);
  node.append(...children.filter((child) => child !== null && child !== undefined));
  return node;
};
const get = async (path) => (await fetch(path)).json();
const send = async (act, body) => {
  const headers = { "Content-Type": "application/json" };
  const answer = await fetch(`/sandbox/${act}`, { method: "POST", headers, body: JSON.stringify(body) });
  const said = await answer.json();
  at("problem").value = answer.ok ? (said.acked === false ? "The app did not respond." : "") : said.error;
  return answer.ok;
};
const me = () => at("person").value;
const person = (id) => here.state.people.find((one) => one.id === id);

const readable = (text) =>
  text
    .replace(/<@(\w+)(\|[^>]*)?>/g, (_, id) => `@${person(id)?.name ?? id}`)
    .replace(/<([^|>]+)\|([^>]+)>/g, "$2")
    .replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
const paragraph = (text) => make("p", { textContent: readable(text) });
const picture = (src, alt) =>
  src ? make("img", { src, alt }) : make("p", { textContent: `[picture not found: ${alt}]` });

const press = (message, element, label, value) =>
  make("button", {
    type: "button",
    textContent: label,
    onclick: () => send("click", {
      user: me(), channel: message.channel ?? "", message_ts: message.ts ?? "",
      view_id: message.ts ? null : message.id, action_id: element.action_id, value: value ?? null,
    }),
  });
const clickable = (message, element) => {
  if (element.type === "feedback_buttons")
    return [element.positive_button, element.negative_button].map((side) => press(message, element, side.text.text, side.value));
  if (element.options) return element.options.map((one) => press(message, element, one.text.text, one.value));
  return element.text ? [press(message, element, element.text.text, element.value)] : [];
};
const BLOCKS = {
  section: (block, message) => [
    ...(block.text ? [paragraph(block.text.text)] : []),
    ...(block.fields ?? []).map((field) => paragraph(field.text)),
    ...(block.accessory ? drawn(block.accessory, message) : []),
  ],
  header: (block) => [make("h2", { textContent: block.text.text })],
  divider: () => [make("hr")],
  markdown: (block) => [paragraph(block.text)],
  image: (block, message) => [
    picture(block.image_url ?? message.pictures?.[block.slack_file.id ?? block.slack_file.url], block.alt_text),
  ],
  context: (block, message) => [make("small", {}, ...block.elements.flatMap((one) => drawn(one, message)))],
  actions: (block, message) => block.elements.flatMap((one) => clickable(message, one)),
  context_actions: (block, message) => block.elements.flatMap((one) => clickable(message, one)),
  table: (block) => [make("table", {}, ...block.rows.map((row) =>
    make("tr", {}, ...row.map((cell) => make("td", { textContent: cell.text ?? "" })))))],
};
const drawn = (block, message) => {
  if (block.type in BLOCKS) return BLOCKS[block.type](block, message);
  return typeof block.text === "string" ? [paragraph(block.text)] : clickable(message, block);
};

const attachment = (file) => {
  if (file.deleted) return make("p", { textContent: "[file deleted]" });
  if (!file.mimetype?.startsWith("image/")) return make("p", { textContent: `📄 ${file.name}` });
  return make("figure", {}, picture(file.picture, file.alt_text ?? file.title), make("figcaption", { textContent: file.name }));
};
const article = (message) => {
  const rich = message.blocks.some((block) => block.type !== "rich_text");
  const who = person(message.user)?.real_name ?? message.user;
  const note = [message.only_for ? `only ${person(message.only_for).real_name} sees this` : "", message.edited ? "edited" : ""];
  return make("article", { className: message.only_for ? "whisper" : "" },
    make("p", {}, make("b", { textContent: who }), " ",
      make("small", { textContent: [new Date(message.ts * 1000).toLocaleTimeString(), ...note].filter(Boolean).join(" · ") })),
    ...(rich ? message.blocks.flatMap((block) => drawn(block, message)) : [paragraph(message.text)]),
    ...message.files.map(attachment),
    make("small", { textContent: Object.entries(message.reactions).map(([name, users]) => `:${name}: ${users.length}`).join(" ") }));
};
const thread = (root, replies) =>
  make("li", {}, article(root), make("ol", { className: "replies" }, ...replies.map((one) => make("li", {}, article(one)))),
    ...(root.only_for ? [] : [make("button", { type: "button", textContent: "Reply", onclick: () => reply(root.ts) })]),
    ...status(root.ts));
const status = (ts) => {
  const session = here.state.sessions.find((one) => one.thread_ts === ts && one.channel === here.channel);
  if (session?.status !== "processing") return [];
  const stop = () => send("stop_session", { user: me(), channel: here.channel, thread_ts: ts });
  return [make("small", { textContent: " working… " }), make("button", { type: "button", textContent: "Stop", onclick: stop })];
};
const reply = (ts) => {
  here.thread = here.thread === ts ? null : ts;
  place();
  at("text").focus();
};
const place = () => {
  const channel = here.state.channels.find((one) => one.id === here.channel);
  at("place").textContent = (channel.name ? `#${channel.name}` : `Direct message with Darkroom`) + (here.thread ? " · replying in a thread" : "");
};

const channels = () => {
  const mine = here.state.channels.filter((one) => one.members.includes(me()));
  if (!mine.some((one) => one.id === here.channel)) Object.assign(here, { channel: mine[0]?.id ?? here.channel, thread: null });
  at("channels").replaceChildren(...mine.map((one) => make("li", {}, make("button", {
    type: "button", textContent: one.name ? `# ${one.name}` : "Darkroom (direct)", ariaCurrent: String(one.id === here.channel),
    onclick: () => { Object.assign(here, { channel: one.id, thread: null }); refresh(); },
  }))));
};
const messages = async () => {
  const all = (await get(`/sandbox/messages?channel=${here.channel}`)).messages;
  const seen = all.filter((one) => !one.only_for || one.only_for === me());
  const roots = seen.filter((one) => !one.thread_ts || one.thread_ts === one.ts);
  const list = at("messages");
  const low = list.scrollHeight - list.scrollTop - list.clientHeight < 80;
  list.replaceChildren(...roots.map((root) => thread(root, seen.filter((one) => one.thread_ts === root.ts && one.ts !== root.ts))));
  if (low) list.scrollTop = list.scrollHeight;
};

const field = (block) => {
  const element = block.element;
  const name = element.action_id;
  const label = block.label.text;
  const options = element.options?.map((one) => make("option", { value: one.value, textContent: one.text.text }));
  const multiple = element.type.startsWith("multi") || element.type === "checkboxes";
  if (options) return make("label", {}, label, make("select", { name, multiple }, ...(multiple ? [] : [make("option")]), ...options));
  if (element.type === "file_input") return make("label", {}, label, make("input", { name, type: "file", multiple: true }));
  return make("label", {}, label, make(element.multiline ? "textarea" : "input", { name, value: element.initial_value ?? "" }));
};
const entered = async (form) => {
  const values = {};
  for (const input of form.elements) {
    if (!input.name) continue;
    if (input.type === "file") { if (input.files.length) values[input.name] = await encoded(input.files); }
    else if (input.multiple) values[input.name] = [...input.selectedOptions].map((one) => one.value);
    else if (input.value) values[input.name] = input.value;
  }
  return values;
};
const modal = async () => {
  const view = (await get(`/sandbox/views?user=${me()}`)).modals.at(-1);
  const dialog = at("modal");
  if (!view) return dialog.close();
  const known = `${view.id} ${JSON.stringify([view.blocks, view.errors])}`;
  if (dialog.open && dialog.dataset.known === known) return;
  dialog.dataset.known = known;
  const form = make("form", {}, make("h1", { textContent: view.title.text }),
    ...view.blocks.flatMap((block) => (block.type === "input" ? [field(block)] : drawn(block, view))),
    ...Object.values(view.errors).map((error) => make("output", { value: error })),
    ...(view.submit ? [make("button", { textContent: view.submit.text })] : []),
    make("button", { type: "button", textContent: view.close?.text ?? "Close", onclick: () => send("close", { user: me(), view_id: view.id }) }));
  form.onsubmit = async (event) => {
    event.preventDefault();
    await send("submit", { user: me(), view_id: view.id, values: await entered(form) });
  };
  dialog.replaceChildren(form);
  if (!dialog.open) dialog.showModal();
};

const encoded = (files) => Promise.all([...files].map((file) => new Promise((done) => {
  const reader = new FileReader();
  reader.onload = () => done({ name: file.name, data: reader.result.split(",")[1] ?? "" });
  reader.readAsDataURL(file);
})));
at("composer").onsubmit = async (event) => {
  event.preventDefault();
  const [text, files] = [at("text").value, await encoded(at("files").files)];
  const [, command, rest] = text.match(/^(\/[a-z][\w-]*)\s*([^]*)$/) ?? [];
  const where = { user: me(), channel: here.channel };
  const sent = command && !here.thread
    ? send("command", { ...where, command, text: rest })
    : send("post", { ...where, text, files, thread_ts: here.thread });
  if (await sent) event.target.reset();
};
at("text").onkeydown = (event) => {
  if (event.key !== "Enter" || event.shiftKey) return;
  event.preventDefault();
  at("composer").requestSubmit();
};
at("person").onchange = () => refresh();

let busy = null;
const refresh = () => {
  const again = async () => {
    here.state = await get("/sandbox/state");
    if (!at("person").options.length) at("person").append(...here.state.people
      .filter((one) => !["bot", "deleted"].includes(one.role))
      .map((one) => make("option", { value: one.id, textContent: `${one.real_name} (${one.about})` })));
    at("sockets").textContent = here.state.sockets ? "bot connected" : "no bot connected";
    channels();
    place();
    await messages();
    await modal();
  };
  busy = (busy ?? Promise.resolve()).then(again, again);
  return busy;
};
let due = false;
new EventSource("/sandbox/changes").onmessage = () => {
  if (due) return;
  due = true;
  setTimeout(() => { due = false; refresh(); }, 60);
};

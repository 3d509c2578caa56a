// Block Kit as nodes. What can be pressed is pressed as the person one is; *from* says in which message or view it stands.
import { confirmed } from "./confirm.js";
import { make } from "./dom.js";
import { FIELDS } from "./fields.js";
import { act } from "./http.js";
import { thumbnail } from "./lightbox.js";
import { inline, markdown, mrkdwn, textOf } from "./mrkdwn.js";
import { here, person } from "./state.js";
import { complain } from "./complaint.js";

const press = async (from, element, value) => {
  if (!(await confirmed(element.confirm))) return;
  const where = from.ts ? { channel: from.channel, message_ts: from.ts } : { view_id: from.id };
  complain(await act("click", { user: here.user, action_id: element.action_id, value: value ?? null, ...where }));
};
const pressable = (from, element, text, value, extra = {}) =>
  make("button", {
    type: "button", textContent: text, class: element.style, ariaLabel: element.accessibility_label,
    "data-focus": `${element.action_id} ${value ?? ""}`,
    onclick: () => {
      if (element.url) window.open(element.url, "_blank", "noopener,noreferrer");
      press(from, element, value);
    }, ...extra,
  });
const choices = (element) => element.options ?? (element.option_groups ?? []).flatMap((group) => group.options);
const chooser = (from, element) =>
  make("select", {
    class: "inline-select", ariaLabel: element.placeholder?.text ?? "Choose", "data-focus": element.action_id,
    onchange: (event) => { press(from, element, event.target.value); event.target.selectedIndex = 0; },
  },
  make("option", { value: "", textContent: element.type === "overflow" ? "⋯" : element.initial_option?.text.text ?? element.placeholder?.text ?? "Choose" }),
  choices(element).map((one) => make("option", { value: one.value, textContent: one.text.text })));

// Somebody, some place or some day: the same field as in a form, but what is picked is told at once.
const picker = (from, element) => {
  const input = FIELDS[element.type](element);
  Object.assign(input, { className: "inline-select", ariaLabel: element.placeholder?.text ?? "Choose", onchange: () => { if (input.value) press(from, element, input.value); } });
  input.dataset.focus = element.action_id;
  return input;
};

const ELEMENTS = {
  button: (from, element) => pressable(from, element, element.text.text, element.value),
  icon_button: (from, element) => pressable(from, element, "🗑", element.value, { ariaLabel: element.text.text }),
  feedback_buttons: (from, element) => [element.positive_button, element.negative_button].map((side, index) =>
    pressable(from, element, index ? "👎" : "👍", side.value, { ariaLabel: side.accessibility_label ?? side.text.text, title: side.text.text })),
  image: (from, element) => make("img", { src: source(from, element) ?? "data:,", alt: element.alt_text }),
  users_select: picker, conversations_select: picker, channels_select: picker, datepicker: picker,
  mrkdwn: (_from, element) => make("span", {}, inline(element.text)),
  plain_text: (_from, element) => make("span", { textContent: element.text }),
};
const element = (from, one) => (ELEMENTS[one.type] ?? (choices(one).length ? chooser : () => null))(from, one);
const source = (from, one) => one.image_url ?? from.pictures?.[one.slack_file.id ?? one.slack_file.url];

const RICH = {
  text: (one) => {
    const { bold, italic, strike, code } = one.style ?? {};
    const wrap = (tag, on, inner) => (on ? make(tag, {}, inner) : inner);
    return wrap("strong", bold, wrap("em", italic, wrap("s", strike, wrap("code", code, one.text))));
  },
  link: (one) => make("a", { href: /^https?:/i.test(one.url) ? one.url : undefined, target: "_blank", rel: "noopener noreferrer", textContent: one.text ?? one.url }),
  user: (one) => make("span", { class: "mention", textContent: `@${person(one.user_id)?.real_name ?? one.user_id}` }),
  channel: (one) => inline(`<#${one.channel_id}>`),
  emoji: (one) => inline(`:${one.name}:`),
};
const TAGS = { rich_text_section: "p", rich_text_quote: "blockquote", rich_text_preformatted: "pre" };
const rich = (block) => block.elements.map((part) => {
  const mark = (index) => (part.style === "ordered" ? `${(part.offset ?? 0) + index + 1}. ` : "• ");
  if (part.type === "rich_text_list") return make(part.style === "ordered" ? "ol" : "ul", { class: `listed in-${part.indent ?? 0}` }, part.elements.map((item, index) => make("li", {}, make("span", { textContent: mark(index) }), make("div", {}, rich({ elements: [item] })))));
  return make(TAGS[part.type] ?? "p", {}, part.elements.map((one) => RICH[one.type]?.(one) ?? one.text ?? ""));
});

const cell = (tag, one, setting = {}) =>
  make(tag, { class: setting?.align, scope: tag === "th" ? "col" : undefined }, one.type === "rich_text" ? rich(one) : one.text ?? "");
const table = (block) => make("div", { class: "table", tabIndex: 0, role: "region", ariaLabel: "Table" }, make("table", {},
  make("thead", {}, make("tr", {}, block.rows[0].map((one, index) => cell("th", one, block.column_settings?.[index])))),
  make("tbody", {}, block.rows.slice(1).map((row) => make("tr", {}, row.map((one, index) => cell("td", one, block.column_settings?.[index])))))));

const BLOCKS = {
  section: (from, block) => make("div", { class: "section" },
    make("div", { class: "said" }, block.text ? textOf(block.text) : null,
      block.fields ? make("div", { class: "fields" }, block.fields.map((field) => make("div", {}, textOf(field)))) : null),
    block.accessory ? (block.accessory.type === "image" ? thumbnail(source(from, block.accessory), block.accessory.alt_text) : element(from, block.accessory)) : null),
  header: (_from, block) => make("h3", { textContent: block.text.text }),
  divider: () => make("hr"),
  markdown: (_from, block) => make("div", { class: "said" }, markdown(block.text)),
  image: (from, block) => thumbnail(source(from, block), block.alt_text, block.title?.text),
  context: (from, block) => make("div", { class: "context" }, block.elements.map((one) => element(from, one))),
  actions: (from, block) => make("div", { class: "actions" }, block.elements.map((one) => element(from, one))),
  context_actions: (from, block) => make("div", { class: "actions" }, block.elements.map((one) => element(from, one))),
  rich_text: (_from, block) => make("div", { class: "said" }, rich(block)),
  table: (_from, block) => table(block),
};

// All blocks of a message or a view.
export const blocks = (from, list) => make("div", { class: "blocks" }, list.map((block) => BLOCKS[block.type]?.(from, block) ?? null));
export const words = (text) => make("div", { class: "said" }, mrkdwn(text));

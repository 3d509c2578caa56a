// Slack's text as nodes: bold, italics, strikes, code, quotes, links, people, channels, emoji. Nothing becomes markup of the page.
import { make } from "./dom.js";
import { EMOJI } from "./emoji.js";
import { here, person } from "./state.js";

const INLINE = new RegExp(
  [
    "`(?<code>[^`\\n]+)`",
    "<(?<sign>[@#!]?)(?<target>[^>|\\n]+)(?:\\|(?<label>[^>\\n]*))?>",
    ":(?<emoji>[a-z0-9_+'-]+):",
    "(?<![\\w*])\\*(?=\\S)(?<bold>[^*\\n]+?)(?<=\\S)\\*(?![\\w*])",
    "(?<![\\w_])_(?=\\S)(?<italic>[^_\\n]+?)(?<=\\S)_(?![\\w_])",
    "(?<![\\w~])~(?=\\S)(?<strike>[^~\\n]+?)(?<=\\S)~(?![\\w~])",
  ].join("|"),
  "g",
);
const LINK = /^(https?:|mailto:)/i;
const unescape = (text) => text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");

const reference = ({ sign, target, label }) => {
  if (sign === "@") return make("span", { class: "mention", textContent: `@${person(target)?.real_name ?? label ?? target}` });
  if (sign === "#") return make("span", { class: "mention", textContent: `#${here.glance.channels.find((one) => one.id === target)?.name || label || target}` });
  if (sign === "!") return make("span", { class: "mention", textContent: `@${label || target.replace(/^subteam\^/, "")}` });
  const text = unescape(label || target);
  return LINK.test(target) ? make("a", { href: unescape(target), target: "_blank", rel: "noopener noreferrer", textContent: text }) : text;
};
const piece = (found) => {
  const { code, target, emoji, bold, italic, strike } = found.groups;
  if (code !== undefined) return make("code", { textContent: unescape(code) });
  if (target !== undefined) return reference(found.groups);
  if (emoji !== undefined) return EMOJI[emoji] ? make("span", { role: "img", ariaLabel: emoji.replaceAll("_", " "), textContent: EMOJI[emoji] }) : found[0];
  if (bold !== undefined) return make("strong", {}, inline(bold));
  if (italic !== undefined) return make("em", {}, inline(italic));
  return make("s", {}, inline(strike));
};
export const inline = (text) => {
  const nodes = [];
  let at = 0;
  for (const found of text.matchAll(INLINE)) {
    if (found.index > at) nodes.push(unescape(text.slice(at, found.index)));
    nodes.push(piece(found));
    at = found.index + found[0].length;
  }
  if (at < text.length) nodes.push(unescape(text.slice(at)));
  return nodes;
};

const lines = (text) => {
  const nodes = [];
  for (const [, quoted, plain] of text.matchAll(/((?:^(?:&gt;|>) ?.*(?:\n|$))+)|((?:^(?!(?:&gt;|>)).*(?:\n|$))+)/gm)) {
    if (quoted) nodes.push(make("blockquote", {}, make("p", {}, inline(quoted.replace(/^(?:&gt;|>) ?/gm, "").trimEnd()))));
    else if (plain?.trim()) nodes.push(make("p", {}, inline(plain.replace(/^\n|\n$/g, ""))));
  }
  return nodes;
};

// A whole text, with its code blocks and quotes.
export const mrkdwn = (text) =>
  (text ?? "").split(/```\n?([^]*?)\n?```/).flatMap((part, index) =>
    index % 2 ? [make("pre", {}, make("code", { textContent: unescape(part) }))] : lines(part));

export const plainText = (text) => mrkdwn(text).map((node) => node.textContent).join(" ");
export const textOf = (object) => (object?.type === "mrkdwn" ? mrkdwn(object.text) : [make("p", { textContent: object?.text ?? "" })]);
export const markdown = (text) => mrkdwn(text.replace(/\*\*([^*\n]+)\*\*/g, "*$1*").replace(/^#{1,6} (.*)$/gm, "*$1*").replace(/^[-*] /gm, "• "));

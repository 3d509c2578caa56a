// One picture, large: with its description, its neighbours and a way to keep it.
import { at, button, make } from "./dom.js";

export const thumbnail = (src, alt, caption, size = {}) => {
  if (!src) return make("p", { class: "lost", textContent: `Picture not found: ${alt}` });
  const image = make("img", { src, alt, ...(size.width && { width: size.width, height: size.height }) });
  const open = make("button", { type: "button", ariaLabel: `Open large: ${alt}`, onclick: () => show(open), "data-focus": `picture ${src}` }, image);
  return make("figure", { class: "picture" }, open, caption ? make("figcaption", { textContent: caption }) : null);
};

const neighbours = (open) => [...open.closest(".messages, .blocks, dialog").querySelectorAll(".picture > button")];
const show = (open, focus = ".close") => {
  const box = at("lightbox");
  const all = neighbours(open);
  const index = all.indexOf(open);
  const step = (by) => show(all[(index + by + all.length) % all.length], by > 0 ? ".next" : ".previous");
  const picture = open.querySelector("img");
  const several = all.length > 1;
  box.replaceChildren(make("figure", {},
    make("img", { src: picture.src, alt: picture.alt }),
    make("figcaption", {}, make("span", { class: "alt", textContent: picture.alt }),
      several ? button("←", () => step(-1), { ariaLabel: "Previous picture", class: "previous" }) : null,
      several ? button("→", () => step(1), { ariaLabel: "Next picture", class: "next" }) : null,
      make("a", { href: picture.src, download: "", textContent: "Download" }),
      button("Close", () => box.close(), { class: "close" }))));
  box.onkeydown = (event) => {
    if (several && event.key === "ArrowRight") step(1);
    if (several && event.key === "ArrowLeft") step(-1);
  };
  box.onclick = (event) => { if (event.target === box) box.close(); };
  // The message may have been drawn anew while the picture was open: its button is found again by what it shows.
  box.onclose = () => [...document.querySelectorAll(`[data-focus="${CSS.escape(open.dataset.focus)}"]`)].findLast((one) => one.checkVisibility())?.focus();
  if (!box.open) box.showModal();
  box.querySelector(focus)?.focus();
};

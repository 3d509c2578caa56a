// Making nodes, and keeping lists of them true without touching what has not changed. Text is only ever set as text.
export const at = (id) => document.getElementById(id);

export const make = (tag, props = {}, ...children) => {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (name === "class") node.className = value;
    else if (name in node && name !== "list" && name !== "form") node[name] = value;
    else node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.flat(9).filter((child) => child !== null && child !== undefined && child !== ""));
  return node;
};

export const button = (label, onclick, props = {}) => make("button", { type: "button", textContent: label, onclick, ...props });

// Keep the children of *list* equal to *items*: a child whose signature has not changed is left as it is, focus and all.
export const keep = (list, items, key, signature, build) => {
  const wanted = new Set(items.map((item) => String(key(item))));
  for (const node of [...list.children]) if (!wanted.has(node.dataset.key)) node.remove();
  const known = new Map([...list.children].map((node) => [node.dataset.key, node]));
  let before = list.firstElementChild;
  for (const item of items) {
    const name = String(key(item));
    const signed = signature(item);
    let node = known.get(name);
    if (node?.dataset.signed !== signed) {
      const made = build(item, node === undefined);
      Object.assign(made.dataset, { key: name, signed });
      if (node) {
        const focused = node.contains(document.activeElement) ? document.activeElement.dataset.focus : null;
        if (before === node) before = made;
        node.replaceWith(made);
        if (focused) made.querySelector(`[data-focus="${CSS.escape(focused)}"]`)?.focus();
      }
      node = made;
    }
    if (node === before) before = node.nextElementSibling;
    else list.insertBefore(node, before);
  }
};

// Do *change* and stay at the bottom of *scroll* where one was there before; pictures that load later count too.
export const staying = (scroll, change) => {
  const low = scroll.scrollHeight - scroll.scrollTop - scroll.clientHeight < 90;
  change();
  if (!low) return;
  const down = () => { scroll.scrollTop = scroll.scrollHeight; };
  down();
  for (const picture of scroll.querySelectorAll("img")) if (!picture.complete) picture.addEventListener("load", down, { once: true });
};

// What a person has entered stays where the same form is drawn anew, with an error beside a field for example, as Slack keeps it.
const boxes = (field) => [...field.querySelectorAll("input")];
const COPY = {
  FIELDSET: (from, to) => boxes(to).forEach((box) => { box.checked = boxes(from).some((one) => one.checked && one.value === box.value); }),
  SELECT: (from, to) => [...to.options].forEach((one) => { one.selected = [...from.selectedOptions].some((chosen) => chosen.value === one.value); }),
  INPUT: (from, to) => { if (from.type === "file") to.files = from.files; else to.value = from.value; },
  TEXTAREA: (from, to) => { to.value = from.value; },
};

// Carry over what *old* holds into the fields of *made* that are the same: by block and by action.
export const carry = (old, made) => {
  for (const from of old.querySelectorAll("[data-action]")) {
    const to = made.querySelector(`#${CSS.escape(from.id)}[data-action="${CSS.escape(from.dataset.action)}"]`);
    if (to && to.tagName === from.tagName && to.type === from.type) COPY[to.tagName](from, to);
  }
};

// The fields of a form: each with its label, its hint, its error beside it, and a way to read what was entered.
import { make } from "./dom.js";
import { encoded } from "./http.js";
import { here, mine, named } from "./state.js";

const option = (value, text, selected = false) => make("option", { value, textContent: text, selected });
const optionOf = (initial) => (one) => option(one.value, one.text.text, initial.includes(one.value));
const initials = (element) => [element.initial_option, ...(element.initial_options ?? [])].filter(Boolean).map((one) => one.value);
const select = (multiple, element, options) =>
  make("select", { multiple }, multiple ? null : option("", element.placeholder?.text ?? "Choose"), options);
const grouped = (element) => {
  const initial = initials(element);
  return element.options ? element.options.map(optionOf(initial))
    : element.option_groups.map((group) => make("optgroup", { label: group.label.text }, group.options.map(optionOf(initial))));
};
const people = (initial = []) => here.glance.people.filter((one) => one.role !== "deleted").map((one) => option(one.id, one.real_name, initial.includes(one.id)));
const places = (element) => {
  const initial = element.initial_conversation ?? element.initial_channel ?? (element.default_to_current_conversation ? here.channel : "");
  return mine().filter((one) => element.type !== "channels_select" || one.kind === "public").map((one) => option(one.id, named(one), one.id === initial));
};
const boxes = (type) => (element, id) => make("fieldset", {}, element.options.map((one) =>
  make("label", {}, make("input", { type, name: id, value: one.value, checked: initials(element).includes(one.value) }), one.text.text)));
const text = (type) => (element) =>
  make(element.multiline ? "textarea" : "input", {
    ...(!element.multiline && { type }), value: element.initial_value ?? "", placeholder: element.placeholder?.text ?? "",
    ...(element.max_length && { maxLength: element.max_length }), ...(element.min_value && { min: element.min_value }),
    ...(element.max_value && { max: element.max_value }), ...(element.is_decimal_allowed && { step: "any" }),
  });
export const FIELDS = {
  plain_text_input: text("text"), number_input: text("number"), email_text_input: text("email"), url_text_input: text("url"),
  static_select: (element) => select(false, element, grouped(element)), multi_static_select: (element) => select(true, element, grouped(element)),
  users_select: (element) => select(false, element, people([element.initial_user])), multi_users_select: (element) => select(true, element, people(element.initial_users)),
  channels_select: (element) => select(false, element, places(element)), conversations_select: (element) => select(false, element, places(element)),
  radio_buttons: boxes("radio"), checkboxes: boxes("checkbox"),
  datepicker: (element) => make("input", { type: "date", value: element.initial_date ?? "" }),
  file_input: (element) => make("input", { type: "file", multiple: element.max_files !== 1, accept: (element.filetypes ?? []).map((one) => `.${one}`).join(",") }),
};

const READ = {
  file_input: async (input) => (input.files.length ? encoded(input.files) : null),
  radio_buttons: (input) => input.querySelector(":checked")?.value ?? null,
  checkboxes: (input) => [...input.querySelectorAll(":checked")].map((one) => one.value),
  multi_static_select: (input) => [...input.selectedOptions].map((one) => one.value),
  multi_users_select: (input) => [...input.selectedOptions].map((one) => one.value),
};

// One input block; `read()` gives [action id, value].
export const field = (block, error) => {
  const id = `field-${block.block_id}`;
  const element = block.element;
  const input = FIELDS[element.type](element, id);
  input.id = id;
  input.dataset.action = element.action_id;
  const told = [block.hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(" ");
  if (told) input.setAttribute("aria-describedby", told);
  if (error) input.setAttribute("aria-invalid", "true");
  if (!block.optional && "required" in input && element.type !== "file_input") input.required = true;
  const label = input.tagName === "FIELDSET" ? make("span", { class: "label", id: `${id}-label` }) : make("label", { htmlFor: id });
  label.append(block.label.text, ...(block.optional ? [make("span", { class: "optional", textContent: " (optional)" })] : []));
  if (input.tagName === "FIELDSET") input.setAttribute("aria-labelledby", `${id}-label`);
  const node = make("div", { class: error ? "field wrong" : "field" }, label, input,
    block.hint ? make("small", { id: `${id}-hint`, textContent: block.hint.text }) : null,
    error ? make("p", { class: "error", id: `${id}-error`, role: "alert", textContent: error }) : null);
  const read = async () => {
    const value = await (READ[element.type] ?? ((one) => (one.tagName === "SELECT" && !one.value ? null : one.value)))(input);
    return [element.action_id, value];
  };
  return { node, read };
};

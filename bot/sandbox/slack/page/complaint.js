// Where a person is told that something was not possible: beside the field they wrote in last.
import { at } from "./dom.js";

export const complain = (sentence) => {
  const modal = at("modal");
  const place = modal.open ? modal.querySelector(".problem") : document.querySelector(at("thread").hidden ? "#composer .problem" : "#replier .problem");
  if (place) place.textContent = sentence ?? "";
};

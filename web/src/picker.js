// A field in which a node is chosen by its name, by pinyin or its initials.

import { clear, debounce, h, mark } from "./base.js";
import { typeOf } from "./data.js";
import { labelOf } from "./figures.js";
import { find } from "./find.js";
import { t } from "./language.js";
import { passes } from "./sift.js";

/**
 * A field that finds a node by name or pinyin.
 * @param {(i: number) => boolean} offered which nodes may be chosen
 */
export function nodePicker(id, label, now, choose, offered = passes) {
  const list = h("ul", { class: "picker-list plain", id: `${id}-list`, hidden: true });
  const field = h("input", { id, type: "text", autocomplete: "off", value: now === undefined ? "" : labelOf(now), placeholder: t("searchHint") });
  const found = (most) => find(field.value, most, offered).list;
  const offer = () => {
    const hits = found(8);
    list.hidden = !hits.length;
    clear(list, hits.map((i) => h("li", {}, h("button", { type: "button", class: "node-link", onclick: (event) => {
      event.stopPropagation();
      choose(i);
    } }, mark(typeOf(i)), h("span", {}, labelOf(i))))));
  };
  field.addEventListener("input", debounce(60, offer));
  field.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    const [first] = found(1);
    if (first !== undefined) choose(first);
  });
  return h("div", { class: "field picker" }, h("label", { for: id }, label), field, list);
}

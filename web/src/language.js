// The words of the page in both languages. {name} in a text is replaced by a value.

import { byId, every } from "./base.js";
import { WORDS } from "./words.js";

export let lang = "zh";

/** Take the words of the page from a language. */
export function speak(language) {
  lang = language;
}

export function t(key, values) {
  const words = WORDS[key];
  let text = words ? words[lang === "en" ? 1 : 0] : key;
  for (const [name, value] of Object.entries(values || {})) text = text.replaceAll(`{${name}}`, String(value));
  return text;
}

/** Put the words of the chosen language into the fixed parts of the page. */
export function translatePage() {
  document.documentElement.lang = lang === "en" ? "en" : "zh-Hans";
  for (const element of every("[data-t]")) element.textContent = t(element.dataset.t);
  for (const element of every("[data-t-label]")) {
    element.setAttribute("aria-label", t(element.dataset.tLabel));
    if (element.hasAttribute("title")) element.title = t(element.dataset.tLabel);
  }
  byId("query").placeholder = t("searchHint");
  byId("language").lang = lang === "en" ? "zh-Hans" : "en";
}

// The smallest things: making elements, saying something to a screen reader, remembering a choice.

import { t } from "./language.js";

const SVG = "http://www.w3.org/2000/svg";

/**
 * An element with attributes and children; words always become text nodes, never markup.
 * @returns {any}
 */
export function h(tag, attributes, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) {
    if (value === false || value === null || value === undefined) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? "" : String(value));
  }
  element.append(...children.flat(4).filter((c) => c !== null && c !== undefined && c !== false));
  return element;
}

/** The shape that stands for a type, drawn from the page's own sprite. */
export function mark(type, extra) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("class", `mark mark-${type} ${extra || ""}`);
  svg.setAttribute("aria-hidden", "true");
  svg.setAttribute("viewBox", "0 0 16 16");
  const use = document.createElementNS(SVG, "use");
  use.setAttribute("href", `#shape-${type}`);
  svg.append(use);
  return svg;
}

/** @returns {any} */
export function byId(id) {
  return document.getElementById(id);
}

/**
 * The elements that a selector names.
 * @returns {any[]}
 */
export const every = (selector, root = document) => [...root.querySelectorAll(selector)];

/**
 * The first element that a selector names, or null.
 * @returns {any}
 */
export const one = (selector, root = document) => root.querySelector(selector);

export function clear(element, ...children) {
  element.replaceChildren(...children.flat(4).filter(Boolean));
  return element;
}

let announceTimer = 0;

/** Tell a screen reader what has changed. */
export function announce(words) {
  window.clearTimeout(announceTimer);
  announceTimer = window.setTimeout(() => {
    byId("status").textContent = words;
  }, 120);
}

export function remembered(name) {
  try {
    return window.localStorage.getItem(`kg.${name}`);
  } catch {
    return null; // storage may be forbidden for local files
  }
}

export function remember(name, value) {
  try {
    window.localStorage.setItem(`kg.${name}`, value);
  } catch {
    // the choice lasts as long as the page
  }
}

export function debounce(wait, work) {
  let timer = 0;
  return (...values) => {
    window.clearTimeout(timer);
    timer = window.setTimeout(() => work(...values), wait);
  };
}

export function csvCell(value) {
  let text = String(value ?? "");
  if (/^[=+\-@\t\r]/.test(text) && !/^[+-]?\d[\d.,]*%?$/.test(text)) text = `'${text}`; // no formula in a spreadsheet
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Copy words, and say so on the button that asked for it. */
export async function copyText(text, button) {
  let done = true;
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const area = h("textarea", { class: "offscreen", "aria-hidden": "true" });
    area.value = text;
    document.body.append(area);
    area.select();
    done = document.execCommand("copy");
    area.remove();
  }
  const words = t(done ? "copied" : "copyFailed");
  const label = button.querySelector("span") || button;
  const before = label.textContent;
  label.textContent = words;
  announce(words);
  window.setTimeout(() => {
    label.textContent = before;
  }, 1600);
}

"use strict";
(() => {
  const { words, why, actions } = JSON.parse(document.getElementById("data").textContent);
  const list = document.getElementById("doubts");
  const left = document.getElementById("left");
  const author = document.getElementById("author");
  const given = new URLSearchParams(location.hash.slice(1)).get("token");
  if (given) sessionStorage.setItem("kg-token", given);
  history.replaceState(null, "", location.pathname); // no token in the history of the browser
  const token = sessionStorage.getItem("kg-token") || "";
  let n = 0;

  document.getElementById("author-label").textContent = words.author;
  author.value = localStorage.getItem("kg-author") || "";
  author.addEventListener("change", () => localStorage.setItem("kg-author", author.value));

  const make = (tag, text, className) => {
    const element = document.createElement(tag);
    if (text) element.textContent = text;
    if (className) element.className = className;
    return element;
  };
  const ask = async (path, body) => {
    const headers = { "X-KG-Token": token };
    if (body) headers["Content-Type"] = "application/json";
    const answer = await fetch(path, { method: body ? "POST" : "GET", headers, body: body && JSON.stringify(body) });
    const told = await answer.json();
    if (!answer.ok) throw new Error(told.error === "token" ? words.token : told.error);
    return told;
  };
  const count = () => { left.textContent = words.left.replace("{n}", n); };

  function card(doubt) {
    const article = make("article");
    const said = make("p", "", "problem");
    said.setAttribute("role", "status");
    const to = make("input");
    to.placeholder = words.to;
    to.setAttribute("aria-label", words.to);
    const reason = make("input");
    reason.placeholder = words.reason;
    reason.setAttribute("aria-label", words.reason);
    const decide = async (action) => {
      const { iri, kind, name, quote, document } = doubt;
      try {
        const told = await ask("/review/decide", { iri, kind, name, quote, document, do: action, to: to.value.trim(), author: author.value.trim(), reason: reason.value.trim() });
        article.replaceChildren(make("p", words.written.replace("{file}", told.file)));
        article.dataset.done = action;
        n -= 1;
        count();
      } catch (error) {
        said.textContent = error.message;
      }
    };
    const button = (action, className) => {
      const element = make("button", words[action], className);
      element.type = "button";
      element.addEventListener("click", () => decide(action));
      return element;
    };
    const choice = make("select");
    choice.setAttribute("aria-label", words.to);
    for (const action of actions.filter((a) => a !== "accept" && a !== "reject")) {
      const option = make("option", action === "order" ? `${words.order}（${words.parts}）` : words[action]);
      option.value = action;
      choice.append(option);
    }
    choice.value = { conflict: "value", alias: "same-as", region: "region" }[doubt.why] || "rename";
    const save = make("button", words.save);
    save.type = "button";
    save.addEventListener("click", () => decide(choice.value));
    const acts = make("div", "", "acts");
    acts.append(button("accept", "accept"), button("reject", "reject"), choice, to, reason, save);
    article.append(
      make("h2", [doubt.region, doubt.name].filter(Boolean).join(" · ")),
      make("p", words[why[doubt.why] || doubt.why] || doubt.why, "why"),
      make("p", doubt.says),
      make("p", doubt.document && `${doubt.document}：${doubt.quote}`, "where"),
      acts, said);
    return article;
  }

  ask("/review/doubts").then((told) => {
    n = told.n;
    count();
    list.replaceChildren(...told.doubts.map(card));
  }, (error) => list.replaceChildren(make("p", error.message, "problem")));
})();

"use strict";
(() => {
  const { words, why, possible } = JSON.parse(document.getElementById("data").textContent);
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
    if (!answer.ok) throw new Error(words[told.error] || told.error);
    return told;
  };
  const find = document.getElementById("find");
  const count = () => { left.textContent = (find.value.trim() ? words.found : words.left).replace("{n}", n); };

  /** Where it was read: the sentence, with the words themselves marked in it. */
  function where(doubt) {
    const line = make("p", doubt.document && `${doubt.document}：`, "where");
    const at = doubt.context.indexOf(doubt.quote);
    if (!doubt.quote || at < 0) return (line.append(doubt.quote), line);
    line.append(doubt.context.slice(0, at), make("mark", doubt.quote), doubt.context.slice(at + doubt.quote.length));
    return line;
  }

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
    const actions = (possible[doubt.kind] || possible[""]).filter((a) => a !== "accept" && a !== "reject");
    const choice = make("select");
    choice.setAttribute("aria-label", words.to);
    for (const action of actions) {
      const option = make("option", action === "order" ? `${words.order}（${words.parts}）` : words[action]);
      option.value = action;
      choice.append(option);
    }
    const usual = { alias: "same-as", region: "region", parts: "order" }[doubt.why];
    choice.value = usual || actions[0];
    const save = make("button", words.save);
    save.type = "button";
    save.addEventListener("click", () => decide(choice.value));
    const acts = make("div", "", "acts");
    acts.append(button("accept", "accept"));
    if (doubt.why !== "parts" || doubt.kind === "parts") acts.append(button("reject", "reject")); // not the programme for one of its lists
    if (actions.length) acts.append(choice, to, reason, save);
    else acts.append(reason);
    article.append(
      make("h2", [doubt.region, doubt.name].filter(Boolean).join(" · ")),
      ...(doubt.why ? [make("p", words[why[doubt.why] || doubt.why] || doubt.why, "why")] : []),
      make("p", doubt.says),
      where(doubt),
      acts, said);
    return article;
  }

  const show = () => ask(`/review/doubts?find=${encodeURIComponent(find.value.trim())}`).then((told) => {
    n = told.n;
    count();
    list.replaceChildren(...told.doubts.map(card));
  }, (error) => list.replaceChildren(make("p", error.message, "problem")));
  find.addEventListener("change", show);
  show();
})();

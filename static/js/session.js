// Warns before the session ends; every open page of the site counts as one. Without this the server keeps what comes late.
"use strict";

(() => {
  const dialog = document.getElementById("session");
  if (!dialog || !dialog.showModal) return;
  const idle = Number(dialog.dataset.idle) * 1000;
  const warn = Number(dialog.dataset.warn) * 1000;
  const words = document.getElementById("session-words");
  const head = document.getElementById("session-title");
  const form = dialog.querySelector("[data-stay]");
  const back = dialog.querySelector("[data-back]");
  const title = document.title;
  const name = "session-seen";
  let own = Date.now();
  let refused = false;

  const store = (at) => {
    own = at;
    try {
      localStorage.setItem(name, String(at));
    } catch {
      // A browser that stores nothing: this page counts for itself.
    }
  };
  const seen = () => {
    try {
      return Math.max(own, Number(localStorage.getItem(name)) || 0);
    } catch {
      return own;
    }
  };

  function look() {
    const left = refused ? 0 : seen() + idle - Date.now();
    if (left > warn) {
      if (dialog.open) dialog.close();
      document.title = title;
      return;
    }
    const text =
      left > 0 ? words.dataset.words.replace("{minutes}", String(Math.ceil(left / 60000))) : words.dataset.ended;
    if (words.textContent !== text) words.textContent = text;
    document.title = `! ${title}`;
    if (left <= 0) end();
    if (!dialog.open && !dialog.dataset.put) dialog.showModal();
    if (left <= 0) dialog.dataset.put = "yes";
  }

  // There is nothing left to prolong: the dialog says so once, and leads back to the page.
  function end() {
    if (form.hidden) return;
    form.hidden = true;
    back.hidden = false;
    head.textContent = head.dataset.ended;
    if (dialog.open) back.querySelector("button").focus();
  }

  async function stay() {
    try {
      const answer = await fetch(form.action, { method: "POST", body: new FormData(form), redirect: "manual" });
      if (answer.status === 204) store(Date.now());
      else refused = true;
    } catch {
      // No network: the warning stays.
    }
    look();
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    stay();
  });
  dialog.addEventListener("cancel", (event) => {
    if (form.hidden) return;
    event.preventDefault();
    stay();
  });
  document.addEventListener("visibilitychange", look);
  document.addEventListener("htmx:afterRequest", () => store(Date.now()));
  store(own);
  setInterval(look, 15000);
})();

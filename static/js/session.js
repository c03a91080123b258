// Warns before the session ends; every open page of the site counts as one. Without this the server keeps what comes late.
"use strict";

(() => {
  const dialog = document.getElementById("session");
  if (!dialog || !dialog.showModal) return;
  const idle = Number(dialog.dataset.idle) * 1000;
  const warn = Number(dialog.dataset.warn) * 1000;
  const words = document.getElementById("session-words");
  const form = dialog.querySelector("form");
  const title = document.title;
  const name = "session-seen";
  let own = Date.now();

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
    const left = seen() + idle - Date.now();
    if (left > warn) {
      if (dialog.open) dialog.close();
      document.title = title;
      return;
    }
    const text =
      left > 0 ? words.dataset.words.replace("{minutes}", String(Math.ceil(left / 60000))) : words.dataset.ended;
    if (words.textContent !== text) words.textContent = text;
    form.hidden = left <= 0;
    document.title = `! ${title}`;
    if (!dialog.open && !dialog.dataset.put) dialog.showModal();
    if (left <= 0) dialog.dataset.put = "yes";
  }

  async function stay() {
    try {
      const answer = await fetch(form.action, { method: "POST", body: new FormData(form), redirect: "manual" });
      if (answer.status === 204) store(Date.now());
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

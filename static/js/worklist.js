// The worklist: keys, ticks, a look into a case. Without it every link and every form still works.
"use strict";

(() => {
  const all = (root, selector) => [...root.querySelectorAll(selector)];
  const list = document.querySelector("[data-worklist]");
  if (!list) return;

  for (const part of all(list, "[data-js]")) part.hidden = false;

  // --- addresses without the fields that were left empty
  for (const form of all(list, "form[data-short]")) {
    form.addEventListener("submit", () => {
      const empty = all(form, "input, select").filter((field) => field.name && !field.value);
      for (const field of empty) field.disabled = true;
      setTimeout(() => empty.forEach((field) => (field.disabled = false)), 0);
    });
    const choice = form.querySelector("#view-choice");
    if (!choice) continue;
    choice.addEventListener("change", () => form.requestSubmit());
    form.querySelector("button").hidden = true;
  }

  // --- one drop-down at a time; Escape closes it and gives the focus back
  const drops = all(list, "details.drop");
  for (const drop of drops) {
    drop.addEventListener("toggle", () => {
      if (!drop.open) return;
      for (const other of drops) if (other !== drop) other.open = false;
      drop.querySelector("select, input")?.focus();
    });
    drop.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      drop.open = false;
      drop.querySelector("summary").focus();
    });
  }
  document.addEventListener("click", (event) => {
    for (const drop of drops) if (!drop.contains(event.target)) drop.open = false;
  });

  // --- ticks
  const bulk = list.querySelector("form[data-bulk]");
  const rows = all(list, ".table--work tbody tr");
  const tickOf = (row) => row.querySelector(".tick");
  const ticks = rows.map(tickOf);
  const every = list.querySelector("[data-all]");
  const said = list.querySelector("[data-ticked]");
  const plain = said ? said.textContent : "";
  const bar = list.querySelector("[data-bulk-bar]");
  function count() {
    const n = ticks.filter((tick) => tick.checked).length;
    bar.hidden = !n;
    if (said) {
      const words = n === 1 ? said.dataset.one : said.dataset.many.replace("{count}", n);
      said.textContent = n ? words : plain;
    }
    if (every) {
      every.checked = n > 0 && n === ticks.length;
      every.indeterminate = n > 0 && n < ticks.length;
    }
  }
  if (bulk) {
    bar.classList.add("bulk--over"); // over the heads of the columns: no row moves
    bulk.addEventListener("change", (event) => {
      if (event.target === every) for (const tick of ticks) tick.checked = every.checked;
      count();
    });
    bulk.addEventListener("reset", (event) => {
      event.preventDefault();
      for (const tick of ticks) tick.checked = false;
      count();
    });
    window.addEventListener("pageshow", count);
    count();
  }

  // --- a look into a case
  const panel = document.querySelector("[data-peek-panel]");
  const body = panel.querySelector("[data-peek-body]");
  let from = null;
  for (const link of all(list, "[data-peek]")) {
    link.hidden = false;
    link.setAttribute("aria-haspopup", "dialog");
    link.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      peek(link, document.activeElement);
    });
  }
  async function peek(link, focused) {
    try {
      const answer = await fetch(link.dataset.peek, { headers: { Accept: "text/html" } });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const part = page.querySelector("[data-peek-part]");
      if (!answer.ok || !part) throw new Error("no part");
      body.replaceChildren(document.importNode(part, true));
    } catch {
      window.location.assign(link.href);
      return;
    }
    from = focused;
    if (!panel.open) panel.showModal();
    body.querySelector("h1")?.focus();
  }
  panel.addEventListener("close", () => from?.focus());
  panel.addEventListener("click", (event) => {
    if (event.target === panel) panel.close();
  });

  // --- keys
  const help = document.querySelector("[data-keys-dialog]");
  function showKeys() {
    const inside = help.querySelector("[data-keys-body]");
    if (!inside.childElementCount) {
      inside.append(...document.importNode(list.querySelector("[data-keys-list]"), true).childNodes);
    }
    help.showModal();
  }
  list.querySelector("[data-open-keys]")?.addEventListener("click", showKeys);
  if (!("keys" in list.dataset)) return;

  let at = -1;
  function go(to) {
    if (!rows.length) return;
    at = Math.max(0, Math.min(rows.length - 1, to));
    rows[at].tabIndex = -1;
    rows[at].focus();
  }
  for (const [place, row] of rows.entries()) row.addEventListener("focusin", () => (at = place));
  function assign() {
    if (!bulk || (at < 0 && !ticks.some((tick) => tick.checked))) return;
    if (!ticks.some((tick) => tick.checked)) ticks[at].checked = true;
    count();
    bulk.requestSubmit(bulk.querySelector("button[value=mine]"));
  }
  const deeds = {
    j: () => go(at + 1),
    k: () => go(at - 1),
    "/": () => list.querySelector("#q").focus(),
    "?": showKeys,
    a: assign,
    o: () => rows[at]?.querySelector("a").click(),
    p: () => at >= 0 && peek(rows[at].querySelector("[data-peek]"), rows[at]),
    x: () => rows[at] && tickOf(rows[at]).click(),
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
    if (event.target.closest("input:not([type=checkbox]), textarea, select, summary, [contenteditable]")) return;
    if (event.key === "Enter" && event.target.matches("tbody tr")) return deeds.o();
    const deed = deeds[event.key];
    if (!deed) return;
    event.preventDefault();
    deed();
  });
})();

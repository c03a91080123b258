// Everything here makes pages quicker or kinder; nothing needs it.
"use strict";

// 422 carries the form with its errors: swap it in like a success.
if (window.htmx) {
  window.htmx.config.responseHandling = [
    { code: "204", swap: false },
    { code: "[23]..", swap: true },
    { code: "422", swap: true },
    { code: "[45]..", swap: false, error: true },
  ];
}

const find = (root, selector) => [...root.querySelectorAll(selector)];

// Conditional parts of radios: shown only while their choice is chosen.
function reveal(root) {
  for (const part of find(root, "[data-reveal]")) {
    const inputs = part.dataset.reveal
      .split(" ")
      .map((id) => document.getElementById(id))
      .filter(Boolean);
    const [input] = inputs;
    if (!input || part.dataset.ready) continue;
    part.dataset.ready = "yes";
    const update = () => {
      part.hidden = !inputs.some((one) => one.checked);
    };
    for (const one of find(input.form || document, `input[name="${CSS.escape(input.name)}"]`)) {
      one.addEventListener("change", update);
    }
    update();
  }
}

// A fold that opens with some choices of a select, and closes with the others; somebody may open it all the same.
function unfold(root) {
  for (const fold of find(root, "[data-opens-with]")) {
    const select = document.getElementById(fold.dataset.opensWith);
    if (!select || fold.dataset.ready) continue;
    fold.dataset.ready = "yes";
    const choices = fold.dataset.choices.split(" ");
    select.addEventListener("change", () => {
      fold.open = choices.includes(select.value);
    });
  }
}

// Count of characters under a text area; told to readers half a second after the last key.
function countCharacters(root) {
  for (const line of find(root, "[data-count-for]")) {
    const field = document.getElementById(line.dataset.countFor);
    if (!field || line.dataset.ready) continue;
    line.dataset.ready = "yes";
    const most = Number(line.dataset.most);
    const format = new Intl.NumberFormat(document.documentElement.lang);
    const spoken = line.querySelector("[aria-live]");
    const shown = line.querySelector("[data-shown]");
    let timer;
    const update = () => {
      const words = line.dataset.words
        .replace("{count}", format.format(field.value.length))
        .replace("{most}", format.format(most));
      shown.textContent = words;
      line.classList.toggle("characters--over", field.value.length > most);
      clearTimeout(timer);
      timer = setTimeout(() => {
        spoken.textContent = words;
      }, 500);
    };
    field.addEventListener("input", update);
    update();
  }
}

// Copy buttons appear only where copying works.
function copyButtons(root) {
  if (!navigator.clipboard) return;
  for (const button of find(root, "button[data-copy]")) {
    if (button.dataset.ready) continue;
    button.dataset.ready = "yes";
    button.hidden = false;
    const label = button.textContent;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(button.dataset.copy);
      button.textContent = button.dataset.copied;
      setTimeout(() => {
        button.textContent = label;
      }, 2000);
    });
  }
}

// The error summary takes the focus when a page comes back with errors.
function focusErrors(root) {
  const summary = root.querySelector(".govuk-error-summary");
  if (summary) summary.focus();
}

// One open menu at a time; Escape closes it and gives the focus back.
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of find(document, "details.person[open], details.phone-menu[open], details.menu[open]")) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
});
document.addEventListener("click", (event) => {
  for (const menu of find(document, "details.person[open], details.phone-menu[open], details.menu[open]")) {
    if (!menu.contains(event.target)) menu.open = false;
  }
});

// A button pressed twice sends once.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post" || form.dataset.free) return;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "yes";
  setTimeout(() => delete form.dataset.sent, 5000);
});
window.addEventListener("pageshow", () => {
  for (const form of find(document, "form[data-sent]")) delete form.dataset.sent;
});

function start(root) {
  reveal(root);
  unfold(root);
  countCharacters(root);
  copyButtons(root);
}

document.addEventListener("DOMContentLoaded", () => {
  start(document);
  focusErrors(document);
});
document.addEventListener("htmx:load", (event) => start(event.detail.elt.parentNode || document));
document.addEventListener("htmx:afterSwap", (event) => focusErrors(event.detail.target));

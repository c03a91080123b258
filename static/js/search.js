// Suggestions under the search field. Without them the form asks the list itself.
"use strict";

const PAUSE = 180; // milliseconds after the last key
const SHORTEST = 2;

function offer(form) {
  const input = form.querySelector("input[type=search]");
  const field = input.parentNode;
  const box = Object.assign(document.createElement("ul"), { id: `${input.id}-suggestions`, hidden: true });
  box.className = "suggestions";
  box.setAttribute("role", "listbox");
  box.setAttribute("aria-label", input.labels[0].textContent);
  const told = Object.assign(document.createElement("p"), { className: "govuk-visually-hidden" });
  told.setAttribute("aria-live", "polite");
  field.append(box, told);
  for (const [name, value] of Object.entries({
    role: "combobox",
    "aria-autocomplete": "list",
    "aria-expanded": "false",
    "aria-controls": box.id,
  })) {
    input.setAttribute(name, value);
  }
  let timer;
  let asked = 0;
  let chosen = -1;

  const close = () => {
    box.hidden = true;
    chosen = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };
  const choose = (place) => {
    const options = [...box.children];
    chosen = place < -1 ? options.length - 1 : place >= options.length ? -1 : place;
    options.forEach((option, at) => option.setAttribute("aria-selected", String(at === chosen)));
    if (chosen < 0) input.removeAttribute("aria-activedescendant");
    else input.setAttribute("aria-activedescendant", options[chosen].id);
  };
  const option = (suggestion, at) => {
    const item = document.createElement("li");
    item.id = `${box.id}-${at}`;
    item.setAttribute("role", "option");
    item.setAttribute("aria-selected", "false");
    const link = Object.assign(document.createElement("a"), { href: suggestion.url, tabIndex: -1 });
    for (const [part, words] of [["code", suggestion.code], ["title", suggestion.title], ["note", suggestion.note]]) {
      const span = Object.assign(document.createElement("span"), { textContent: words });
      span.className = `suggestions__${part}`;
      if (part === "code") span.translate = false;
      link.append(span, " ");
    }
    item.append(link);
    return item;
  };
  const ask = async () => {
    const text = input.value.trim();
    const number = ++asked;
    if (text.length < SHORTEST) return close();
    let answer;
    try {
      const response = await fetch(`${form.dataset.suggest}?q=${encodeURIComponent(text)}`);
      if (!response.ok) return close();
      answer = await response.json();
    } catch {
      return close();
    }
    if (number !== asked) return undefined; // a later key has asked again
    const found = answer.suggestions;
    close();
    box.replaceChildren(...found.map(option));
    told.textContent = found.length
      ? form.dataset.some.replace("{count}", found.length)
      : form.dataset.none;
    if (found.length && document.activeElement === input) {
      box.hidden = false;
      input.setAttribute("aria-expanded", "true");
    }
    return undefined;
  };

  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, PAUSE);
  });
  input.addEventListener("keydown", (event) => {
    if (box.hidden) return;
    if (event.key === "ArrowDown") choose(chosen + 1);
    else if (event.key === "ArrowUp") choose(chosen - 1);
    else if (event.key === "Escape") close();
    else if (event.key === "Enter" && chosen >= 0) box.children[chosen].firstChild.click();
    else return;
    event.preventDefault();
  });
  input.addEventListener("blur", () => setTimeout(close, 200)); // a click on a suggestion comes first
}

for (const form of document.querySelectorAll("form[data-suggest]")) offer(form);

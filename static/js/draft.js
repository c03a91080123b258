// Keeps a half-written form a moment after the typing stops. Without scripts its own button does the same.
(() => {
  "use strict";
  const form = document.querySelector("form[data-draft]");
  if (!form) return;
  const told = form.querySelector("[data-draft-told]");
  let waiting = 0;
  const say = (words) => { if (told) told.textContent = words; };
  const keep = async () => {
    const said = new FormData(form);
    said.append("keep", "1");
    said.append("quiet", "1");
    let answer;
    try {
      answer = await fetch(form.action || location.href, {
        method: "POST", body: said, redirect: "manual", credentials: "same-origin",
      });
    } catch {
      return say(told?.dataset.failed);
    }
    // A refusal is no lost connection: it says what happened. Whatever it is, the text stays on the page.
    if (answer.type === "opaqueredirect") return say(told?.dataset.signedOut);
    const words = await answer.json().then((each) => each.text, () => null);
    if (answer.ok) return say([told?.dataset.kept, words].filter(Boolean).join(" "));
    say(`${told?.dataset.refused} ${words || ""}`.trim());
  };
  form.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(keep, 2000);
  });
  form.addEventListener("submit", () => clearTimeout(waiting));
})();

// Keeps a half-written form a moment after the typing stops. Without scripts its own button does the same.
(() => {
  "use strict";
  const form = document.querySelector("form[data-draft]");
  if (!form) return;
  const told = form.querySelector("[data-draft-told]");
  let waiting = 0;
  const keep = async () => {
    const said = new FormData(form);
    said.append("keep", "1");
    said.append("quiet", "1");
    try {
      const answer = await fetch(form.action || location.href, {
        method: "POST", body: said, redirect: "manual", credentials: "same-origin",
      });
      if (told) told.textContent = answer.ok ? told.dataset.kept : told.dataset.failed;
    } catch {
      if (told) told.textContent = told.dataset.failed;
    }
  };
  form.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(keep, 2000);
  });
  form.addEventListener("submit", () => clearTimeout(waiting));
})();

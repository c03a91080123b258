// Saves each field of a draft while somebody types. Without it the page's own button does the same for all of them.
"use strict";

(() => {
  const PAUSE = 1500; // milliseconds without a key
  const AGAIN = 15000; // before the network is tried again

  function start(form) {
    const saving = form.querySelector("[data-saving]");
    const loaded = form.querySelector("[name=loaded]");
    if (!saving || !loaded) return;
    const line = saving.querySelector("[data-saving-line]");
    const again = saving.querySelector("[data-saving-again]");
    const words = saving.dataset;
    const shelf = `draft:${form.dataset.person}:${location.pathname}`;
    const waiting = new Map(); // field → what it held when it was last touched
    const typing = new Map(); // field → timer
    let running = null;
    let stuck = false; // signed out or without a network: the text stays here

    const prints = () => JSON.parse(loaded.value || "{}");
    const learn = (name, print) => {
      loaded.value = JSON.stringify({ ...prints(), [name]: print });
    };
    const inputs = (name) => [...form.elements].filter((each) => each.name === name && each.type !== "file");
    const known = (name) => Object.hasOwn(prints(), name) && inputs(name).length > 0;
    const values = (name) =>
      inputs(name)
        .filter((each) => !["checkbox", "radio"].includes(each.type) || each.checked)
        .map((each) => each.value);

    function put(name, given) {
      const wanted = [given].flat().map(String);
      for (const input of inputs(name)) {
        if (["checkbox", "radio"].includes(input.type)) input.checked = wanted.includes(input.value);
        else input.value = wanted[0] ?? "";
        input.dispatchEvent(new Event("change", { bubbles: false }));
        input.dispatchEvent(new Event("input", { bubbles: false }));
      }
    }

    // --- what is said
    function say(text, bad = false) {
      line.textContent = text;
      saving.classList.toggle("saving--failed", bad);
    }
    const failed = (reason) => say(words.wordsFailed.replace("{reason}", reason), true);

    function group(name) {
      const [first] = inputs(name);
      const set = ["checkbox", "radio"].includes(first.type) ? first.closest("fieldset") : first;
      return { first, set, box: first.closest(".govuk-form-group") };
    }
    function showErrors(name, errors) {
      const { first, set, box } = group(name);
      const id = `${set.id}_error`;
      document.getElementById(id)?.remove();
      const wrong = errors.length > 0;
      box.classList.toggle("govuk-form-group--error", wrong);
      const kind = ["input", "textarea", "select"].find((each) => set.classList.contains(`govuk-${each}`));
      if (kind) set.classList.toggle(`govuk-${kind}--error`, wrong);
      const others = (set.getAttribute("aria-describedby") || "").split(" ").filter((each) => each && each !== id);
      if (wrong) others.push(id);
      if (others.length) set.setAttribute("aria-describedby", others.join(" "));
      else set.removeAttribute("aria-describedby");
      if (!wrong) return set.removeAttribute("aria-invalid");
      if (set === first) set.setAttribute("aria-invalid", "true");
      const place = document.createElement("div");
      place.id = id;
      for (const text of errors) {
        const said = document.createElement("p");
        said.className = "govuk-error-message";
        said.textContent = `${words.wordsError} ${text}`;
        place.append(said);
      }
      if (set === first) set.before(place);
      else set.querySelector("legend").after(place);
    }

    // --- two people, one field
    function showClash(name, told) {
      const { box } = group(name);
      box.querySelector(".clash")?.remove();
      const copy = form.querySelector("template[data-clash]").content.cloneNode(true);
      const shown = copy.querySelector(".clash");
      copy.querySelector("[data-said]").textContent = told.text;
      copy.querySelector("[data-mine]").textContent = told.mine || "–";
      copy.querySelector("[data-theirs]").textContent = told.theirs || "–";
      for (const button of copy.querySelectorAll("[data-keep]")) {
        button.addEventListener("click", () => {
          if (button.dataset.keep === "theirs") put(name, told.value);
          learn(name, told.loaded);
          shown.remove();
          group(name).first.focus();
          ask(name);
        });
      }
      box.append(copy);
    }
    const clashing = () => form.querySelector(".clash") !== null;

    // --- what is kept in this tab while it cannot be saved
    function keep() {
      const kept = {};
      for (const name of waiting.keys()) kept[name] = { values: values(name), loaded: prints()[name] };
      try {
        if (waiting.size) sessionStorage.setItem(shelf, JSON.stringify(kept));
        else sessionStorage.removeItem(shelf);
      } catch {
        /* A browser may refuse; the text still stands in the page. */
      }
    }
    function takeBack() {
      let kept = {};
      try {
        kept = JSON.parse(sessionStorage.getItem(shelf) || "{}");
      } catch {
        return;
      }
      for (const [name, one] of Object.entries(kept)) {
        if (!known(name)) continue;
        put(name, one.values);
        learn(name, one.loaded); // as it was then: a colleague's change since is noticed
        ask(name);
      }
    }

    // --- saving, one field after the other
    function ask(name) {
      clearTimeout(typing.get(name));
      typing.delete(name);
      waiting.set(name, values(name).join("\n"));
      running ??= run().finally(() => {
        running = null;
      });
      return running;
    }
    async function run() {
      while (waiting.size) {
        const [[name, held]] = waiting;
        say(words.wordsSaving);
        const done = await send(name).catch(() => false);
        if (done === null) continue; // a fresh token: once more
        if (!done) {
          keep();
          return;
        }
        if (waiting.get(name) === held) waiting.delete(name);
        keep();
      }
    }

    let fresh = true; // the page's token was not refused yet
    async function send(name) {
      const body = new FormData();
      for (const value of values(name)) body.append(name, value);
      body.append("part", form.dataset.part);
      body.append("field", name);
      body.append("loaded", JSON.stringify({ [name]: prints()[name] }));
      body.append("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
      stuck = false;
      let response;
      try {
        response = await fetch(form.dataset.autosave, { method: "POST", body, redirect: "manual", keepalive: true });
      } catch {
        stuck = true;
        failed(words.wordsOffline);
        setTimeout(retry, AGAIN);
        return false;
      }
      if (response.status === 401) return signedOut();
      if (response.status === 403 && fresh) return renewed();
      const told = await response.json().catch(() => null);
      if (told === null) {
        failed(words.wordsBroken);
        again.hidden = false;
        return false;
      }
      again.hidden = true;
      fresh = true;
      return settle(name, response.status, told, body.get(name));
    }
    function settle(name, status, told, sent) {
      if (status === 422) {
        showErrors(name, told.errors);
        failed(words.wordsWrong);
        return true;
      }
      showErrors(name, []);
      if (status === 409 && told.loaded) {
        showClash(name, told);
        failed(words.wordsClash);
        return true;
      }
      if (status !== 200) {
        failed(told.text);
        return true;
      }
      learn(name, told.loaded);
      // A code in one spelling: the field shows what is stored, unless somebody typed on.
      if (told.stored !== undefined && values(name)[0] === sent) put(name, told.stored);
      if (!clashing()) say([`${told.text}.`, told.colleague].filter(Boolean).join(" "));
      return true;
    }

    function signedOut() {
      stuck = true;
      say(words.wordsOut, true);
      again.hidden = false;
      return false;
    }
    // Signing in elsewhere changed the token: this page, asked again, knows the new one.
    async function renewed() {
      fresh = false;
      const page = await fetch(location.href, { headers: { Accept: "text/html" } });
      const text = new DOMParser().parseFromString(await page.text(), "text/html");
      const token = text.querySelector("form[data-autosave] [name=csrfmiddlewaretoken]");
      if (!token) return signedOut(); // the address led to the sign-in page
      for (const input of document.querySelectorAll("[name=csrfmiddlewaretoken]")) input.value = token.value;
      return null;
    }
    function retry() {
      const [name] = waiting.keys();
      fresh = true;
      if (name !== undefined) ask(name);
    }

    form.addEventListener("input", ({ target }) => {
      const { name, type } = target;
      if (!known(name) || ["checkbox", "radio", "date", "select-one"].includes(type)) return;
      clearTimeout(typing.get(name));
      typing.set(name, setTimeout(() => ask(name), PAUSE));
    });
    form.addEventListener("change", ({ target }) => {
      if (known(target.name)) ask(target.name);
    });
    again.querySelector("button").addEventListener("click", retry);
    window.addEventListener("online", retry);
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "visible") return waiting.size ? retry() : undefined;
      for (const name of [...typing.keys()]) ask(name);
    });
    window.addEventListener("beforeunload", (event) => {
      if (waiting.size && saving.classList.contains("saving--failed")) event.preventDefault();
    });
    // The page's own button waits for what is on its way, so that nobody clashes with themselves; it does not lead
    // away from text that cannot be saved now.
    let sure = false;
    form.addEventListener("submit", (event) => {
      for (const name of [...typing.keys()]) ask(name);
      if (sure || !(running || waiting.size)) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      if (!running) retry();
      running.finally(() => {
        if (stuck) return;
        sure = true;
        form.requestSubmit(event.submitter);
      });
    });
    takeBack();
  }

  document.addEventListener("DOMContentLoaded", () => {
    for (const form of document.querySelectorAll("form[data-autosave]")) start(form);
  });
})();

// Small comforts; every page works without them.
(function () {
  "use strict";
  const closeOthers = (except) =>
    document.querySelectorAll("details.pop[open]").forEach((pop) => {
      if (pop !== except && !pop.contains(except)) pop.open = false;
    });
  document.addEventListener("click", (event) => {
    closeOthers(event.target);
    const found = document.getElementById("found");
    if (found && !event.target.closest(".search")) found.replaceChildren();
    if (event.target.closest("[data-print]")) window.print();
    const turn = event.target.closest("a.turn[hx-get]");
    if (turn) {
      const below = turn.closest("li").querySelector("ul");
      if (below) below.hidden = !below.hidden;
      const open = !below || !below.hidden;
      turn.textContent = open ? "▾" : "▸";
      turn.setAttribute("aria-expanded", String(open));
    }
  });
  document.addEventListener("toggle", (event) => {
    const pop = event.target;
    if (pop.matches("details.pop") && pop.open) pop.querySelector("[data-focus]")?.focus();
  }, true);
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      const pop = event.target.closest("details.pop[open]");
      if (pop) { pop.open = false; pop.querySelector("summary").focus(); }
      document.getElementById("found")?.replaceChildren();
      return;
    }
    if (event.key === "/" && !event.target.closest("input, textarea, select")) {
      event.preventDefault();
      document.getElementById("words")?.focus();
      return;
    }
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    const box = event.target.closest("[data-arrows]");
    if (!box) return;
    const stops = [box.querySelector("input[type=search]"), ...box.querySelectorAll("a")].filter(Boolean);
    const here = stops.indexOf(event.target);
    const next = stops[here + (event.key === "ArrowDown" ? 1 : -1)];
    if (here >= 0 && next) { event.preventDefault(); next.focus(); }
  });
  const countPicked = (form) => {
    const boxes = [...form.querySelectorAll("input[name=pick]")];
    const picked = boxes.filter((box) => box.checked).length;
    const many = form.querySelector(".many");
    many.dataset.start ??= many.textContent;
    const all = form.querySelector("[name=all]")?.checked;
    many.textContent = all ? many.dataset.all : picked ? many.dataset.count.replace("{count}", picked) : many.dataset.start;
    form.querySelectorAll("input[data-page]").forEach((whole) => {
      whole.checked = picked === boxes.length;
      whole.indeterminate = picked > 0 && picked < boxes.length;
    });
  };
  document.querySelectorAll("form[data-bulk]").forEach((form) => {
    const head = document.createElement("input");
    head.type = "checkbox";
    head.dataset.page = "";
    head.setAttribute("aria-label", form.querySelector(".many").dataset.page);
    form.querySelector("thead .pick").append(head);
    form.querySelector(".check.page").hidden = false;
    form.querySelectorAll("input[data-page]").forEach((whole) => whole.addEventListener("change", () => {
      form.querySelectorAll("input[name=pick]").forEach((box) => { box.checked = whole.checked; });
    }));
    form.addEventListener("change", () => countPicked(form));
    countPicked(form);
  });
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method === "get") {
      form.querySelectorAll("input, select").forEach((field) => { if (!field.value && field.name !== "words") field.disabled = true; });
      return;
    }
    if (form.method !== "post" || form.action.includes("/exports/") || "file" in form.dataset) return;
    if (form.dataset.sent) { event.preventDefault(); return; }
    form.dataset.sent = "1";
  });
  const drafts = () => document.querySelectorAll("form[data-draft]");
  const say = (form, offline) => { form.querySelector(".offline").hidden = !offline; };
  const flush = () => drafts().forEach((form) => { if (form.dataset.typed) htmx.trigger(form, "flush"); });
  document.addEventListener("input", (event) => {
    const form = event.target.closest("form[data-draft]");
    if (form) form.dataset.typed = String(Number(form.dataset.typed ?? 0) + 1);
  });
  document.addEventListener("htmx:beforeRequest", (event) => {
    const form = event.target.closest("form[data-draft]");
    if (form) form.dataset.going = form.dataset.typed ?? "";
  });
  document.addEventListener("htmx:afterRequest", (event) => {
    const form = event.target.closest("form[data-draft]");
    if (!form) return;
    say(form, !event.detail.successful);
    if (event.detail.successful && form.dataset.going === form.dataset.typed) delete form.dataset.typed;
  });
  // A page that is being left waits for no answer: what was typed last goes with a request that outlives it.
  window.addEventListener("pagehide", () => drafts().forEach((form) => {
    if (!form.dataset.typed || form.dataset.sent) return;
    delete form.dataset.typed;
    fetch(form.action, { method: "POST", body: new FormData(form), headers: { "HX-Request": "true" }, keepalive: true })
      .catch(() => htmx.trigger(form, "flush"));
  }));
  document.addEventListener("visibilitychange", () => { if (document.hidden) flush(); });
  window.addEventListener("online", flush);
  window.addEventListener("pageshow", (event) => {
    if (event.persisted && drafts().length) location.reload();
    document.querySelectorAll("form[data-sent]").forEach((form) => delete form.dataset.sent);
    document.querySelectorAll("form[method=get] :disabled").forEach((field) => { field.disabled = false; });
    document.querySelectorAll("form[data-bulk]").forEach(countPicked);
  });
})();

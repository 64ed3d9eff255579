// @ts-check
"use strict";
(() => {
  /** @type {(selector: string) => HTMLElement[]} */
  const all = (selector) => Array.from(document.querySelectorAll(selector));
  /** @type {(id: string) => any} */
  const byId = (id) => document.getElementById(id);

  const boxes = all("article.box");
  const groups = all("[data-group]");
  const checkboxes = /** @type {HTMLInputElement[]} */ (all('input[name="verdict"]'));
  const search = byId("search");
  const texts = new Map(boxes.map((box) => [box, (box.textContent ?? "").toLowerCase()]));

  /** Shows the boxes of the verdicts that are chosen, with the words that are searched for. */
  function filter() {
    const chosen = new Set(checkboxes.filter((it) => it.checked).map((it) => it.value));
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const box of boxes) {
      const text = texts.get(box) ?? "";
      box.hidden = !chosen.has(box.dataset.verdict ?? "") || !words.every((word) => text.includes(word));
      if (!box.hidden) shown++;
    }
    for (const group of groups) group.hidden = group.querySelector("article.box:not([hidden])") === null;
    byId("nothing").hidden = shown > 0;
    byId("shown").textContent = `${shown} of ${boxes.length} boxes`;
    byId("shown").toggleAttribute("data-filtered", shown < boxes.length);
  }

  /** @param {string[] | undefined} verdicts all of them when undefined */
  function show(verdicts) {
    for (const it of checkboxes) it.checked = verdicts === undefined || verdicts.includes(it.value);
    search.value = "";
    filter();
  }

  /** Opens what the address points at, and shows it even where the filter had hidden it. */
  function reveal() {
    const id = decodeURIComponent(location.hash.slice(1));
    const target = id === "" ? null : document.getElementById(id);
    const box = target?.closest("article.box");
    if (!target) return;
    if (target.closest("[hidden]")) show(undefined);
    const details = box?.querySelector("details");
    if (details) details.open = true;
    target.scrollIntoView({ block: "start", behavior: "instant" });
  }

  for (const it of checkboxes) it.addEventListener("change", filter);
  search.addEventListener("input", filter);
  byId("filter").addEventListener("submit", (/** @type {Event} */ event) => event.preventDefault());
  for (const button of all("button[data-show]")) {
    button.addEventListener("click", () => show(button.dataset.verdicts?.split(" ")));
  }
  for (const button of all("button[data-fold]")) {
    button.addEventListener("click", () => {
      for (const box of boxes) {
        const details = box.querySelector("details");
        if (details && !box.hidden) details.open = button.dataset.fold === "open";
      }
    });
  }

  // On paper nothing can be unfolded.
  /** @type {HTMLDetailsElement[]} */
  let unfolded = [];
  addEventListener("beforeprint", () => {
    unfolded = /** @type {HTMLDetailsElement[]} */ (all(".box:not(.not-asked) details:not([open])"));
    for (const it of unfolded) it.open = true;
  });
  addEventListener("afterprint", () => {
    for (const it of unfolded) it.open = false;
  });

  // What a link points at stands below the bar, however high that is.
  const bar = byId("bar");
  const measure = () => {
    const isSticky = getComputedStyle(bar).position === "sticky";
    document.documentElement.style.setProperty("--bar-height", `${isSticky ? bar.offsetHeight : 0}px`);
  };
  byId("filter").hidden = false;
  measure();
  new ResizeObserver(measure).observe(bar);

  // A browser keeps what was ticked when a page is loaded again.
  filter();
  addEventListener("hashchange", reveal);
  reveal();
})();

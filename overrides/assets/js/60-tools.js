// The two buttons of the header open the panels of sizes and of search; search is fetched when first wanted.
(function (linli, document) {
  "use strict";
  const get = (id) => document.getElementById(id);
  const pairs = [
    [get("search-open"), get("search")],
    [get("size-open"), get("sizes")],
  ];

  function show(button, panel, open) {
    button.setAttribute("aria-expanded", open);
    panel.hidden = !open;
  }

  function search() {
    linli.load("search.js");
    // Fetched beside the script that reads it: one round trip less. (From a folder search.js loads it as a script.)
    if (!linli.index && location.protocol !== "file:") linli.index = fetch(linli.base + "search/index.json");
    get("search-input").focus();
  }

  pairs.forEach(([button, panel]) => {
    button.addEventListener("click", () => {
      const open = panel.hidden;
      pairs.forEach((pair) => show(pair[0], pair[1], open && pair[0] === button));
      if (open && panel.id === "search") search();
    });
    panel.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || event.defaultPrevented) return;
      show(button, panel, false);
      button.focus();
    });
  });
  get("search").addEventListener("submit", (event) => event.preventDefault());
})(window.linli, document);

// The three sizes of the letters, kept for every page. The head sets the kept one before the first paint.
(function (linli, document) {
  "use strict";
  const root = document.documentElement;
  const buttons = linli.all("#sizes button");

  function size(step) {
    if (step > 0) root.dataset.size = step;
    else root.removeAttribute("data-size");
    buttons.forEach((button) => button.setAttribute("aria-pressed", button.dataset.size === (step || "0")));
  }
  size(root.dataset.size);
  buttons.forEach((button) =>
    button.addEventListener("click", () => {
      size(button.dataset.size);
      try {
        localStorage.setItem("linli-size", button.dataset.size);
      } catch (refused) {
        // Private windows keep nothing; the size holds for this page.
      }
    })
  );
})(window.linli, document);

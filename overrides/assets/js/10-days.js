// Takes past days off the lists that begin with today; gives the buttons of rows their whole names.
(function (linli) {
  "use strict";
  linli.always(() => {
    linli.all("[data-days=near] > .day").forEach((day) => {
      day.classList.toggle("gone", day.dataset.date < linli.date());
    });
    linli.all(".session .k:not([aria-label])").forEach((button) => {
      const title = button.closest(".session").querySelector(".t").textContent.trim();
      button.setAttribute("aria-label", "收进" + button.textContent + "：" + title);
    });
  });
})(window.linli);

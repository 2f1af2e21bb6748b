// What a page may need later: the script of the calendar and of my courses comes with the first tap on one of their buttons.
(function (linli, document) {
  "use strict";
  // Several communities may share one host; each has its own list.
  linli.place = "linli-my:" + new URL(linli.base || ".", location.href).pathname;
  const need = (button) =>
    linli.load(
      "my.js",
      () => linli.my(button),
      () => button && button.href && location.assign(button.href)
    );

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-keep],[data-calendar]");
    if (!button || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    need(button);
  });
  // Whoever keeps courses, or brings some by a link, needs it at once; whenever the page is shown again, too.
  const start = () => {
    let kept = /^#my=/.test(location.hash);
    try {
      kept = kept || localStorage.getItem(linli.place) || linli.my;
    } catch (refused) {
      // Private windows keep nothing.
    }
    if (kept) need();
  };
  window.addEventListener("pageshow", start);
  window.addEventListener("hashchange", start);
})(window.linli, document);

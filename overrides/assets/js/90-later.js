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
  let kept = document.getElementById("my");
  try {
    kept = kept || localStorage.getItem(linli.place);
  } catch (refused) {
    // Private windows keep nothing.
  }
  if (kept) need();
})(window.linli, document);

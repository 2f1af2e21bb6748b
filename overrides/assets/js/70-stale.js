// After thirty days without a new edition the page asks to telephone first.
(function (linli, document) {
  "use strict";
  linli.always(() => {
    const updated = document.getElementById("updated");
    const note = document.getElementById("stale");
    if (!updated || !note) return;
    const days = Math.floor((Date.now() - Date.parse(updated.dateTime + "T00:00+08:00")) / 864e5);
    note.hidden = days <= 30;
    note.textContent = "本页已经" + days + "天没有更新，出门前请先打电话。";
  });
})(window.linli, document);

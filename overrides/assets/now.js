// Shows what holds now. Python wrote every wording with its half-open interval (timetable/phases.py); here it is only chosen.
//   data-from, data-until   the element holds from … until …; either may be missing
//   data-plain              the words without a clock: shown where no script runs, or the clock is wrong;
//                           with borders: shown then too
//   data-of="key"           stands for <template data-phases="key">, whose borders may name facts of the row: @start, @end
//   data-near="2026-11-25"  says 今天, 明天, 后天 (the words stand in the head) in place of its own text
//   data-start, data-end    a session: is-now, is-past
//   data-always             holds with a wrong clock too
(function (window, document) {
  "use strict";
  var root = document.documentElement;
  var built = Date.parse(root.getAttribute("data-built"));
  var words = (root.getAttribute("data-near-words") || "").split(" ");

  function each(selector, job) {
    Array.prototype.forEach.call(document.querySelectorAll(selector), job);
  }

  function copy(place) {
    var source = document.querySelector('template[data-phases="' + place.getAttribute("data-of") + '"]');
    var row = place.closest("[data-start]");
    if (!source) return;
    place.removeAttribute("data-of");
    place.setAttribute("data-plain", "");
    Array.prototype.slice.call(source.content.cloneNode(true).children).forEach(function (phase) {
      var known = ["data-from", "data-until"].every(function (name) {
        var border = phase.getAttribute(name) || "";
        if (border[0] !== "@") return true;
        border = row && row.getAttribute("data-" + border.slice(1));
        if (border) phase.setAttribute(name, border);
        return border;
      });
      if (known) place.parentNode.insertBefore(phase, place);
    });
  }

  function show() {
    var now = Date.now();
    var wrong = now < built;
    var dates = words.map(function (word, n) {
      return new Date(now + 288e5 + n * 864e5).toISOString().slice(0, 10);
    });
    root.classList.toggle("wrong-clock", wrong);
    each("[data-of]", copy);
    each("[data-from],[data-until]", function (phase) {
      var off = now < Date.parse(phase.getAttribute("data-from")) || now >= Date.parse(phase.getAttribute("data-until"));
      phase.hidden = wrong && !phase.hasAttribute("data-always") ? !phase.hasAttribute("data-plain") : off;
    });
    each("[data-plain]:not([data-from]):not([data-until])", function (plain) {
      plain.hidden = !wrong;
    });
    each("[data-near]", function (day) {
      var near = wrong ? "" : words[dates.indexOf(day.getAttribute("data-near"))];
      if (!day.hasAttribute("data-was")) day.setAttribute("data-was", day.textContent);
      day.textContent = near || day.getAttribute("data-was");
    });
    each("[data-start][data-end]", function (row) {
      var past = !wrong && now >= Date.parse(row.getAttribute("data-end"));
      row.classList.toggle("is-past", past);
      row.classList.toggle("is-now", !wrong && !past && now >= Date.parse(row.getAttribute("data-start")) && row.hasAttribute("data-held"));
    });
  }

  show();
  setInterval(show, 3e4);
  document.addEventListener("visibilitychange", show);
  // Whoever adds elements to the page says so.
  document.addEventListener("linli:added", show);
})(window, document);

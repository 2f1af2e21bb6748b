// My courses: which are kept on this phone, and the buttons that keep one. A key is "shouna", or "yexiao.bede710f" for
// one group of a course; a button may hold several, parted by blanks. Works on Chrome 70.
(function (linli, document, window) {
  "use strict";
  const KEY = /^[a-z0-9-]{1,80}(\.[a-z0-9]{1,80})?$/;
  const MOST = 60;
  let memory = "";
  linli.refused = false;
  // 11月24日(周二)19:00
  linli.moment = (iso) => linli.short(iso) + "(周" + linli.star(iso.slice(0, 10))[2] + ")" + iso.slice(11, 16).replace(/^0/, "");

  // Every valid key of a text once, in order.
  linli.keys = (text) =>
    text
      .split(/[\s,]+/)
      .filter((key, n, all) => KEY.test(key) && all.indexOf(key) === n)
      .slice(0, MOST);

  linli.kept = () => {
    try {
      memory = window.localStorage.getItem(linli.place) || (linli.refused ? memory : "");
    } catch (refused) {
      linli.refused = true;
    }
    return linli.keys(memory);
  };

  linli.keep = (keys) => {
    memory = keys.join(",");
    try {
      if (memory) window.localStorage.setItem(linli.place, memory);
      else window.localStorage.removeItem(linli.place);
    } catch (refused) {
      linli.refused = true;
    }
    press();
  };
  linli.press = press;

  // A course kept as a whole holds each of its groups.
  const whole = (key) => key.split(".")[0];
  linli.holds = (kept, key) => kept.indexOf(key) >= 0 || kept.indexOf(whole(key)) >= 0;
  const holds = (kept, wanted) => wanted.every((key) => linli.holds(kept, key));

  function press() {
    const kept = linli.kept();
    linli.all("[data-keep]").forEach((button) => {
      button.setAttribute("aria-pressed", holds(kept, linli.keys(button.dataset.keep)));
    });
  }

  function toggle(button) {
    const kept = linli.kept();
    const wanted = linli.keys(button.dataset.keep);
    const on = holds(kept, wanted);
    const others = kept.filter((key) => wanted.indexOf(key) < 0 && wanted.map(whole).indexOf(key) < 0);
    linli.keep(on ? others : others.concat(wanted));
    if (!on) remember(wanted);
    if (linli.toggled) linli.toggled(on, wanted);
  }

  // With a worker, what is fetched now can be read later without network.
  function remember(keys) {
    if (!navigator.serviceWorker || !navigator.serviceWorker.controller) return;
    linli.courses(keys).forEach((id) => {
      fetch(linli.base + "courses/" + id + "/").catch(() => 0);
      fetch(linli.base + "calendar/courses/" + id + ".ics").catch(() => 0);
    });
  }

  linli.courses = (keys) => linli.keys(keys.map(whole).join(","));

  // What 90-later.js calls: with the button that was tapped, or with nothing when the page opens.
  linli.my = (button) => {
    if (!button) {
      press();
      if (linli.opened) linli.opened();
    } else if (button.dataset.keep) toggle(button);
    else linli.calendar(button);
  };
})(window.linli, document, window);

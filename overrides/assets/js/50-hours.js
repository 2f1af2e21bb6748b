// Says of a service whether it is open now, or when it opens next.
(function (linli) {
  "use strict";
  linli.always(() =>
    linli.all(".open-now").forEach((place) => {
      const wrap = place.closest("[data-off]");
      // "1 08:00 18:00 0;…" = weekday, opens, closes, open on official days off.
      const hours = place.dataset.hours.split(";").map((part) => part.split(" "));
      const clock = linli.clock();
      let text = "";
      let open = false;
      for (let n = 0; n < 15 && !text; n++) {
        const date = linli.date(n);
        const off = wrap && wrap.dataset.off.indexOf(date) >= 0;
        const row = hours.find(
          ([day, , closes, always]) => +day === linli.weekday(date) + 1 && (always > 0 || !off) && (n || clock < closes)
        );
        if (!row) continue;
        open = !n && row[1] <= clock;
        text = open
          ? "现在开门，到" + linli.hour(row[2])
          : "现在没开，" + (["今天", "明天"][n] || linli.day(date)) + linli.hour(row[1]) + "开门";
      }
      place.textContent = text;
      place.classList.add(open ? "g" : "n");
      place.classList.remove(open ? "n" : "g");
    })
  );
})(window.linli);

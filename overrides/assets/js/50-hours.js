// Says of a service whether it is open now, or when it opens next.
(function (linli) {
  "use strict";
  const NAMES = ["今天", "明天"];

  // "1 08:00 18:00 0;…" = weekday, opens, closes, open on official days off.
  const read = (text) =>
    text.split(";").map((part) => {
      const [day, opens, closes, always] = part.split(" ");
      return { day: +day - 1, opens, closes, always: always === "1" };
    });

  function on(hours, off, n) {
    const date = linli.date(n);
    const weekday = linli.weekday(date);
    const holiday = off.indexOf(date) >= 0;
    return hours.filter((row) => row.day === weekday && (row.always || !holiday));
  }

  const short = (clock) => clock.replace(/^0/, "");

  linli.always(() =>
    linli.all(".open-now").forEach((place) => {
      const wrap = place.closest("[data-off]");
      const off = wrap ? wrap.dataset.off : "";
      const hours = read(place.dataset.hours);
      const clock = linli.clock();
      const now = on(hours, off, 0).find((row) => row.opens <= clock && clock < row.closes);
      let text = "";
      if (now) text = "现在开门，到" + short(now.closes);
      for (let n = 0; n < 15 && !text; n++) {
        const row = on(hours, off, n).find((some) => n || some.opens > clock);
        const date = linli.date(n);
        if (row) text = "现在没开，" + (NAMES[n] || linli.short(date) + "(周" + linli.star(date)[2] + ")") + short(row.opens) + "开门";
      }
      place.textContent = text;
      place.className = "open-now " + (now ? "g" : "n");
    })
  );
})(window.linli);

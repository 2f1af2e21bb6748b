// Fetched when wanted: days from the pages of the months, for a timetable read on or a page older than its days.
(function (linli, document) {
  "use strict";
  const main = document.getElementById("main");

  // Gives a month page's day sections; the words of states that its rows name are added to this page.
  const month = (linli.month = (address) =>
    fetch(address)
      .then((answer) => (answer.ok ? answer.text() : Promise.reject(answer.status)))
      .then((html) => {
        // Its own styles are not needed, and this page's policy would refuse them noisily.
        const bare = html.replace(/<style>[^]*?<\/style>/, "");
        const page = new DOMParser().parseFromString(bare, "text/html");
        const from = new URL(address, location.href);
        linli.all("a[href]", page).forEach((link) => {
          link.href = new URL(link.getAttribute("href"), from).href;
        });
        const known = (words) => document.querySelector('template[data-phases="' + words.dataset.phases + '"]');
        main.append(...linli.all("template[data-phases]", page).filter((words) => !known(words)));
        // A kept page says so (sw.js), and so does what is taken from it.
        const old = page.getElementById("offline");
        if (old && !document.getElementById("offline")) document.querySelector(".top").prepend(old);
        const days = linli.all(".day[data-date]", page);
        days.notes = linli.all("p.note", page);
        return days;
      }));

  // What a month's page says above its days (no official holidays yet) holds for the days taken from it.
  linli.notes = (taken, days) => {
    const known = linli.all("p.note").map((note) => note.textContent);
    taken.notes.filter((note) => known.indexOf(note.textContent) < 0).forEach((note) => days.before(note));
  };

  // Appends the days after the last one that is shown, up to eight weeks from now.
  linli.weeks = (link, days, asked) => {
    const said = document.getElementById("more-said");
    said.textContent = "正在取后面的课表…";
    const last = linli.all(".day", days).pop();
    const until = linli.date(55);
    const first = [linli.date(), last ? last.dataset.date : ""].sort().pop();
    // The links to all months, not those that were near when the page was made: it may be a year old.
    const wanted = linli.all(".months a").map((one) => one.getAttribute("href")).filter((address) => {
      const name = /\d{4}-\d\d/.exec(address);
      return name && name[0] >= first.slice(0, 7) && name[0] <= until.slice(0, 7);
    });
    Promise.all(wanted.map(month)).then(
      (months) => {
        const fresh = [].concat(...months).filter((day) => {
          const date = day.dataset.date;
          return date <= until && date >= linli.date() && !(last && date <= last.dataset.date);
        });
        months.forEach((taken) => linli.notes(taken, days));
        days.append(...fresh);
        link.parentNode.remove();
        linli.added();
        const end = fresh[fresh.length - 1];
        said.textContent = end ? "已加上到" + linli.short(end.dataset.date) + "的课。" : "后面八周没有更多的课。";
        if (!asked || !end) return;
        const heading = fresh[0].querySelector("h2");
        heading.tabIndex = -1;
        heading.focus();
      },
      () => {
        said.textContent = "没有取到。再点一次打开下个月的课表。";
        link.dataset.pages = "";
      }
    );
  };

  // Puts today and the next day that has sessions into the home page's list; `months` are those with a page.
  linli.today = (home, months) => {
    const date = linli.date();
    const left = months.split(" ").filter((name) => name >= date.slice(0, 7));
    const tell = (text) => home.prepend(linli.make("p", "none", text));
    const look = () => {
      if (!left.length || !left[0]) return tell("今天没有课程，后面也没有排课。");
      month(linli.base + "timetable/" + left.shift() + "/").then(
        (sections) => {
          const coming = sections
            .filter((day) => day.dataset.date === date || (day.dataset.date > date && day.querySelector(".session")))
            .slice(0, 2);
          if (!coming.length) return look();
          home.append(...coming);
          linli.all(".k", home).forEach((button) => button.remove()); // the home page's own rows have none
          if (coming[0].dataset.date > date) tell("今天没有课程，接下来是：");
          linli.added();
        },
        () => tell("今天的安排没有取到，请看课表或打电话。")
      );
    };
    look();
  };
})(window.linli, document);

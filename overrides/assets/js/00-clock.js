// What time it is in Shanghai, whatever the phone says; every other script asks here. A clock that is earlier than the
// page is wrong: then it is the day of the page, and no day is called today. Works on Chrome 70.
(function (window, document) {
  "use strict";
  const linli = (window.linli = {});
  linli.all = (selector, root) => Array.from((root || document).querySelectorAll(selector));
  const root = document.documentElement;
  linli.base = root.dataset.base || "";
  linli.now = () => Math.max(Date.now(), Date.parse(root.dataset.built) || 0);
  // The date in Shanghai, n days from now: "2026-11-24".
  linli.date = (n) => new Date(linli.now() + 288e5 + (n || 0) * 864e5).toISOString().slice(0, 10);
  linli.weekday = (date) => (new Date(date).getUTCDay() + 6) % 7;
  linli.short = (date) => +date.slice(5, 7) + "月" + +date.slice(8, 10) + "日";
  linli.star = (date) => "星期" + "一二三四五六日"[linli.weekday(date)];
  linli.make = (name, className, text) => {
    const element = document.createElement(name);
    element.className = className;
    element.textContent = text;
    return element;
  };
  // Loads a script that is not needed at first, once, and calls back; after a failure the next call tries again.
  const loaded = {};
  linli.load = (file, then, failed) => {
    loaded[file] =
      loaded[file] ||
      new Promise((done, fail) => {
        const script = document.createElement("script");
        script.src = linli.base + "assets/" + file;
        script.onload = done;
        script.onerror = fail;
        document.head.append(script);
      });
    loaded[file].then(then, () => {
      loaded[file] = 0;
      if (failed) failed();
    });
  };
  const jobs = [];
  // Runs a job now, every half minute, and when the page is looked at again.
  linli.always = (job) => {
    jobs.push(job);
    job();
  };
  linli.again = () => jobs.forEach((job) => job());
  // After elements were added: what holds now is shown in them too (now.js).
  linli.added = () => {
    document.dispatchEvent(new Event("linli:added"));
    linli.again();
  };
  setInterval(linli.again, 3e4);
  document.addEventListener("visibilitychange", () => document.hidden || linli.again());
})(window, document);

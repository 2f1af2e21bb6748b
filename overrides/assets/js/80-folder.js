// From a folder (a USB stick) there is no server to find index.html, so the links say it.
(function (linli) {
  "use strict";
  if (location.protocol !== "file:") return;
  const complete = () =>
    linli.all("a[href]").forEach((link) => {
      if (link.protocol === "file:" && /\/$/.test(link.pathname)) link.pathname += "index.html";
    });
  linli.always(complete);
})(window.linli);

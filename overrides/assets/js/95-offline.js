// Registers the worker that keeps pages readable without network, long after the first view.
(function (linli) {
  "use strict";
  const workers = navigator.serviceWorker;
  if (!workers || !/^http/.test(location.protocol)) return;
  const register = () => setTimeout(() => workers.register(linli.base + "sw.js").catch(() => 0), 5e3);
  window.addEventListener("load", register);
})(window.linli);

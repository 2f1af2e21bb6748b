// The service worker: pages stay readable without network, and a kept page says that it is one and how old it is.
// SITE = {version, pages, fallback} stands before this text; scripts/linli/offline.py writes it. Works on Chrome 70.
(function (worker) {
  "use strict";
  const scope = worker.registration.scope;
  // One host may hold several communities: each touches its own caches only.
  const mine = "linli " + new URL(scope).pathname + " ";
  const name = mine + SITE.version;
  const kept = SITE.pages.map((address) => new URL(address, scope).href);
  const PATIENCE = 4000;
  const MOST = 80;
  // A page is kept without what a chat adds to its address (?from=…); a script with its version.
  const plain = (address, page) => address.replace(page ? /[?#].*/ : /#.*/, "");
  const READABLE = /(\/|\.html|\.js|\.ics)$/;
  const isPage = (answer) => /text\/html/.test(answer.headers.get("Content-Type") || "");
  const wanted = (answer) => isPage(answer) || /javascript|calendar/.test(answer.headers.get("Content-Type") || "");

  // Lists the pages again and those that are open now; what was read before moves over from the former cache.
  async function install() {
    const cache = await caches.open(name);
    const open = await worker.clients.matchAll({ includeUncontrolled: true, type: "window" });
    const read = open.map((client) => plain(client.url, true)).filter((url) => url.indexOf(scope) === 0 && kept.indexOf(url) < 0);
    await Promise.all(kept.map((url) => add(cache, url, "no-cache")));
    await Promise.all(read.map((url) => add(cache, url, "default").catch(() => 0)));
    await worker.skipWaiting();
  }

  async function add(cache, url, mode) {
    const answer = await fetch(url, { cache: mode });
    if (!answer.ok) throw new Error(url);
    await cache.put(url, answer);
  }

  async function activate() {
    const cache = await caches.open(name);
    const names = (await caches.keys()).filter((one) => one.indexOf(mine) === 0 && one !== name);
    for (const old of names) {
      const former = await caches.open(old);
      for (const request of await former.keys()) {
        if (await cache.match(request)) continue;
        const answer = await former.match(request);
        if (answer && isPage(answer)) await cache.put(request, answer);
      }
      await caches.delete(old);
    }
    await trim(cache);
    await worker.clients.claim();
  }

  // The pages read longest ago give way; the listed ones stay.
  async function trim(cache) {
    const read = (await cache.keys()).filter((request) => kept.indexOf(request.url) < 0);
    await Promise.all(read.slice(0, Math.max(0, read.length - MOST)).map((request) => cache.delete(request)));
  }

  async function remember(url, answer) {
    const cache = await caches.open(name);
    if (answer.ok && wanted(answer)) {
      await cache.delete(url);
      await cache.put(url, answer);
      await trim(cache);
    } else if (answer.status === 404 || answer.status === 410) await cache.delete(url);
  }

  // A kept page with a line on top of it; the day is the page's own.
  async function told(answer, slow) {
    if (!isPage(answer)) return answer;
    const html = await answer.text();
    const day = (/id="updated"[^>]*>([^<]+)</.exec(html) || [])[1] || "";
    const why = slow ? "网络太慢，先给您看存下的，" : "离线，";
    const line = '<p class="stale" id="offline" role="status">' + why + "数据截至" + day + "</p>";
    return page(html.replace(/(<body[^>]*>(?:\s*<a class="skip".*?<\/a>)?(?:\s*<header[^>]*>)?)/, "$1" + line));
  }

  const page = (html) => new Response(html, { headers: { "Content-Type": "text/html; charset=utf-8" } });

  // The page for what is not kept. It stands two folders deep; its links must hold at any address.
  async function missing() {
    const answer = await caches.match(new URL(SITE.fallback, scope).href, { cacheName: name });
    if (!answer) return Response.error();
    const html = await answer.text();
    return page(html.replace(/="(?:\.\.\/)+/g, '="' + new URL(scope).pathname));
  }

  // Network first; where it fails, or takes too long, what is kept.
  async function answer(event, url) {
    const found = caches.match(url, { cacheName: name }).then((exact) => {
      return exact || caches.match(url, { cacheName: name, ignoreSearch: true });
    });
    // Asked anew every time: what the browser's own cache still calls fresh may be days old. A script's version is its age.
    const asked = /\?v=/.test(url) ? {} : { cache: "no-cache" };
    const network = fetch(event.request, asked).then((fresh) => {
      event.waitUntil(remember(url, fresh.clone()).catch(() => 0));
      return fresh;
    });
    event.waitUntil(network.catch(() => 0));
    let timer;
    const late = new Promise((done) => (timer = setTimeout(done, PATIENCE)));
    try {
      const first = await Promise.race([network, late]);
      if (first) return first;
      const old = await found;
      return old ? told(old, true) : await network;
    } catch (offline) {
      const old = await found;
      if (old) return told(old, false);
      return event.request.mode === "navigate" ? missing() : Response.error();
    } finally {
      clearTimeout(timer);
    }
  }

  worker.addEventListener("install", (event) => event.waitUntil(install()));
  worker.addEventListener("activate", (event) => event.waitUntil(activate()));
  worker.addEventListener("fetch", (event) => {
    const { method, mode, url } = event.request;
    if (method !== "GET" || url.indexOf(scope) !== 0 || !READABLE.test(new URL(url).pathname)) return;
    event.respondWith(answer(event, plain(url, mode === "navigate")));
  });
})(self);

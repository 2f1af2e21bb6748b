/**
 * The service worker: pages stay readable without network, and a kept page says that it is one and how old it is.
 * SITE = {version, pages, later, fallback} stands before this text; scripts/linli/offline.py writes it.
 */

import {
  asking,
  isKnown,
  isLasting,
  isOld,
  isPage,
  isReadable,
  isWanted,
  knownOf,
  plain,
  rooted,
  told,
  tooMany,
} from "./worker-rules.js";

const worker = /** @type {ServiceWorkerGlobalScope & typeof globalThis} */ (self);
const scope = worker.registration.scope;
/** One host may hold several communities: each touches its own caches only. */
const mine = `linli ${new URL(scope).pathname} `;
const name = mine + SITE.version;
const listed = SITE.pages.map((address) => new URL(address, scope).href);
/** Kept too, but when there is time: the pages of services, and what the search needs. */
const later = SITE.later.map((address) => new URL(address, scope).href);
const PATIENCE = 4000;

/** @param {Response} answer */
const typeOf = (answer) => answer.headers.get("Content-Type");

/** @param {string} html */
const page = (html) => new Response(html, { headers: { "Content-Type": "text/html; charset=utf-8" } });

/** Lists the pages again and those that are open now; what was read before moves over from the former cache. */
async function install() {
  const cache = await caches.open(name);
  const open = await worker.clients.matchAll({ includeUncontrolled: true, type: "window" });
  const read = open
    .map((client) => plain(client.url, true))
    .filter((url) => url.indexOf(scope) === 0 && listed.indexOf(url) < 0);
  await Promise.all(listed.map((url) => add(cache, url, "no-cache")));
  await Promise.all(read.map((url) => addRead(cache, url).catch(() => 0)));
  await worker.skipWaiting();
}

/**
 * @param {Cache} cache
 * @param {string} url
 * @param {RequestCache} mode
 */
async function add(cache, url, mode) {
  const answer = await fetch(url, { cache: mode });
  if (!answer.ok) throw new Error(url);
  await cache.put(url, answer);
}

/**
 * @param {Cache} cache
 * @param {string} url of a page that was open before the worker came
 */
async function addRead(cache, url) {
  await add(cache, url, "default");
  const kept = await cache.match(url);
  if (!kept || !isPage(typeOf(kept))) return;
  await Promise.all(knownOf(await kept.text(), url).map((known) => add(cache, known, "default")));
}

async function activate() {
  const cache = await caches.open(name);
  const names = (await caches.keys()).filter((one) => one.indexOf(mine) === 0 && one !== name);
  for (const old of names) {
    const former = await caches.open(old);
    for (const request of await former.keys()) {
      if (await cache.match(request)) continue;
      const answer = await former.match(request);
      const { url } = request;
      if (answer && (isPage(typeOf(answer)) || isKnown(url) || later.indexOf(url) >= 0))
        await cache.put(request, answer);
    }
    await caches.delete(old);
  }
  await trim(cache);
  await worker.clients.claim();
  fill(cache);
}

/**
 * One after the other and only what is missing or old; nobody waits for it, and who saves data is spared.
 * @param {Cache} cache
 */
async function fill(cache) {
  const { connection } = /** @type {any} */ (worker.navigator);
  if (connection && connection.saveData) return;
  for (const url of later) {
    const kept = await cache.match(url);
    if (!kept || isOld(kept.headers.get("Date"), Date.now())) await add(cache, url, "no-cache").catch(() => 0);
  }
}

/** @param {Cache} cache */
async function trim(cache) {
  await Promise.all(tooMany(await cache.keys(), listed.concat(later)).map((request) => cache.delete(request)));
}

/**
 * @param {string} url
 * @param {Response} answer
 */
async function remember(url, answer) {
  const cache = await caches.open(name);
  if (answer.ok && isWanted(typeOf(answer))) {
    await cache.delete(url);
    await cache.put(url, answer);
    await trim(cache);
  } else if (answer.status === 404 || answer.status === 410) await cache.delete(url);
}

/**
 * @param {Response} answer
 * @param {boolean} slow
 */
const tell = async (answer, slow) => (isPage(typeOf(answer)) ? page(told(await answer.text(), slow)) : answer);

async function missing() {
  const answer = await caches.match(new URL(SITE.fallback, scope).href, { cacheName: name });
  return answer ? page(rooted(await answer.text(), new URL(scope).pathname)) : Response.error();
}

/**
 * Network first, but for what never changes; where it fails, or takes too long, what is kept.
 * @param {FetchEvent} event
 * @param {string} url
 */
async function answer(event, url) {
  const lasting = isLasting(url) && (await caches.match(url, { cacheName: name }));
  if (lasting) return lasting;
  const found = caches
    .match(url, { cacheName: name })
    .then((exact) => exact || caches.match(url, { cacheName: name, ignoreSearch: true }));
  const network = fetch(event.request, asking(url)).then((fresh) => {
    event.waitUntil(remember(url, fresh.clone()).catch(() => 0));
    return fresh;
  });
  event.waitUntil(network.catch(() => 0));
  /** @type {number | undefined} */
  let timer;
  /** @type {Promise<undefined>} */
  const late = new Promise((done) => {
    timer = worker.setTimeout(done, PATIENCE);
  });
  try {
    const first = await Promise.race([network, late]);
    if (first) return first;
    const old = await found;
    return old ? tell(old, true) : await network;
  } catch {
    const old = await found;
    if (old) return tell(old, false);
    return event.request.mode === "navigate" ? missing() : Response.error();
  } finally {
    clearTimeout(timer);
  }
}

worker.addEventListener("install", (event) => event.waitUntil(install()));
worker.addEventListener("activate", (event) => event.waitUntil(activate()));
worker.addEventListener("fetch", (event) => {
  const { method, mode, url } = event.request;
  if (method !== "GET" || url.indexOf(scope) !== 0 || !isReadable(new URL(url).pathname)) return;
  event.respondWith(answer(event, plain(url, mode === "navigate")));
});

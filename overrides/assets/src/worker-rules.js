/** What the service worker keeps and how it words a kept page: pure; sw.js fetches and keeps. */

/** So many pages that were read, beside the listed ones. */
const MOST = 80;

/**
 * A page is kept without what a chat adds to its address (?from=…); a script with its version.
 * @param {string} address
 * @param {boolean} page
 */
export const plain = (address, page) => address.replace(page ? /[?#].*/ : /#.*/, "");

/**
 * What is for reading: pages, scripts, calendars and what the search looks through, no pictures and no data.
 * @param {string} pathname
 */
export const isReadable = (pathname) => /(\/|\.html|\.js|\.ics|\/search\/index\.json)$/.test(pathname);

/** @param {string | null} type */
export const isPage = (type) => /text\/html/.test(type || "");

/** @param {string | null} type */
export const isWanted = (type) => isPage(type) || /javascript|calendar|json/.test(type || "");

/**
 * A script with its version never changes: once kept, it is not asked for again.
 * @param {string} address
 */
export const isLasting = (address) => /\?v=/.test(address);

/**
 * Everything else is asked for anew every time: what the browser's own cache still calls fresh may be days old.
 * @param {string} address
 * @returns {RequestInit}
 */
export const asking = (address) => (isLasting(address) ? {} : { cache: "no-cache" });

/**
 * The words and sessions that a page of the sheet of changes asks with: kept with the page, which is nothing without.
 * @param {string} address
 */
export const isKnown = (address) => /\/known\.js\?v=/.test(address);

/**
 * @param {string} html
 * @param {string} address the page's
 * @returns {string[]}
 */
export function knownOf(html, address) {
  const found = /<script src="([^"]+)"/.exec(html);
  const known = found ? new URL(found[1], address).href : "";
  return isKnown(known) ? [known] : [];
}

const WEEK = 7 * 864e5;

/**
 * Whether a kept answer is to be fetched again, by its own date: older than a week, or nobody knows.
 * @param {string | null} date
 * @param {number} now
 */
export const isOld = (date, now) => !(now - Date.parse(date || "") < WEEK);

/**
 * Those read longest ago, which give way; the listed ones stay.
 * @template {{ url: string }} Kept
 * @param {readonly Kept[]} all the oldest first
 * @param {string[]} listed
 */
export function tooMany(all, listed) {
  const read = all.filter(({ url }) => listed.indexOf(url) < 0);
  return read.slice(0, Math.max(0, read.length - MOST));
}

/**
 * A kept page with a line on top of it; the day is the page's own.
 * @param {string} html
 * @param {boolean} slow
 */
export function told(html, slow) {
  const found = /id="updated"[^>]*>([^<]+)</.exec(html);
  const why = slow ? "网络太慢，先给您看存下的，" : "离线，";
  const line = `<p class="stale" id="offline" role="status">${why}数据截至${found ? found[1] : ""}</p>`;
  return html.replace(/(<body[^>]*>(?:\s*<a class="skip".*?<\/a>)?(?:\s*<header[^>]*>)?)/, (start) => start + line);
}

/**
 * The page for what is not kept stands two folders deep; its links must hold at any address.
 * @param {string} html
 * @param {string} pathname the site's root
 */
export const rooted = (html, pathname) => html.replace(/="(?:\.\.\/)+/g, `="${pathname}`);

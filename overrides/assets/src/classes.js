/** The class that a course's page speaks of: takes the page's address and its classes, gives the choice and its address. */

/**
 * `?g=id` carries the choice; printed codes once said `#g-id`.
 * @param {string} search
 * @param {string} hash
 * @param {string[]} known
 */
export function asked(search, hash, known) {
  const id = new URLSearchParams(search).get("g") || hash.replace(/^#g-/, "");
  return known.indexOf(id) < 0 ? "" : id;
}

/**
 * The page's address with another choice, or none.
 * @param {string} pathname
 * @param {string} search
 * @param {string} id
 */
export function addressFor(pathname, search, id) {
  const query = new URLSearchParams(search);
  if (id) query.set("g", id);
  else query.delete("g");
  return withQuery(pathname, query);
}

/**
 * @param {string} pathname
 * @param {URLSearchParams} query
 */
export function withQuery(pathname, query) {
  const text = query.toString();
  return pathname + (text ? `?${text}` : "");
}

/**
 * How many sessions are left, where they can be counted; a page of several classes has only the next of each.
 * @param {number} held
 * @param {boolean} countable
 * @param {boolean} goesOn whether there are some that the page does not list
 */
export function leftWords(held, countable, goesOn) {
  if (!held) return goesOn ? "后面的日期在各班自己的页上" : "没有后续安排";
  return countable ? `还有${held}次` : "";
}

/**
 * Whether a class has sessions later than those of the page: a class says in `last` when the last of these is over.
 * @param {{ dataset: DOMStringMap }[]} classes
 * @param {string} chosen its id, or "" for all of them
 * @param {number} instant
 */
export const goOn = (classes, chosen, instant) =>
  classes.some(({ dataset }) => (!chosen || dataset.class === chosen) && Date.parse(String(dataset.last)) > instant);

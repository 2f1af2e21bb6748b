/** What an address asks of the page to frame: takes it and what is known, gives what is shown. */

/** @typedef {{ what: string, id: string, name: string }} Known a course or a venue */
/** @typedef {{ course: string, venue: string, name: string, unknown: string }} Asked ids, or nothing for all */

/**
 * `?course=shufa`, `?venue=jidi`, both; what is not known is left out and told.
 * @param {string} search of the address
 * @param {Known[]} known
 * @returns {Asked}
 */
export function asked(search, known) {
  const given = new URLSearchParams(search);
  /** @type {Record<string, string>} */
  const ids = { course: "", venue: "" };
  const names = [];
  let unknown = "";
  for (const what of Object.keys(ids)) {
    const id = (given.get(what) || "").trim();
    const found = known.find((one) => one.what === what && one.id === id);
    if (found) {
      ids[what] = id;
      names.push(found.name);
    } else unknown = unknown || id;
  }
  return { course: ids.course, venue: ids.venue, name: names.join(" · "), unknown };
}

/**
 * @param {{ course?: string, venue?: string }} row
 * @param {Asked} wanted
 */
export const isAsked = (row, wanted) =>
  (!wanted.course || row.course === wanted.course) && (!wanted.venue || row.venue === wanted.venue);

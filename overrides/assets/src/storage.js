/** What a browser keeps. Private windows keep nothing and may refuse to be asked; then it holds for this page. */

/**
 * @param {string} name
 * @param {string} value where it is empty, nothing is kept any longer
 * @param {() => Storage} [where]
 * @returns {boolean} whether it was kept
 */
export function store(name, value, where) {
  try {
    const storage = where ? where() : localStorage;
    if (value) storage.setItem(name, value);
    else storage.removeItem(name);
    return true;
  } catch {
    return false;
  }
}

/**
 * @param {string} name
 * @param {() => Storage} [where]
 * @returns {string | null | undefined} null where there is nothing, undefined where the browser refuses
 */
export function stored(name, where) {
  try {
    return (where ? where() : localStorage).getItem(name);
  } catch {
    return undefined;
  }
}

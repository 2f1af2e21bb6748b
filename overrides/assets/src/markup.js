/** What the clipboard gets of an article: pure; gzh.js copies it. Letter for letter what linli/gzh/subset.py gives. */

/**
 * A node of a page, or what a test makes of one.
 * @typedef {object} Piece
 * @property {string} nodeName
 * @property {string | null} nodeValue
 * @property {ArrayLike<Piece>} childNodes
 * @property {ArrayLike<{ name: string, value: string }>} [attributes]
 */

const ALONE = ["br", "hr", "img"];

/** @param {string} text */
const escaped = (text) =>
  text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/"/g, "&quot;");

/** @param {Piece} piece */
function tag(piece) {
  const given = Array.from(piece.attributes || []);
  const whole = given.some(({ name }) => name === "data-src");
  return given
    .filter(({ name }) => name !== "style" && !(whole && name === "src"))
    .map(({ name, value }) => ` ${name.replace("data-", "")}="${escaped(value)}"`)
    .join("");
}

/**
 * The pieces as HTML with the styles and addresses that they carry.
 * @param {ArrayLike<Piece>} pieces
 * @returns {string}
 */
export const markup = (pieces) =>
  Array.from(pieces)
    .map((piece) => {
      const name = piece.nodeName.toLowerCase();
      if (name === "#text") return escaped(String(piece.nodeValue));
      if (!piece.attributes) return "";
      return `<${name}${tag(piece)}>${ALONE.includes(name) ? "" : `${markup(piece.childNodes)}</${name}>`}`;
    })
    .join("");

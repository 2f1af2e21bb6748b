/** How a row gets on: as part of an address that opens this page filled in, and as a new file on GitHub. Pure. */

import { joined } from "./yaml.js";

/** GitHub refuses a longer address. */
const LONGEST = 8191;

/**
 * Only signs that a chat leaves alone.
 * @param {string[][]} pairs
 */
const escaped = (pairs) => String(new URLSearchParams(pairs)).replace(/\+/g, "%20");

/**
 * A row as what stands behind the # of an address.
 * @param {Record<string, import("./yaml.js").Value>} row
 */
export const packed = (row) =>
  escaped(
    Object.keys(row)
      .filter((name) => row[name] != null)
      .map((name) => [name, joined(row[name], "\n")]),
  );

/**
 * The fields of an address.
 * @param {string} hash
 * @returns {Record<string, string>}
 */
export function unpacked(hash) {
  const row = Object.create(null);
  new URLSearchParams(hash.slice(1)).forEach((value, name) => {
    row[name] = value;
  });
  return row;
}

/**
 * A name for a new file that none of the others has: 2026-12-02-meishu.yml
 * @param {(string | undefined)[]} pieces
 * @param {string[]} taken
 */
export function fileName(pieces, taken) {
  const name = pieces
    .join("-")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-");
  const base = name.slice(0, 60).replace(/^-+|-+$/g, "") || "1";
  let file = `${base}.yml`;
  for (let n = 2; taken.includes(file); n++) file = `${base}-${n}.yml`;
  return file;
}

/**
 * The address at which GitHub shows a new file, filled in; without its text where that would be too long.
 * @param {string} branch https://github.com/OWNER/REPO/blob/main
 * @param {string} path
 * @param {string} text
 */
export function newFile(branch, path, text) {
  const address = `${branch.replace("/blob/", "/new/")}?filename=${path}`;
  const whole = `${address}&${escaped([["value", text]])}`;
  return whole.length > LONGEST ? address : whole;
}

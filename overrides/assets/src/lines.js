/** Values of a row that have several lines, or are a list: pure, as yaml.js. */

import { cleaned, scalar } from "./yaml.js";

/**
 * The lines of a text of several lines; none where only quotes can hold it.
 * @param {string} text
 */
function block(text) {
  const lines = text.split("\n");
  const bad = /** @param {string} line */ (line) => line[0] === "\t" || (line && !line.trim());
  if (lines.length < 2 || !lines[lines.length - 1].trim() || /^[ \t]?$|^[ \t]/.test(lines[0]) || lines.some(bad))
    return;
  return ["|-"].concat(lines.map((line) => (line ? `    ${line}` : "")));
}

/**
 * @param {import("./yaml.js").Value} value
 * @param {string} type
 * @returns {string[]}
 */
export function written(value, type) {
  if (Array.isArray(value)) return [`[${value.map((item) => scalar(cleaned(item), "string", true)).join(", ")}]`];
  const text = cleaned(String(value));
  return (text.includes("\n") && block(text)) || [scalar(text, type)];
}

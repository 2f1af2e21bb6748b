/** A row as it stands in a table: pure; letter for letter what linli/writing_back gives (tests/test_editing.py compares). */

/**
 * What a field holds; null where it is not written.
 * @typedef {string | string[] | null | undefined} Value
 */

/**
 * A value as one text; a list with a sign between its items.
 * @param {Value} value
 * @param {string} sign
 */
export const joined = (value, sign) => (Array.isArray(value) ? value.join(sign) : value || "");

const WORDS = "y n yes no on off true false null ~ = << 是 否 .inf -.inf +.inf .nan".split(" ");
/** What the tables write without quotes although a reader of YAML makes more than text of it. */
const TYPED = /^(?:true|false|-?(?:0|[1-9][0-9]{0,14})(?:\.[0-9]+)?|[12][0-9]{3}-[01][0-9]-[0-3][0-9])$/;
const NUMBER =
  /^(?:[-+.]*[0-9][-+.,:/_0-9]*(?:[Tt ][0-9]{1,2}:[-+.:0-9Zz ]*|Z)?[\u5355\u53cc]?|0[xo][0-9a-fA-F_]+|[-+.0-9_]+[eE][-+]?[0-9]+)$/;
const TELEPHONE = /^0[0-9]{2,3}-[0-9]{7,8}$/;
/** What has a meaning of its own to YAML. */
const MEANS = /^(?:[-?:](?:\s|$)|---|\.\.\.|[\s,[\]{}#&*!|>'"%@`]|[\s\S]*(?::(?:\s|$)|\s#|[\t\n]|\s$))/;
const IN_BRACKETS = /[,[\]{}?:]|^-/;
/** What no file may hold, and what nobody sees. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the ones that are taken out
const UNSEEN = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]/g;
const STRINGS = ["string", "time", "datetime", "array"];

/** @param {string} text */
export const cleaned = (text) => text.replace(/\r\n?/g, "\n").replace(UNSEEN, "").trim();

/**
 * @param {string} text
 * @param {string | undefined} type
 */
function isTyped(text, type) {
  if (TYPED.test(text)) return STRINGS.includes(type || "");
  return WORDS.includes(text.toLowerCase()) || (NUMBER.test(text) && !TELEPHONE.test(text));
}

/**
 * A text on one line, in quotes where it needs them.
 * @param {string} text
 * @param {string} [type] of its field
 * @param {boolean} [bracketed]
 */
export function scalar(text, type, bracketed) {
  if (text && !isTyped(text, type) && !MEANS.test(text) && !(bracketed && IN_BRACKETS.test(text))) return text;
  return `"${text.replace(/[\\"]/g, "\\$&").replace(/\n/g, "\\n").replace(/\t/g, "\\t")}"`;
}

/**
 * A row as it is appended: fields without a value are left out.
 * @param {Record<string, Value>} values
 * @param {readonly (readonly string[])[]} fields name and type of each, in their order
 * @param {(value: Value, type: string) => string[]} [written] the lines of a value, where some have several
 */
export function rowText(values, fields, written) {
  const lines = [];
  for (const [name, type] of fields) {
    const value = values[name];
    if (value == null) continue;
    const [first, ...rest] = written ? written(value, type) : [scalar(cleaned(String(value)), type)];
    lines.push(`  ${name}: ${first}`, ...rest);
  }
  return lines.length ? `-${lines.join("\n").slice(1)}\n` : "- {}\n";
}

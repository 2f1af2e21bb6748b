/** What is wrong with what was typed into a field: pure. The rules and their words come from the tables' own schemas. */

/**
 * @typedef {{ what: string, limit: string, said: string }} Rule `{value}` and `{n}` stand for what was typed
 */

/**
 * @param {string} template
 * @param {Record<string, string | number | undefined>} values
 */
export const filled = (template, values) =>
  template.replace(/\{([a-z]+)\}/g, (_, name) => (values[name] == null ? "" : String(values[name])));

/** @param {string} value */
const shown = (value) => {
  const line = value.replace(/\s+/g, " ");
  return line.length > 40 ? `${line.slice(0, 40)}…` : line;
};

/** @type {Record<string, (value: string, limit: string, others: string[]) => boolean>} */
const BREAKS = {
  required: (value) => !value,
  unique: (value, _, others) => others.includes(value),
  integer: (value) => !/^-?[0-9]{1,15}$/.test(value),
  number: (value) => !/^-?[0-9]{1,15}(\.[0-9]+)?$/.test(value),
  datetime: (value) => !/^[0-9]{4}-[0-9]{2}-[0-9]{2}( [0-9]{2}:[0-9]{2})?$/.test(value),
  pattern: (value, limit) => !matches(limit, value),
  maxLength: (value, limit) => Array.from(value).length > +limit,
  minimum: (value, limit) => +value < +limit,
  maximum: (value, limit) => +value > +limit,
};

/**
 * A rule that only Python reads is left to the check.
 * @param {string} pattern
 * @param {string} value
 */
function matches(pattern, value) {
  try {
    return new RegExp(`^(?:${pattern})$`, "u").test(value);
  } catch {
    return true;
  }
}

/**
 * The first rule that a value breaks, in words; nothing where it is right. An empty field breaks only "required".
 * @param {string} value
 * @param {Rule[]} rules
 * @param {string[]} [others] what other rows have there
 */
export function refused(value, rules, others) {
  const broken = rules.find(
    ({ what, limit }) => (value || what === "required") && BREAKS[what] && BREAKS[what](value, limit, others || []),
  );
  return broken ? filled(broken.said, { value: shown(value), n: Array.from(value).length }) : "";
}

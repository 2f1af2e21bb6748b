/** The end of the editors' form: what was written, and the ways on: into a chat, or to GitHub. */

import { copy } from "./copying.js";
import { all, get } from "./page.js";
import { newFile, packed } from "./passing.js";
import { filled } from "./refusing.js";

/**
 * @typedef {object} Handed
 * @property {string} said the sentence
 * @property {string} text the row
 * @property {Record<string, import("./yaml.js").Value>} link what opens this page with it
 * @property {string} path of the new file, or of the one that holds the row
 * @property {number} line where the row stands; 0 for a new file, -1 for a new row of a file that is there
 * @property {string} [warning]
 * @property {boolean} given whether it came by a link: then it is the volunteer who reads it
 */

const result = get("result");
const { url, branch } = result.dataset;

/** This page where others find it; none where it was opened from a folder. @param {string} page */
const home = (page) => (url ? url + page : location.protocol === "file:" ? "" : location.href.replace(/[?#].*/, ""));

/**
 * A button that copies; it says so, and where the browser refuses it shows the text to copy by hand.
 * @param {string} id
 * @param {string} text
 * @param {string} label
 * @param {string} done
 */
function copies(id, text, label, done) {
  const button = get(id);
  button.textContent = label;
  button.onclick = () =>
    copy(text, (ok) => {
      const box = /** @type {HTMLTextAreaElement} */ (get("by-hand"));
      box.hidden = ok;
      box.value = text;
      if (ok) button.textContent = done;
      else box.select();
    });
}

/**
 * @param {Handed} handed
 * @param {Record<string, string>} words
 * @param {string} page below the site's root
 */
export function handOn(handed, words, page) {
  const address = home(page);
  const line = address ? filled(words.link, { url: `${address}#${packed(handed.link)}` }) : handed.text.trim();
  const message = `${filled(words.message, { said: handed.said })}\n${line}`;
  get("row").textContent = handed.text;
  get("path").textContent = handed.path;
  /** @type {HTMLDetailsElement} */ (get("written")).open = handed.line !== 0;
  const warning = get("warn");
  warning.textContent = handed.warning || "";
  warning.hidden = !handed.warning;
  copies("copy", message, words.send, words.copied);
  copies("copy-row", handed.text, words.alone, words.done);
  offerGitHub(handed, words);
  get("ways").classList.toggle("given", handed.given);
  all(".btn", get("ways")).forEach((button) => {
    button.classList.toggle("line", (button.id === "commit") !== handed.given);
  });
  result.hidden = false;
}

/** @param {Handed} handed @param {Record<string, string>} words */
function offerGitHub({ path, text, line }, words) {
  const submit = get("submit");
  submit.hidden = !branch;
  if (!branch) return;
  const link = /** @type {HTMLAnchorElement} */ (get("commit"));
  const how = /** @type {HTMLElement} */ (link.nextElementSibling);
  if (line) {
    link.href = `${branch}/${path}${line > 0 ? `#L${line}` : ""}`;
    link.textContent = line > 0 ? filled(words.line, { n: line }) : words.file;
    how.textContent = line > 0 ? words.instead : words.below;
    return;
  }
  link.href = newFile(branch, path, text);
  if (!link.href.includes("&")) how.textContent = words.long;
}

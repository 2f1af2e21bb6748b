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
 * @property {string} heading
 * @property {string} path of the new file, or of the one that holds the row
 * @property {number} line where the row stands; 0 for a new one
 * @property {string} [warning]
 * @property {boolean} given whether it came by a link: then it is the volunteer who reads it
 */

const result = get("result");
const { url, branch } = result.dataset;

/** This page where others find it; none where it was opened from a folder. @param {string} page */
const home = (page) => (url ? url + page : location.protocol === "file:" ? "" : location.href.replace(/[?#].*/, ""));

/** @param {HTMLElement} button @param {string} words @param {string} done @param {string} failed */
function copying(button, words, done, failed) {
  const before = button.dataset.was || button.textContent || "";
  button.dataset.was = before;
  copy(words, (ok) => {
    const box = /** @type {HTMLTextAreaElement} */ (get("by-hand"));
    box.hidden = ok;
    box.value = words;
    button.textContent = ok ? done : failed;
    if (!ok) box.focus();
    setTimeout(() => {
      button.textContent = before;
    }, 4000);
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
  get("heading").textContent = handed.heading;
  get("row").textContent = handed.text;
  get("path").textContent = handed.path;
  /** @type {HTMLDetailsElement} */ (get("written")).open = handed.line > 0;
  const warning = get("warn");
  warning.textContent = handed.warning || "";
  warning.hidden = !handed.warning;
  get("copy").onclick = () => copying(get("copy"), message, words.copied, words.failed);
  get("copy-row").onclick = () => copying(get("copy-row"), handed.text, words.done, words.failed);
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
    link.href = `${branch}/${path}#L${line}`;
    link.textContent = filled(words.line, { n: line });
    how.textContent = words.instead;
    return;
  }
  link.href = newFile(branch, path, text);
  if (!link.href.includes("&")) how.textContent = words.long;
}

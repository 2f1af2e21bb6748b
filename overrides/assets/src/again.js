/** Jobs that keep a page true while it stays open. Scripts that came separately meet by events of the document. */

/** @param {string} name */
export const announce = (name) => document.dispatchEvent(new Event(`linli:${name}`));

/**
 * @param {string} name
 * @param {() => void} job
 */
export const on = (name, job) => document.addEventListener(`linli:${name}`, job);

/**
 * Runs a job now, every half minute, and when the page is looked at again.
 * @param {() => void} job
 */
export const always = (job) => {
  job();
  on("again", job);
};

export const again = () => announce("again");

/** After elements were added: what holds now is shown in them too (now.js). */
export const added = () => {
  announce("added");
  again();
};

/** Begins the half minutes; once a page. */
export const beat = () => {
  setInterval(again, 3e4);
  document.addEventListener("visibilitychange", () => document.hidden || again());
};

/** The timetable as a grid or as a list. */

import { root } from "./page.js";

export const wide = window.matchMedia("(min-width:56.25em)");

/** Very large letters need the list. */
export const huge = () => Number(root.dataset.size) > 1;

/** Only the style knows of the width, so nothing moves after the first paint. */
export const isGrid = () => wide.matches && root.classList.contains("cal");

/** One day at a time. */
export const one = window.matchMedia("screen and (max-width:56.24em)");

/** Fetched with the first tap on a button of calendars or of my courses, and by whoever keeps some. */

import { offerCalendar } from "./calendar.js";
import { copy } from "./copying.js";
import { press, refresh, toggle } from "./keeping.js";
import { hand } from "./load.js";
import { tellToggled } from "./my-page.js";
import { offerSharing, openPage } from "./my-share.js";
import { get } from "./page.js";

const own = !!get("my");

/**
 * With the button that was tapped, or with nothing when the page opens.
 * @param {HTMLElement} [button]
 */
function open(button) {
  if (!button) {
    press();
    refresh();
    if (own) openPage();
  } else if ("keep" in button.dataset) {
    const off = toggle(button);
    if (own) tellToggled(off);
  } else offerCalendar(button);
}

if (own) offerSharing();

export const part = { open, copy };
hand(part);

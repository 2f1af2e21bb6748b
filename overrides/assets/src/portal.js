/** What every page of a portal runs, beside now.js: the sizes of the letters, and their panel. */

import { get } from "./page.js";
import { offerSizes } from "./sizes.js";

offerSizes();
const button = get("size-open");
const panel = get("sizes");
button.addEventListener("click", () => {
  panel.hidden = !panel.hidden;
  button.setAttribute("aria-expanded", String(!panel.hidden));
});

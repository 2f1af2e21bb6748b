/** Stands in now.js's place inside pages with today's list: nothing moves when the other scripts arrive. */

import { foldDay } from "./folding.js";
import { keepShowing } from "./showing.js";

keepShowing(foldDay);

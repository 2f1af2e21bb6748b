/** Where a phone keeps my courses. */

import { base } from "./page.js";

/** Several communities may share one host; each has its own list. */
export const place = `linli-my:${new URL(base || ".", location.href).pathname}`;

/** The page of a table for editors. The rows came before it (#known). */

import { completeLinks } from "./folder.js";
import { fill } from "./form.js";
import { keepOffline } from "./offline.js";
import { get } from "./page.js";

const { handed } = /** @type {HTMLScriptElement & { handed?: any }} */ (get("known"));
if (handed) fill(handed);
completeLinks();
keepOffline();

/** 改课单, the editors' form: one question after the other. The timetable came before it (#known). */

import { ask } from "./ask.js";
import { completeLinks } from "./folder.js";
import { keepOffline } from "./offline.js";
import { get } from "./page.js";

const { handed } = /** @type {HTMLScriptElement & { handed?: any }} */ (get("known"));
if (handed) ask(handed, handed.words);
completeLinks();
keepOffline();

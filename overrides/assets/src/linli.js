/** What every page runs, beside now.js; everything else is fetched when it is wanted. The home page's home.js holds it. */

import { beat } from "./again.js";
import { keepDays, leadToClasses } from "./days.js";
import { completeLinks } from "./folder.js";
import { openPanels } from "./header.js";
import { offerMine } from "./later.js";
import { keepOffline } from "./offline.js";
import { offerSizes } from "./sizes.js";
import { showPicture } from "./wechat.js";

beat();
keepDays();
leadToClasses();
offerSizes();
openPanels();
completeLinks();
offerMine();
keepOffline();
showPicture();

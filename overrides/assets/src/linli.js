/** What every page runs, beside now.js; everything else is fetched when it is wanted. */

import { beat } from "./again.js";
import { keepDays } from "./days.js";
import { completeLinks } from "./folder.js";
import { openPanels } from "./header.js";
import { keepHome } from "./home.js";
import { offerMine } from "./later.js";
import { keepOffline } from "./offline.js";
import { offerSizes } from "./sizes.js";
import { showPicture } from "./wechat.js";

beat();
keepDays();
keepHome();
openPanels();
offerSizes();
completeLinks();
offerMine();
keepOffline();
showPicture();

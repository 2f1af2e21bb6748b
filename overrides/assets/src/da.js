/** 长辈版: the page is whole without a script; this one keeps its links, sizes and days, and reads it aloud. */

import { beat } from "./again.js";
import { completeLinks } from "./folder.js";
import { keepOffline } from "./offline.js";
import { offerReading } from "./read-aloud.js";
import { offerSizes } from "./sizes.js";

beat();
offerSizes();
completeLinks();
keepOffline();
offerReading();

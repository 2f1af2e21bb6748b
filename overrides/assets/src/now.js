/** Stands inside every page, behind its text: before the first paint only what holds now is shown. */

import { keepShowing } from "./showing.js";

keepShowing();

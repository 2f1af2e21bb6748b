/** WeChat's own browser: it takes no calendar files, has no way to share, and shows the first large picture of a page. */

import { make, one } from "./page.js";

export const inWeChat = /MicroMessenger/i.test(navigator.userAgent);

/** The page's picture for chats, unseen; nobody else fetches it. */
export function showPicture() {
  const link = /** @type {HTMLLinkElement | null} */ (one("link[rel=image_src]"));
  if (!inWeChat || !link) return;
  const picture = make("img", "", "");
  picture.hidden = true;
  picture.alt = "";
  picture.src = link.href;
  document.body.prepend(picture);
}

/** Where a printed code lands: names the day, shows the next six dates and, when asked, all. What holds now shows now.js. */

import { again, always, beat } from "./again.js";
import { short, star } from "./dates.js";
import { completeLinks } from "./folder.js";
import { sendBy } from "./later.js";
import { keepOffline } from "./offline.js";
import { all, get, make, one, tapped, today, wrongClock } from "./page.js";
import { isHeld, notOver } from "./sessions.js";
import { offerSizes } from "./sizes.js";
import { showPicture } from "./wechat.js";

const SHOWN = 6;

function showDates() {
  const button = get("all");
  const list = get("rows");
  const rows = all("li", list);
  let open = false;

  always(() => {
    const date = today();
    get("date").textContent = wrongClock() ? "" : `今天是${short(date)} ${star(date)}`;
    const left = notOver(rows, Date.now());
    rows.forEach((row) => {
      const at = left.indexOf(row);
      row.hidden = at < 0 || (!open && at >= SHOWN);
    });
    button.hidden = open || left.length <= SHOWN;
    button.textContent = "endless" in list.dataset ? "看后面的日期" : `看全部${left.length}次`;
    get("dates").hidden = !left.length;
    all(".after").forEach((link) => {
      link.classList.toggle("btn", !left.some(isHeld));
    });
  });

  button.addEventListener("click", () => {
    open = true;
    again();
  });
}

/** A button at every date; the one for all of them waits in the page. */
function offerSending() {
  one("[data-share]").hidden = false;
  all("#rows li").forEach((row) => {
    const send = make("button", "send", "转发");
    send.type = "button";
    send.dataset.share = "";
    send.setAttribute("aria-label", `转发这一次：${String(row.dataset.say).split("\n")[0]}`);
    row.prepend(send);
  });
  document.addEventListener("click", (event) => {
    const button = tapped(event, "[data-share]");
    if (button) sendBy(button);
  });
}

beat();
offerSizes();
completeLinks();
keepOffline();
offerSending();
showPicture();
showDates();

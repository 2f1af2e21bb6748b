/**
 * The panel that a tap on 加入手机日历 opens: a whole calendar, a subscription, one session. A published file is the same
 * for everybody: the reminder that somebody chooses is put into it here. What is subscribed to has none.
 */

import { moment } from "./dates.js";
import { single, withAlarm } from "./ics.js";
import { fetchText } from "./months.js";
import { all, make, now, one, textOf } from "./page.js";
import { button, copier, guide, panel, save } from "./panels.js";
import { isHeld, minutesOf } from "./sessions.js";
import { flat, webcal, withoutQuery } from "./sharing.js";
import { inWeChat } from "./wechat.js";

const title = () => one("h1").innerText.trim();

const coming = () =>
  all("#next .session").filter((row) => isHeld(row) && Date.parse(String(row.dataset.start)) > now());

/** @param {HTMLElement} row */
const group = (row) => textOf(row, "[data-name]");

/** @param {HTMLElement} row */
const told = (row) => `${moment(String(row.dataset.start))} ${group(row)}`.trim();

/** The course in words: what it is, the next session, when and where, where to read on. */
function words() {
  const lines = [title()];
  const next = coming()[0];
  if (next) lines.push(`下一次：${told(next)}`);
  all(".facts [data-told]").forEach((fact) => {
    if (!fact.hidden) lines.push(`${one("dt", fact).textContent}：${flat(one("dd", fact).innerText)}`);
  });
  if (/^http/.test(location.protocol)) lines.push(withoutQuery(location.href));
  return lines.join("\n");
}

/** How long before one is reminded. @type {[string, number][]} */
const REMINDERS = [
  ["不提醒", 0],
  ["提前1小时", 60],
  ["提前1天", 1440],
];
/** In minutes; it holds for the files of this page. */
let reminder = 0;

function reminders() {
  const line = make("p", "", "提醒：");
  line.setAttribute("role", "group");
  line.setAttribute("aria-label", "提醒");
  const buttons = REMINDERS.map(([name, minutes]) => {
    const made = button(name, () => {
      reminder = minutes;
      press();
    });
    made.dataset.minutes = String(minutes);
    return made;
  });
  const press = () =>
    buttons.forEach((each) => {
      each.setAttribute("aria-pressed", String(+String(each.dataset.minutes) === reminder));
    });
  press();
  line.append(...buttons);
  return line;
}

/**
 * A published calendar, changed and handed over as a file.
 * @param {HTMLAnchorElement} link
 * @param {HTMLElement} said
 * @param {string} name
 * @param {string} words what is said when that is done
 * @param {(text: string) => string} change
 */
function hand(link, said, name, words, change) {
  const failed = () => {
    said.textContent = "没有取到，请检查网络，或者先复制时间地点。";
  };
  fetchText(link.href)
    .then((text) => {
      const calendar = withAlarm(change(text), reminder);
      if (!calendar) {
        failed();
        return;
      }
      save(name, calendar);
      const [[told]] = REMINDERS.filter(([, minutes]) => minutes === reminder);
      said.textContent = `${words}已下载，点开它就加进日历。${reminder ? `会${told}提醒。` : ""}`;
    })
    .catch(failed);
}

/**
 * @param {HTMLAnchorElement} link
 * @param {HTMLElement} said
 */
function choices(link, said) {
  const files = make("p", "", "");
  const found = [reminders(), files];
  const whole = make("a", "pill", "下载日历文件");
  whole.href = link.href;
  whole.download = "";
  whole.addEventListener("click", (event) => {
    if (!reminder) return;
    event.preventDefault();
    hand(link, said, title(), "日历文件", (text) => text);
  });
  files.append(whole);
  if (/^http/.test(location.protocol)) {
    const feed = make("a", "pill", "订阅（有变动自动更新）");
    feed.href = webcal(link.href);
    files.append(
      feed,
      copier("复制订阅网址", () => link.href, said),
    );
    found.push(make("p", "m", "订阅的日历提不提醒，由手机日历自己的设置决定；要在这里选提醒，请下载文件。"));
  }
  const rows = coming();
  if (rows.length) {
    const alone = make("p", "", "只加一次：");
    rows.forEach((row) => {
      const start = String(row.dataset.start);
      const only = (/** @type {string} */ text) => single(text, start, minutesOf(row), group(row));
      alone.append(
        button(told(row), () => hand(link, said, title() + start.slice(0, 10), `${told(row)}的日历文件`, only)),
      );
    });
    found.push(alone);
  }
  return [...found, copier("复制时间地点", words, said)];
}

/** @param {HTMLElement} link */
export function offerCalendar(link) {
  if (inWeChat) guide(link, words);
  else panel(link, "加入手机日历", (said) => choices(/** @type {HTMLAnchorElement} */ (link), said));
}

/** The panel that a tap on 加入手机日历 opens: a whole calendar, a subscription, one session. */

import { moment } from "./dates.js";
import { single } from "./ics.js";
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

/**
 * @param {HTMLAnchorElement} link
 * @param {HTMLElement} said
 */
function choices(link, said) {
  const files = make("p", "", "");
  const found = [files];
  const whole = make("a", "pill", "下载日历文件");
  whole.href = link.href;
  whole.download = "";
  files.append(whole);
  if (/^http/.test(location.protocol)) {
    const feed = make("a", "pill", "订阅（有变动自动更新）");
    feed.href = webcal(link.href);
    files.append(feed);
  }
  const rows = coming();
  if (rows.length) {
    const alone = make("p", "", "只加一次：");
    rows.forEach((row) => {
      alone.append(button(told(row), () => add(link, row, said)));
    });
    found.push(alone);
  }
  return [...found, copier("复制时间地点", words, said)];
}

/**
 * @param {HTMLAnchorElement} link
 * @param {HTMLElement} row
 * @param {HTMLElement} said
 */
function add(link, row, said) {
  const failed = () => {
    said.textContent = "没有取到，请检查网络，或者先复制时间地点。";
  };
  fetchText(link.href)
    .then((text) => {
      const start = String(row.dataset.start);
      const calendar = single(text, start, minutesOf(row), group(row));
      if (!calendar) {
        failed();
        return;
      }
      save(title() + start.slice(0, 10), calendar);
      said.textContent = `${told(row)}的日历文件已下载，点开它就加进日历。`;
    })
    .catch(failed);
}

/** @param {HTMLElement} link */
export function offerCalendar(link) {
  if (inWeChat) guide(link, words);
  else panel(link, "加入手机日历", (said) => choices(/** @type {HTMLAnchorElement} */ (link), said));
}

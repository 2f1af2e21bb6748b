/** /my/ as a calendar file, a link or a QR code for another phone; and what is done with such a link when it is opened. */

import { merge } from "./ics.js";
import { kept } from "./keeping.js";
import { broughtBy, coursesOf, linkWith, toldBy } from "./kept.js";
import { load } from "./load.js";
import { fetchText } from "./months.js";
import { named, show, showWith } from "./my-page.js";
import { all, base, get, make, now, one, textOf } from "./page.js";
import { button, copier, guide, save } from "./panels.js";
import { notOver } from "./sessions.js";
import { offer, pageOf, pictureOf, savedWords, sessionWords } from "./sharing.js";
import { inWeChat } from "./wechat.js";

const ask = get("my-ask");
const told = get("my-told");
const link = () => linkWith(location.href, kept());

/** The next sessions as lines, in the words of the list. */
function words() {
  const ahead = notOver(all(".session", get("my-days")), now());
  const lines = ahead.slice(0, 10).map((row) => {
    const day = one("h2", /** @type {Element} */ (row.closest(".day")));
    const date = [textOf(day, "time"), textOf(day, "time + span")];
    const what = ["time", ".t", "[data-place]"].map((selector) => textOf(row, selector));
    return sessionWords(textOf(row, "[data-word]"), [...date, ...what]);
  });
  return ["我的课表", ...lines].join("\n");
}

/** @param {HTMLElement} opener */
async function saveAll(opener) {
  if (inWeChat) {
    guide(opener, words);
    return;
  }
  const keys = kept();
  told.textContent = "正在做日历文件…";
  const ids = coursesOf(keys);
  const texts = await Promise.all(ids.map((id) => fetchText(`${base}calendar/courses/${id}.ics`).catch(() => "")));
  /** @type {Record<string, string>} */
  const found = {};
  ids.forEach((id, n) => {
    if (texts[n]) found[id] = texts[n];
  });
  const several = ids.filter((id) => keys.indexOf(id) < 0);
  const classes = await Promise.all(several.map((id) => fetchText(pageOf(base, id)).then(toldBy, () => [])));
  const calendar = merge(found, keys, "我的课表", /** @type {string[]} */ ([]).concat(...classes));
  if (!calendar) {
    told.textContent = "没有取到，请检查网络再试一次。";
    return;
  }
  save("我的课表", calendar);
  told.textContent = savedWords(ids.length - Object.keys(found).length);
}

/**
 * @param {string} text
 * @returns {Promise<string>} the picture's address
 */
function draw(text) {
  const code = /** @type {any} */ (window).qrcode(0, "M");
  code.addData(text);
  code.make();
  const modules = code.getModuleCount();
  const { scale, size } = pictureOf(modules);
  const canvas = /** @type {HTMLCanvasElement} */ (one("canvas", get("my")));
  canvas.width = canvas.height = size;
  const pen = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  pen.fillStyle = "#fff";
  pen.fillRect(0, 0, size, size);
  pen.fillStyle = "#000";
  for (let y = 0; y < modules; y++) {
    for (let x = 0; x < modules; x++) {
      if (code.isDark(y, x)) pen.fillRect((x + 4) * scale, (y + 4) * scale, scale, scale);
    }
  }
  return new Promise((done) => {
    canvas.toBlob((blob) => done(URL.createObjectURL(/** @type {Blob} */ (blob))));
  });
}

/** @param {HTMLElement} opener */
async function picture(opener) {
  const text = link();
  try {
    await load("vendor/qrcode.js");
    const address = await draw(text);
    const qr = get("my-qr");
    const image = make("img", "", "");
    image.width = image.height = 240;
    image.alt = "我的课表的二维码，用另一部手机扫";
    image.src = address;
    all("img", qr).forEach((old) => {
      old.remove();
    });
    qr.prepend(image);
    qr.hidden = false;
    told.textContent = "二维码做好了，在下面。";
    opener.focus();
  } catch {
    // Too long for any code, or no network.
    told.textContent = "二维码没有做成，请用“复制链接”。";
  }
}

/** The buttons below the list. */
export function offerSharing() {
  const share = get("my-share");
  const add = (/** @type {string} */ name, /** @type {(opener: HTMLElement) => void} */ act) =>
    share.append(
      button(name, (event) => act(/** @type {HTMLElement} */ (event.currentTarget))),
      " ",
    );
  add("下载日历（全部放在一起）", saveAll);
  if (/^http/.test(location.protocol)) {
    add("做成二维码", picture);
    share.append(copier("复制链接", link, told));
    if (navigator.share) {
      add("发给家人", () => {
        navigator.share({ title: "我的课表", url: link() }).catch(() => 0);
      });
    }
  }
}

/** #my=… asks, in the page, what to do with the courses it brings. */
function brought() {
  const keys = broughtBy(location.hash);
  ask.hidden = !keys.length;
  if (keys.length) named(keys).then((found) => askWith(offer(found, kept())));
}

/** @param {ReturnType<typeof offer>} offered */
function askWith({ text, keys, merged, kind }) {
  const choose = (/** @type {string} */ name, /** @type {string[] | null} */ chosen, /** @type {string} */ said) =>
    button(name, () => {
      ask.hidden = true;
      history.replaceState(null, "", location.pathname + location.search);
      get("my-h").focus();
      showWith(chosen, said);
    });
  const none = (/** @type {string} */ name) => choose(name, null, "");
  ask.textContent = "";
  ask.append(make("p", "", text));
  if (kind === "none") ask.append(none("知道了"));
  else if (kind === "same") ask.append(make("p", "", "和您现在收着的一样。"), none("知道了"));
  else if (kind === "first") ask.append(choose("收下", keys, "已收下。"), none("不要"));
  else {
    ask.append(
      choose("合并到我的课表", merged, "已合并。"),
      choose("换成这一份", keys, "已换成这一份。"),
      none("不要"),
    );
  }
  ask.focus();
}

/** Whenever the page is opened or shown again. */
export const openPage = () => show().then(brought);

// /my/ as a calendar file, a link or a QR code for another phone; and what is done with such a link when it is opened.
(function (linli, document, window) {
  "use strict";
  const root = document.getElementById("my");
  if (!root) return;
  const get = (id) => document.getElementById(id);
  const ask = get("my-ask");
  const share = get("my-share");
  const told = get("my-told");
  const link = () => location.href.replace(/[?#].*/, "") + "#my=" + linli.kept().join(",");

  // The next sessions as lines, in the words of the list.
  function words() {
    const text = (part, selector) => (part.querySelector(selector) || { textContent: "" }).textContent.trim();
    const ahead = linli.all(".session", get("my-days")).filter((row) => Date.parse(row.dataset.end) > linli.now());
    const lines = ahead.slice(0, 10).map((row) => {
      const day = row.closest(".day").querySelector("h2");
      const state = text(row, "[data-word]");
      const parts = [text(day, "time"), text(day, "time + span"), text(row, "time"), text(row, ".t"), text(row, "[data-place]")];
      return (state && "【" + state + "】") + parts.filter(Boolean).join(" ");
    });
    return ["我的课表"].concat(lines).join("\n");
  }

  function save(button) {
    if (linli.wechat) return linli.guide(button, words);
    const kept = linli.kept();
    told.textContent = "正在做日历文件…";
    const ids = linli.courses(kept);
    const get = (id) => linli.ics.get(linli.base + "calendar/courses/" + id + ".ics").catch(() => "");
    return Promise.all(ids.map(get)).then((texts) => {
      const found = {};
      ids.forEach((id, n) => texts[n] && (found[id] = texts[n]));
      const calendar = linli.ics.merge(found, kept, "我的课表");
      if (!calendar) {
        told.textContent = "没有取到，请检查网络再试一次。";
        return;
      }
      linli.ics.save("我的课表", calendar);
      const lost = ids.length - Object.keys(found).length;
      told.textContent = "日历文件已下载，点开它就加进日历。" + (lost ? "有" + lost + "门课没有取到，不在里面。" : "");
    });
  }

  function draw(text) {
    const code = window.qrcode(0, "M");
    code.addData(text);
    code.make();
    const size = code.getModuleCount();
    const scale = Math.max(4, Math.round(480 / (size + 8)));
    const canvas = root.querySelector("canvas");
    canvas.width = canvas.height = (size + 8) * scale;
    const pen = canvas.getContext("2d");
    pen.fillStyle = "#fff";
    pen.fillRect(0, 0, canvas.width, canvas.width);
    pen.fillStyle = "#000";
    for (let y = 0; y < size; y++) {
      for (let x = 0; x < size; x++) {
        if (code.isDark(y, x)) pen.fillRect((x + 4) * scale, (y + 4) * scale, scale, scale);
      }
    }
    return new Promise((done) => canvas.toBlob((blob) => done(URL.createObjectURL(blob))));
  }

  function picture(button) {
    const text = link();
    const failed = () => (told.textContent = "二维码没有做成，请用“复制链接”。");
    linli.load(
      "vendor/qrcode.js",
      () => {
        let made;
        try {
          made = draw(text);
        } catch (long) {
          return failed();
        }
        return made.then((address) => {
          const qr = get("my-qr");
          const image = linli.make("img", "", "");
          image.width = image.height = 240;
          image.alt = "我的课表的二维码，用另一部手机扫";
          image.src = address;
          linli.all("img", qr).forEach((old) => old.remove());
          qr.prepend(image);
          qr.hidden = false;
          told.textContent = "二维码做好了，在下面。";
          button.focus();
        });
      },
      failed
    );
  }

  const add = (name, act) => share.append(linli.button(name, (event) => act(event.currentTarget)), " ");
  add("下载日历（全部放在一起）", save);
  if (/^http/.test(location.protocol)) {
    add("做成二维码", picture);
    share.append(linli.copier("复制链接", link, told));
    if (navigator.share) add("发给家人", () => navigator.share({ title: "我的课表", url: link() }).catch(() => 0));
  }

  // #my=… asks, in the page, what to do with the courses it brings.
  function brought() {
    // Some chats write the comma as %2C.
    const keys = linli.keys(((/^#my=([^&]*)/.exec(location.hash) || [])[1] || "").replace(/%2C/gi, ","));
    ask.hidden = !keys.length;
    if (keys.length) linli.named(keys).then((found) => offer(found, linli.kept()));
  }

  function offer(found, kept) {
    const known = found.filter((one) => one.text !== "");
    const keys = known.map((one) => one.key);
    const gone = found.length - known.length;
    const names = known.map((one) => one.text || one.key).join("、");
    const title = "这个链接里有" + known.length + "门课" + (known.length ? "：" + names : "") + "。";
    const close = (text) => {
      ask.hidden = true;
      history.replaceState(null, "", location.pathname + location.search);
      get("my-h").focus();
      linli.show().then(() => (get("my-said").textContent = text + get("my-said").textContent));
    };
    const choose = (name, chosen, text) =>
      linli.button(name, () => {
        linli.keep(chosen);
        close(text);
      });
    const none = (name) => linli.button(name, () => close(""));
    ask.textContent = "";
    ask.append(linli.make("p", "", title + (gone ? "另有" + gone + "门网站上已经没有了。" : "")));
    const merged = linli.keys(kept.concat(keys).join(","));
    if (!keys.length) ask.append(none("知道了"));
    else if (merged.length === kept.length && keys.length === kept.length) {
      ask.append(linli.make("p", "", "和您现在收着的一样。"), none("知道了"));
    } else if (!kept.length) ask.append(choose("收下", keys, "已收下。"), none("不要"));
    else {
      ask.append(choose("合并到我的课表", merged, "已合并。"), choose("换成这一份", keys, "已换成这一份。"), none("不要"));
    }
    ask.focus();
  }

  linli.opened = () => linli.show().then(brought);
})(window.linli, document, window);

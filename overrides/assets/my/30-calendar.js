// The panel that a tap on 加入手机日历 opens: a whole calendar, a subscription, one session; in WeChat, which takes no
// calendar files, the way out of it and the words to copy.
(function (linli, document) {
  "use strict";
  const inWeChat = /MicroMessenger/i.test(navigator.userAgent);
  let shown = null;

  function byHand(words) {
    const box = linli.make("textarea", "sr", "");
    box.value = words;
    box.readOnly = true;
    document.body.append(box);
    box.select();
    box.setSelectionRange(0, words.length);
    let done = false;
    try {
      done = document.execCommand("copy");
    } catch (refused) {
      done = false;
    }
    box.remove();
    return done;
  }

  // Copies words and calls back with whether it worked.
  linli.copy = (words, then) => {
    const board = navigator.clipboard;
    if (board && board.writeText) board.writeText(words).then(() => then(true), () => then(byHand(words)));
    else then(byHand(words));
  };

  // A button that copies; it says so itself and to the screen reader.
  linli.copier = (name, words, said) => {
    const button = linli.button(name, () => {
      const say = (done) => {
        button.textContent = done ? "已复制" : "没有复制成";
        said.textContent = done ? "已复制，去聊天里粘贴。" : "没有复制成，请长按这些字来复制：" + words();
        button.focus();
        setTimeout(() => (button.textContent = name), 4e3);
      };
      linli.copy(words(), say);
    });
    return button;
  };

  linli.button = (name, act, className) => {
    const button = linli.make("button", className || "pill", name);
    button.type = "button";
    button.addEventListener("click", act);
    return button;
  };

  // Opens a panel after the button's line, or closes it; the focus goes in, and back to the button at the end.
  linli.panel = (button, title, fill) => {
    const again = shown && shown.button === button;
    if (shown) shown.close();
    if (again) return;
    const box = linli.make("div", "note panel", "");
    box.setAttribute("role", "group");
    box.setAttribute("aria-label", title);
    box.tabIndex = -1;
    const close = () => {
      box.remove();
      button.setAttribute("aria-expanded", false);
      button.focus();
      shown = null;
    };
    box.addEventListener("keydown", (event) => event.key === "Escape" && close());
    const said = linli.make("p", "m", "");
    said.setAttribute("role", "status");
    box.append(linli.make("b", "", title), ...fill(said), linli.button("关闭", close), said);
    button.parentNode.insertAdjacentElement("afterend", box);
    button.setAttribute("aria-expanded", true);
    shown = { button, close };
    box.focus();
  };

  linli.guide = (button, words) =>
    linli.panel(button, "在微信里加不了日历", (said) => [
      linli.make("p", "", "请点右上角的“···”，选“在浏览器打开”，到那里再点一次这个按钮。也可以先把时间地点抄下来："),
      linli.copier("复制时间地点", words, said),
    ]);
  linli.wechat = inWeChat;

  const line = (element) => element.innerText.replace(/\s*\n\s*/g, "；").replace(/\s+/g, " ").trim();

  // The course in words: what it is, the next session, when and where, where to read on.
  function words() {
    const lines = [document.querySelector("h1").innerText.trim()];
    const next = coming()[0];
    if (next) lines.push("下一次：" + told(next));
    linli.all(".facts [data-told]").forEach((fact) => {
      if (!fact.hidden) lines.push(fact.querySelector("dt").textContent + "：" + line(fact.querySelector("dd")));
    });
    if (/^http/.test(location.protocol)) lines.push(location.href.replace(/[?#].*/, ""));
    return lines.join("\n");
  }

  const coming = () =>
    linli.all("#next .session").filter((row) => {
      return "held" in row.dataset && Date.parse(row.dataset.start) > linli.now();
    });
  const group = (row) => (row.querySelector("[data-name]") || { textContent: "" }).textContent;
  // Nothing where nobody said when it ends.
  const minutes = (row) => ("unended" in row.dataset ? 0 : (Date.parse(row.dataset.end) - Date.parse(row.dataset.start)) / 6e4);
  const told = (row) => (linli.moment(row.dataset.start) + " " + group(row)).trim();

  function all(link, said) {
    const found = [linli.make("p", "", "")];
    const whole = linli.make("a", "pill", "下载日历文件");
    whole.href = link.href;
    whole.download = "";
    found[0].append(whole);
    if (/^http/.test(location.protocol)) {
      const feed = linli.make("a", "pill", "订阅（有变动自动更新）");
      feed.href = link.href.replace(/^https?:/, "webcal:");
      found[0].append(feed);
    }
    const rows = coming();
    if (rows.length) {
      const one = linli.make("p", "", "只加一次：");
      rows.forEach((row) => one.append(linli.button(told(row), () => single(link, row, said))));
      found.push(one);
    }
    return found.concat(linli.copier("复制时间地点", words, said));
  }

  function single(link, row, said) {
    const failed = () => (said.textContent = "没有取到，请检查网络，或者先复制时间地点。");
    linli.ics.get(link.href).then((text) => {
      const calendar = linli.ics.single(text, row.dataset.start, minutes(row), group(row));
      if (!calendar) return failed();
      linli.ics.save(document.querySelector("h1").innerText.trim() + row.dataset.start.slice(0, 10), calendar);
      said.textContent = told(row) + "的日历文件已下载，点开它就加进日历。";
    }).catch(failed);
  }

  linli.calendar = (link) => {
    if (inWeChat) linli.guide(link, words);
    else linli.panel(link, "加入手机日历", (said) => all(link, said));
  };
})(window.linli, document);

// 读给我听: reads what is shown, piece by piece, where the browser has a Chinese voice.
(function (linli, document) {
  "use strict";
  const button = document.getElementById("read");
  const speech = window.speechSynthesis;
  if (!button || !speech || !window.SpeechSynthesisUtterance) return;
  let reading = 0;

  const voice = () => {
    const chinese = speech.getVoices().filter((one) => /^(zh|cmn)/i.test(one.lang));
    return chinese.find((one) => /CN|Hans|cmn/i.test(one.lang) && one.localService) || chinese[0];
  };
  const offer = () => (button.hidden = !voice());

  function stop() {
    reading += 1;
    speech.cancel();
    linli.all(".reading").forEach((part) => part.classList.remove("reading"));
    button.textContent = "读给我听";
  }

  // Short pieces: some browsers fall silent after a quarter of a minute.
  function next(parts, turn) {
    linli.all(".reading").forEach((part) => part.classList.remove("reading"));
    const part = parts.shift();
    if (turn !== reading) return;
    if (!part) return stop();
    const piece = new SpeechSynthesisUtterance(part.innerText.replace(/\s*\n+\s*/g, "。"));
    piece.lang = "zh-CN";
    piece.voice = voice();
    piece.rate = 0.85;
    piece.onend = piece.onerror = () => turn === reading && next(parts, turn);
    part.classList.add("reading");
    speech.speak(piece);
  }

  button.addEventListener("click", () => {
    if (button.textContent !== "读给我听") return stop();
    stop();
    button.textContent = "停下，不读了";
    const shown = linli.all(".stale, main h2, main .note, main li, main .none").filter((part) => part.offsetHeight);
    next(shown, reading);
  });
  addEventListener("pagehide", stop);
  offer();
  if (speech.addEventListener) speech.addEventListener("voiceschanged", offer);
  else speech.onvoiceschanged = offer;
})(window.linli, document);

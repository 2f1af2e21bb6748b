/** 读给我听: reads what is shown, piece by piece, where the browser has a Chinese voice. */

import { all, get } from "./page.js";
import { chineseVoice, spoken } from "./voices.js";

const OFFER = "读给我听";

export function offerReading() {
  const button = get("read");
  const speech = window.speechSynthesis;
  if (!button || !speech || !window.SpeechSynthesisUtterance) return;
  let reading = 0;

  const voice = () => chineseVoice(speech.getVoices());
  const offer = () => {
    button.hidden = !voice();
  };
  const unmark = () =>
    all(".reading").forEach((part) => {
      part.classList.remove("reading");
    });

  function stop() {
    reading += 1;
    speech.cancel();
    unmark();
    button.textContent = OFFER;
  }

  /**
   * Short pieces: some browsers fall silent after a quarter of a minute.
   * @param {HTMLElement[]} parts
   * @param {number} turn
   */
  function next(parts, turn) {
    unmark();
    const part = parts.shift();
    if (turn !== reading) return;
    if (!part) {
      stop();
      return;
    }
    const piece = new SpeechSynthesisUtterance(spoken(part.innerText));
    piece.lang = "zh-CN";
    piece.voice = voice() || null;
    piece.rate = 0.85;
    piece.onend = piece.onerror = () => {
      if (turn === reading) next(parts, turn);
    };
    part.classList.add("reading");
    speech.speak(piece);
  }

  button.addEventListener("click", () => {
    const wanted = button.textContent === OFFER;
    stop();
    if (!wanted) return;
    button.textContent = "停下，不读了";
    const shown = all(".stale, main h2, main .note, main li, main .none").filter((part) => part.offsetHeight);
    next(shown, reading);
  });
  window.addEventListener("pagehide", stop);
  offer();
  if (speech.addEventListener) speech.addEventListener("voiceschanged", offer);
  else speech.onvoiceschanged = offer;
}

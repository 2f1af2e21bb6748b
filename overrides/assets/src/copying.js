/** Words for the clipboard, where a browser lets a page copy, and where it does not. */

/** @param {string} words */
function byHand(words) {
  const box = document.createElement("textarea");
  box.className = "sr";
  box.value = words;
  box.readOnly = true;
  document.body.append(box);
  box.select();
  box.setSelectionRange(0, words.length);
  let done = false;
  try {
    done = document.execCommand("copy");
  } catch {
    done = false;
  }
  box.remove();
  return done;
}

/**
 * Copies words and calls back with whether it worked.
 * @param {string} words
 * @param {(done: boolean) => void} then
 */
export function copy(words, then) {
  const board = navigator.clipboard;
  if (board && board.writeText) {
    board.writeText(words).then(
      () => then(true),
      () => then(byHand(words)),
    );
  } else then(byHand(words));
}

/** How a browser reads aloud: takes its voices and the words of a part, gives the voice and the words to say. */

/**
 * The voice for Standard Chinese, one on the phone itself where there is one.
 * @template {{ lang: string, localService: boolean }} Voice
 * @param {Voice[]} voices
 * @returns {Voice | undefined}
 */
export function chineseVoice(voices) {
  const chinese = voices.filter((each) => /^(zh|cmn)/i.test(each.lang));
  return chinese.find((each) => /CN|Hans|cmn/i.test(each.lang) && each.localService) || chinese[0];
}

/**
 * Lines are read with a pause between.
 * @param {string} text
 */
export const spoken = (text) => text.replace(/\s*\n+\s*/g, "。");

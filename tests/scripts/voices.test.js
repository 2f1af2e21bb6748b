import assert from "node:assert/strict";
import { test } from "node:test";
import { chineseVoice, spoken } from "../../overrides/assets/src/voices.js";

const voice = (lang, localService = false) => ({ lang, localService });

test("a voice of the mainland on the phone itself comes first, then any Chinese one", () => {
  const [english, taiwan, far, near] = [
    voice("en-US", true),
    voice("zh-TW", true),
    voice("zh-CN"),
    voice("zh-CN", true),
  ];
  assert.equal(chineseVoice([english, taiwan, far, near]), near);
  assert.equal(chineseVoice([english, taiwan, far]), taiwan);
  assert.equal(chineseVoice([english, far]), far);
  assert.equal(chineseVoice([english]), undefined);
  assert.equal(chineseVoice([]), undefined);
  for (const lang of ["cmn-Hans-CN", "zh_Hans", "ZH-cn"]) {
    const one = voice(lang, true);
    assert.equal(chineseVoice([taiwan, one]), one, lang);
  }
  assert.equal(chineseVoice([voice("x-zh", true)]), undefined);
});

test("lines are read with a pause between", () => {
  assert.equal(spoken("书法班 \n\n  周二\n晚上"), "书法班。周二。晚上");
});

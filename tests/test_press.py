"""The press: hostile texts, what a typeface has, what is kept and what cannot be printed."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from linli import refusals
from linli.memory import Memory
from linli.paper import typefaces, unprinted
from linli.paper.glyphs import Glyphs
from linli.paper.press import PaperError, Press
from linli.paper.sheet import Sheet, svg
from linli.recipe import followed
from printing import (
    COURSE,
    URL,
    WEDNESDAYS,
    begun,
    bottom_of,
    pages_of,
    poster,
    printed_of,
    scanned,
    small,
    text_of,
    told,
    top_of,
)
from tests_support import TODAY


def test_hostile_lengths_stay_on_their_page(workshop: Path) -> None:
    classes = [
        {**WEDNESDAYS, "group": f"第{n}班", "weekday": f"周{'一二三四五六日'[n % 7]}", "note": "零基础，自带球拍"}
        for n in range(40)
    ]
    course = {**COURSE, "title": "书" * 40, "plain": "好" * 90, "bring": "笔" * 200, "phone": "010-88888888转8001"}
    service = {"id": "s", "name": "测" * 30, "how_to_apply": "怎" * 400, "eligibility": "谁" * 100}
    community = small(courses=[course], schedules=classes, services=[service])
    for path, data in printed_of(told(community), workshop).items():
        if path.startswith(("courses", "services")) and path.endswith(".pdf"):
            (page,) = pages_of(data)
            assert len(scanned(page)) == 1, path
            assert "2026年11月24日印" in text_of(data)
        if path.endswith("poster.pdf"):
            assert bottom_of(data, "费用") > top_of(data, "怎么参加请先问"), "nothing is printed over another"


def test_code_is_not_taken_for_markup(press: Callable[[Sheet], bytes]) -> None:
    community = small(courses=[{**COURSE, "title": "太极🥋班 #let x = 1 *粗* $a$"}])
    assert "太极班#letx=1*粗*$a$" in text_of(press(poster(community)))


def test_every_character_of_the_typeface_is_printed(press: Callable[[Sheet], bytes]) -> None:
    community = small(courses=[{**COURSE, "title": "䶮𬱖𠮷班①㊙👵🏻", "plain": "☎★𫖯𬭎☀️：问王老师。"}])
    text = text_of(press(poster(community)))
    assert "䶮𬱖𠮷班①㊙" in text
    assert "☎★𫖯𬭎☀：问王老师。" in text
    assert not set(text) & set("👵🏻\ufe0f\u200d")


@pytest.mark.parametrize(
    ("text", "printed", "lost"),
    [
        ("书法班（周三 19:00）", "书法班（周三 19:00）", []),
        ("𠮷野家 㐂 鿍 〇 ㊗ ㎡ №1 café é", "𠮷野家 㐂 鿍 〇 ㊗ ㎡ №1 café é", []),
        ("👵🏻和👵🏽、🇨🇳", "和、", ["👵🏻", "👵🏽", "🇨🇳"]),
        ("👨\u200d👩\u200d👧来", "来", ["👨\u200d👩\u200d👧"]),
        ("1\ufe0f\u20e3楼", "1楼", []),
        ("葛\U000e0100城", "葛城", []),
        ("看\u200b不\ufeff见", "看不见", []),
        ("\U0003134a\ue000", "", ["\U0003134a", "\ue000"]),
    ],
)
def test_what_the_typeface_has(text: str, printed: str, lost: list[str]) -> None:
    face = typefaces.find(publish=True)
    assert face
    glyphs = Glyphs(face.files)
    assert (glyphs.printed(text), glyphs.lost(text)) == (printed, lost)


def test_the_characters_of_a_typeface_are_read_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    face = typefaces.find(publish=True)
    assert face
    font = tmp_path / "font.otf"
    font.write_bytes(face.files[0].read_bytes())
    memory = Memory()
    assert Glyphs([font], memory).lost("🥋") == ["🥋"]
    with monkeypatch.context() as patched:
        patched.delattr("linli.paper.glyphs.TTFont")
        assert Glyphs([font], memory).lost("🥋") == ["🥋"]
    os.utime(font, ns=(1, 1))
    monkeypatch.delattr("linli.paper.glyphs.TTFont")
    with pytest.raises(NameError):
        Glyphs([font], memory).lost("🥋")


def test_what_is_left_out_is_named_at_its_record(workshop: Path) -> None:
    course = {**COURSE, "title": "太极🥋班", "plain": "好𠮷。", "summary": "🥋不印。"}
    community = small(courses=[course, {**COURSE, "id": "hua", "title": "国画班"}])
    face = typefaces.find(publish=True)
    assert face
    press = Press(root=workshop, face=face, today=TODAY, sheets=[poster(community)])
    list(followed(press.files()))
    [problem] = unprinted.problems(community, press.glyphs, press.incomplete)
    assert (problem.level, problem.code, problem.record, problem.field) == (
        "warning", "not-printed", "太极🥋班 (shufa)", "title",
    )  # fmt: skip
    assert "「🥋」（U+1F94B）" in problem.message


def test_a_build_warns_of_what_is_left_out(workshop: Path) -> None:
    community = small(courses=[{**COURSE, "title": "太极🥋班"}])
    press = begun(told(community), workshop)
    press.stop()
    found = list(unprinted.problems(community, press.glyphs, press.incomplete))
    assert {(p.record, p.field) for p in found} == {("太极🥋班 (shufa)", "title")}


def test_what_did_not_change_is_not_printed_again(workshop: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    community = small()
    files = printed_of(told(community), workshop)

    def fail(*_: object) -> None:
        raise AssertionError("printed again")

    monkeypatch.setattr(Press, "_start", fail)
    assert printed_of(told(community), workshop) == files
    with pytest.raises(AssertionError, match="printed again"):
        printed_of(told(community, today=TODAY + timedelta(days=1)), workshop)


def test_the_cache_keeps_only_what_is_used(workshop: Path) -> None:
    cache = workshop / ".cache/linli/paper"
    community = small()
    files = printed_of(told(community), workshop)
    for path in cache.iterdir():
        os.utime(path, (0, 0))
    (cache / "just-printed-by-another.pdf").touch()
    assert printed_of(told(community), workshop) == files
    assert len(list(cache.iterdir())) == len(files) + 1


def test_without_a_chinese_typeface_a_sentence_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "DejaVuSans.ttf").write_bytes(b"")
    monkeypatch.setattr(typefaces, "places", lambda: [tmp_path])
    assert typefaces.find(publish=True) is None
    problem = refusals.no_paper(PaperError(typefaces.LACKING), "warning")
    assert re.search(r"没有能用来印刷的中文字体.*fonts-noto-cjk", problem.message + problem.hint)


def test_a_font_file_that_is_none_is_noticed(workshop: Path, tmp_path: Path) -> None:
    (tmp_path / "NotoSansCJK-Regular.ttc").write_bytes(b"not a font")
    face = typefaces.find(publish=True, folders=[tmp_path])
    assert face
    with pytest.raises(PaperError, match="中文字体"):
        list(followed(Press(root=workshop, face=face, today=TODAY, sheets=[poster(small())]).files()))


def test_only_free_typefaces_publish(tmp_path: Path) -> None:
    (tmp_path / "msyh.ttc").write_bytes(b"x")
    assert typefaces.find(publish=True, folders=[tmp_path]) is None
    face = typefaces.find(publish=False, folders=[tmp_path])
    assert face
    assert (face.sans, face.serif) == ("Microsoft YaHei", "Microsoft YaHei")


def test_a_broken_template_is_named(workshop: Path, tmp_path: Path) -> None:
    shutil.copytree(workshop / "overrides", tmp_path / "overrides")
    (tmp_path / "overrides/paper/poster.typ").write_text("#nothing-of-this-name")
    community = small()
    with pytest.raises(PaperError, match=r"overrides/paper.*poster\.typ 排不出来"):
        printed_of(told(community), tmp_path)


def test_codes_are_vectors() -> None:
    drawing = svg(f"{URL}q/shufa/")
    assert drawing.startswith("<svg")
    assert "<image" not in drawing

"""The rules that read text: form addresses, dangerous links and names, shape by shape."""

from __future__ import annotations

from pathlib import Path

import pytest

from fragments import context_of_rows as context
from fragments import gather, lay_out
from linli.checks import dangerous_links, form_urls, usual_hours

_FILLED = """
https://www.wjx.cn/vm/tNxABcd.aspx
https://v.wjx.cn/vm/tNxABcd.aspx
https://ks.wjx.top/vm/tNxABcd.aspx
https://tp.wjx.top/jq/12345678.aspx
https://w.wjx.com/m/12345678.aspx
https://linfu.wjx.cn/vj/tNxABcd.aspx
https://www.wjx.cn/hj/tNxABcd.aspx
https://www.wjx.cn/vm/tNxABcd.aspx?sojumpparm=shufa
https://jinshuju.net/f/AbCdEf
https://jinshuju.com/f/AbCdEf
https://jsj.top/f/AbCdEf?x_field_1=shufa
https://jsj.ink/f/AbCdEf
https://wj.qq.com/s2/12345678/0a1b/
https://wj.qq.com/s/12345678/
https://docs.qq.com/form/page/DAbCdEfGh
https://linfu.feishu.cn/share/base/form/shrcnAbCdEfGh
https://linfu.feishu.cn/share/base/form/shrcnAbCdEfGh?prefill_%E8%AF%BE%E7%A8%8B=shufa
https://linfu.mikecrm.com/AbCdEfG
https://www.mikecrm.com/f.php?t=AbCdEf
https://f.wps.cn/g/AbCdEfGh/
https://f.kdocs.cn/w/AbCdEfGh/
https://f.kdocs.cn/ksform/w/write/AbCdEfGh
https://linfu.aliwork.com/o/baoming
https://forms.office.com/r/AbCdEfGhIj
https://forms.office.com/Pages/ResponsePage.aspx?id=AbCdEf
"""
_WRONG = """
bad-url          abc
bad-url          www.wjx.cn/vm/abc.aspx
bad-url          javascript:alert(1)
bad-url          ftp://www.wjx.cn/vm/abc.aspx
bad-url          https://
bad-url          https:///vm/abc.aspx
bad-url          https://wjx/vm/abc.aspx
bad-url          https://[::1/vm
bad-url          https://[::1]/vm/abc.aspx
bad-url          https://192.168.1.5/vm/abc.aspx
bad-url          https://0x7f.1/vm/abc.aspx
bad-url          https://2130706433/vm/abc.aspx
bad-url          https://localhost/f/1
bad-url          https://form.local/f/1
bad-url          https://www.wjx.cn:8080/vm/abc.aspx
bad-url          https://www.wjx.cn:99999/vm/abc.aspx
bad-url          https://user:geheim@www.wjx.cn/vm/abc.aspx
bad-url          https://www.wjx.cn@evil.example/vm/abc.aspx
odd-url          https://www.wjx.cn/vm/a bc.aspx
bad-url          https://www.wjx.cn/vm/"><script>
bad-url          https://www.wjx.cn\\\\@evil.example/
insecure-url     http://www.wjx.cn/vm/abc.aspx
short-url        https://t.cn/A6abcdef
short-url        http://dwz.cn/abcdef
short-url        https://url.cn/abcdef
owner-url        https://www.wjx.cn/wjx/design/designstart.aspx?activity=1
owner-url        https://www.wjx.cn/report/12345678.aspx
owner-url        https://www.wjx.cn/wjx/activitystat/viewstatsummary.aspx?activity=1
owner-url        https://jinshuju.net/forms/AbCdEf/edit
owner-url        https://jinshuju.net/forms/AbCdEf/entries
owner-url        https://wj.qq.com/edit.html?sid=1
owner-url        https://docs.qq.com/form/edit/DAbCdEfGh
owner-url        https://docs.qq.com/form/result/DAbCdEfGh
owner-url        https://linfu.feishu.cn/base/bascnAbCd?table=1
owner-url        https://linfu.feishu.cn/wiki/AbCd
owner-url        https://docs.google.com/forms/d/1AbC/edit
blocked-host     https://docs.google.com/forms/d/e/1FAIpQ/viewform
blocked-host     https://forms.gle/AbCdEf
blocked-host     https://linfu.typeform.com/to/AbCd
unknown-host     https://baoming.linfu.cn/f/1
unknown-host     https://evilwjx.cn/vm/abc.aspx
unknown-host     https://wjx.cn.evil.example/vm/abc.aspx
unknown-host     https://www.wjx.cn/
unknown-host     https://jinshuju.net/home
"""
_SAMPLES = [tuple(line.split(None, 1)) for line in _WRONG.strip().splitlines()]
_WARNINGS = {"blocked-host", "unknown-host"}


def form(url: str) -> dict[str, object]:
    return {"id": "f", "title": "报名", "kind": "报名", "url": url}


@pytest.mark.parametrize("url", _FILLED.split())
def test_a_page_to_fill_is_fine(url: str, tmp_path: Path) -> None:
    assert list(form_urls.check(context(tmp_path, forms=[form(url)]))) == []


@pytest.mark.parametrize(("code", "url"), _SAMPLES)
def test_any_other_address_is_not(code: str, url: str, tmp_path: Path) -> None:
    [problem] = form_urls.check(context(tmp_path, forms=[form(url.replace("\\\\", "\\"))]))
    assert problem.code == code
    assert problem.level == ("warning" if code in _WARNINGS else "error")
    assert problem.hint
    assert "geheim" not in problem.message


@pytest.mark.parametrize(
    "text",
    [
        "[a](javascript:alert(1))",
        "[a](JaVaScRiPt:alert(1))",
        "[a]( javascript:alert(1))",
        "[a](<javascript:alert(1)>)",
        "[a](java\tscript:alert(1))",
        "[a](java\\script:alert(1))".replace("\\", ""),
        "[a](javascript\\:alert(1))",
        "[a](java&#115;cript:alert(1))",
        "[a](java&#x73;cript:alert(1))",
        "[a](javascript&colon;alert(1))",
        "[a](&#106&#97&#118&#97&#115&#99&#114&#105&#112&#116&#58;alert(1))",
        "[a](javascript%3Aalert(1))",
        "[a](%6Aavascript:alert(1))",
        "[a](%256Aavascript:alert(1))",
        "[a](java\u200bscript:alert(1))",
        "[a](java&NewLine;script&Tab;:alert(1))",
        "[a](vbscript:msgbox(1))",
        "[a](data:text/html;base64,PHNjcmlwdD4=)",
        "![a](data:image/svg+xml;base64,PHN2Zz4=)",
        "[a](file:///etc/passwd)",
        "[a](\njavascript:alert(1))",
        "[a][b]\n\n[b]: javascript:alert(1)",
        "[a][b]\n\n[b]:\n  <javascript:alert(1)>",
        "<javascript:alert(1)>",
        "[![a](b.png)](javascript:alert(1))",
        "[a](ｊａｖａｓｃｒｉｐｔ:alert(1))",
    ],
)
def test_links_that_run_code_are_found(text: str, tmp_path: Path) -> None:
    found = courses_saying(text, tmp_path)
    assert "dangerous-link" in found


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("<script>alert(1)</script>", "raw-html"),
        ("<SCRIPT SRC=//x></SCRIPT>", "raw-html"),
        ("<img src=x onerror=alert(1)>", "raw-html"),
        ("<img src=x\nonerror=alert(1)>", "raw-html"),
        ("<img/onerror='alert(1)'/src=x>", "raw-html"),
        ("<iframe src='https://x.cn'>", "raw-html"),
        ("<svg onload=alert(1)>", "raw-html"),
        ("</textarea><script>", "raw-html"),
        ("<b>粗</b>", "hidden-html"),
        ("<p align=center>中</p>", "hidden-html"),
        ("[a](alipays://x)", "odd-link"),
    ],
)
def test_html_is_found(text: str, code: str, tmp_path: Path) -> None:
    assert code in courses_saying(text, tmp_path)


@pytest.mark.parametrize(("text", "level"), [("[a](alipays://x)", "warning"), ("[a](javascript:alert(1))", "error")])
def test_only_what_runs_code_stops_the_site(text: str, level: str, tmp_path: Path) -> None:
    """In a table and in a page alike."""
    root = lay_out(
        tmp_path / "site",
        {"content/a.md": text, "data/courses.yml": f"- {{id: a, title: 课, category: 课, description: '{text}'}}\n"},
    )
    found = list(dangerous_links.check(gather(root)[0]))
    assert {(problem.mark.path, problem.level) for problem in found} == {
        ("content/a.md", level),
        ("data/courses.yml", level),
    }


@pytest.mark.parametrize(
    "text",
    [
        "见[课表](../../timetable/)、<https://example.cn/a?b=c:d>、[电话](tel:08300000000)、[信](mailto:a@b.cn)",
        "JavaScript: 从零开始学编程(data: 2026年)",
        "年龄<6岁，3 < 5 且 7 > 2",
        "代码 `<script>` 和\n\n```\n[a](javascript:alert(1))\n```\n都只是文字",
        "每周一、三:19:00；数据:64",
        "[注]: 这里是说明",
        "费用：每次30元(含材料)\n- data: 无",
    ],
)
def test_ordinary_text_is_fine(text: str, tmp_path: Path) -> None:
    assert courses_saying(text, tmp_path) == []


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", " JAVASCRIPT&colon;alert(1)", "data:text/html,x", "file:///etc/passwd"]
)
def test_url_fields_are_looked_at(url: str, tmp_path: Path) -> None:
    story = {"id": "a", "title": "事", "date": "2026-01-01", "source_url": url}
    found = dangerous_links.check(context(tmp_path, stories=[story]))
    assert [problem.code for problem in found] == ["dangerous-link"]


def test_hand_written_pages_may_hold_html_but_no_code(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    page = tmp_path / "content/a.md"
    page.write_text("<!-- slot: today -->\n<div class='a'><b>好</b></div>\n", "utf-8")
    assert list(dangerous_links.check(context(tmp_path))) == []
    page.write_text("好\n\n<div onclick='x()'>\n\n[a](java&#115;cript:x)\n", "utf-8")
    found = [f"{p.mark} {p.code}" for p in dangerous_links.check(context(tmp_path))]
    assert found == ["content/a.md:5:1 dangerous-link", "content/a.md:3:6 raw-html"]


def test_what_is_shown_as_code_leads_nowhere(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    page = tmp_path / "content/a.md"
    for fence in ("~~~", "```"):
        page.write_text(f"好\n\n{fence}\n[a](javascript:x)\n{fence}\n", "utf-8")
        assert list(dangerous_links.check(context(tmp_path))) == []


def test_a_scheme_in_pieces_is_told_of_the_page(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "content/a.md").write_text("好\n\n[a](java\nscript:x)\n", "utf-8")
    assert [str(p.mark) for p in dangerous_links.check(context(tmp_path))] == ["content/a.md:1:1"]


def courses_saying(text: str, root: Path) -> list[str]:
    course = {"id": "a", "title": "课", "category": "甲", "description": text}
    return [problem.code for problem in dangerous_links.check(context(root, courses=[course]))]


@pytest.mark.parametrize(
    ("usual", "written", "asked"),
    [
        ("19:00", "07:00", True),
        ("19:00", "08:30", True),  # 20:30 is an hour and a half away
        ("19:00", "08:31", False),
        ("19:00", "05:30", True),
        ("19:00", "05:29", False),
        ("14:00", "10:01", False),  # less than four hours away: a class in the morning
        ("14:00", "02:30", True),
        ("14:00", "12:30", False),
    ],
)
def test_a_morning_hour_that_was_meant_for_the_evening_is_asked_about(
    usual: str, written: str, asked: bool, tmp_path: Path
) -> None:
    row = {"course": "ke", "weekday": "周三", "valid_from": "2026-09-02", "valid_to": "2027-01-13"}
    found = context(
        tmp_path,
        courses=[{"id": "ke", "title": "夜校", "category": "夜校"}],
        schedules=[row | {"opens_at": usual, "weekday": day} for day in ("周一", "周二")]
        + [row | {"opens_at": written}],
    )
    assert [problem.code for problem in usual_hours.check(found)] == ["unusual-hour"] * asked

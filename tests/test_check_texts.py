"""The rules that read text: form addresses, personal data and dangerous links, shape by shape."""

from __future__ import annotations

from datetime import date
from importlib import import_module
from pathlib import Path
from zipfile import ZipFile

import pytest

from communities import make, package
from fragments import files_of, gather, lay_out
from linli import assets
from linli.checks import Context, content_files, dangerous_links, form_urls, privacy
from linli.checks.clashes import is_name
from linli.checks.near_words import is_slip
from linli.timetable import expand
from tests_support import TODAY

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


def context(root: Path, **tables: list[dict[str, object]]) -> Context:
    community = make(**tables)
    return Context(
        community=community,
        timetable=expand(community, TODAY),
        package=package(),
        root=root,
        today=date(2026, 11, 24),
    )


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
    ("text", "kind", "masked"),
    [
        ("打13800138000找王老师", "手机号", "138****8000"),
        ("打138 0013 8000", "手机号", "138****8000"),
        ("打138-0013-8000", "手机号", "138****8000"),
        ("打+86 13800138000", "手机号", "138****8000"),
        ("打8613800138000", "手机号", "138****8000"),
        ("打１３８００１３８０００", "手机号", "138****8000"),
        ("打1380\u200b0138000", "手机号", "138****8000"),
        ("打1 3 8 0 0 1 3 8 0 0 0", "手机号", "138****8000"),
        ("身份证11010519491231002X", "身份证号", "110*************2X"),
        ("身份证11010519491231002x。", "身份证号", "110*************2x"),
        ("身份证110105 19491231 002X", "身份证号", "110*************2X"),
        ("身份证１１０１０５１９４９１２３１００２Ｘ", "身份证号", "110*************2X"),
        ("老证110105491231002", "身份证号", "110**********02"),
        ("卡号6222 0200 0000 0000 003", None, None),
        ("卡号4111 1111 1111 1111", "银行卡号", "4111********1111"),
        ("卡号4111111111111111", "银行卡号", "4111********1111"),
        ("微信号:linfu_wang88", "微信号", "li*********8"),
        ("微信：linfu_wang88", "微信号", "li*********8"),
        ("加VX:linfu_wang88", "微信号", "li*********8"),
        ("WeChat ID: linfu_wang88", "微信号", "li*********8"),
        ("打138－1234－5678", "手机号", "138****5678"),
        ("打138.1234.5678", "手机号", "138****5678"),
        ("打(138)12345678", "手机号", "138****5678"),
        ("打138——1234——5678", "手机号", "138****5678"),
        ("打一三八一二三四五六七八", "手机号", "138****5678"),
        ("打幺三八 一二三四 五六七八", "手机号", "138****5678"),
        ("加微信 linfu_baoma2024", "微信号", "li************4"),
        ("微信linfu_baoma2024", "微信号", "li************4"),
        ("加V信 abcd1234", "微信号", "ab*****4"),
        ("加薇信:abcdefgh", "微信号", "ab*****h"),
        ("wx:abc_1234", "微信号", "ab*****4"),
        ("v：abc12345", "微信号", "ab*****5"),
        ("发到 123456789@qq.com", "QQ号", "12******9"),
        ("护照 E12345678", "护照号", "E1******8"),
        ("QQ:123456789", "QQ号", "12******9"),
        ("qq号 123456789", "QQ号", "12******9"),
        ("扣扣123456789", "QQ号", "12******9"),
        ("车牌川E12345", "车牌号", "川E****5"),
        ("车牌川E·D12345", "车牌号", "川E****5"),
    ],
)
def test_personal_data_is_found_and_masked(text: str, kind: str | None, masked: str | None) -> None:
    found = [(found, mask) for found, mask, _ in privacy.find(text)]
    assert found == ([(kind, masked)] if kind else [])


@pytest.mark.parametrize(
    "text",
    [
        "0830-0000000",
        "2023年9月成立，270多位妈妈",
        "2026-09-01 至 2027-01-20,19:00-20:30",
        "身份证110105194912310021(校验码不对)",
        "订单号 20261124190012345",
        "见 https://www.example.cn/a/13800138000.html 和 https://wj.qq.com/s2/13800138000/0a1b/",
        "圆周率3.13800138000",
        "编号99013800138000123",
        "QQ群:123456789",
        "微信公众号:linfu_shequ",
        "微信扫码报名，WeChat 也行",
        "微信里打开 MicroMessenger",
        "微信 WeChat 扫一扫，或用微信小程序 WPS-form",
        "发到 shequ@example.cn",
        "一三五上课，二四六休息，一二三四五六七八九十",
        "护照和身份证带一样就行",
        "CVX：model2024，Wxyz",
        "京A级景区，川菜A套餐",
        "GB 11643-1999",
        "QQ 2026年停用",
    ],
)
def test_ordinary_numbers_are_not_personal(text: str) -> None:
    assert list(privacy.find(text)) == []


def test_a_public_phone_may_be_repeated(tmp_path: Path) -> None:
    course = {"id": "a", "title": "课", "category": "甲", "phone": "13800138000", "summary": "打13800138000"}
    assert list(privacy.check(context(tmp_path, courses=[course]))) == []
    course["summary"] = "打13800138001"
    [problem] = privacy.check(context(tmp_path, courses=[course]))
    assert "138****8001" in problem.message


def test_a_name_does_not_repeat_what_is_masked(tmp_path: Path) -> None:
    course = {"id": "a", "title": "找13800138001", "category": "甲"}
    [problem] = privacy.check(context(tmp_path, courses=[course]))
    assert "13800138001" not in f"{problem}"


def test_pages_are_looked_through(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "content/join.md").write_text("# 报名\n\n打 13800138001 给小王\n", "utf-8")
    [problem] = privacy.check(context(tmp_path))
    assert (str(problem.mark), problem.code) == ("content/join.md:3:3", "personal-data")


@pytest.mark.parametrize("text", ["打 `13800138001`", "```\n13800138001\n```", "`加微信 linfu_2024`"])
def test_code_is_looked_through_too(text: str, tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "content/join.md").write_text(f"# 报名\n\n{text}\n", "utf-8")
    [problem] = privacy.check(context(tmp_path))
    assert problem.code == "personal-data"


@pytest.mark.parametrize(
    ("path", "text", "where"),
    [
        ("data/courses.yml", "- id: a\n  note: 雨  # （李四）13800138001\n", "2:18"),
        ("data/courses.yml", "- id: a\n  # 13800138001\n  note: 雨\n", "2:5"),
        ("data/courses.yml", "- id: 'a # b'\n  n: [a, # 13800138001\n  b]\n", "2:12"),
        ("data/courses/old.yml", "- id: 13800138001\n", "1:7"),
        ("mkdocs.yml", "site_name: 社区\n# 李四 13800138001\n", "2:6"),
        ("data/datapackage.yaml", "name: a\ntitle: 13800138001\n", "2:8"),
        ("content/名单.csv", "姓名,电话\n李四,13800138001\n", "2:4"),
        ("content/assets/a.svg", "<svg>\n<text>13800138001</text></svg>", "2:7"),
    ],
)
def test_all_that_is_published_is_looked_through(path: str, text: str, where: str, tmp_path: Path) -> None:
    (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / path).write_text(text, "utf-8")
    [problem] = privacy.check(context(tmp_path))
    assert str(problem.mark) == f"{path}:{where}"
    assert "138****8001" in problem.message


@pytest.mark.parametrize("text", ["- summary: '#13800138001'\n", "- summary: |\n    # 13800138001\n"])
def test_text_behind_a_hash_in_a_value_is_no_comment(text: str, tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data/courses.yml").write_text(text, "utf-8")
    assert list(privacy.check(context(tmp_path))) == []


def test_office_files_are_looked_into(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    cells = "<sst><si><t>电话</t></si><si><t>138</t><t>0013</t></si></sst>"
    sheet = "<sheetData><row><c r='A1'><v>13800138001</v></c></row></sheetData>"
    with ZipFile(tmp_path / "content/名单.xlsx", "w") as packed:
        packed.writestr("xl/sharedStrings.xml", cells)
        packed.writestr("xl/worksheets/sheet1.xml", sheet)
    with ZipFile(tmp_path / "content/申请表.docx", "w") as packed:
        packed.writestr("word/document.xml", "<w:p><w:t>姓名：＿＿＿</w:t></w:p>")
    (tmp_path / "content/旧.xls").write_bytes(b"\xd0\xcf\x11\xe0")
    (tmp_path / "content/手册.pdf").write_bytes(b"%PDF")
    found = [(str(p.mark), p.code, p.level) for p in privacy.check(context(tmp_path))]
    assert sorted(found) == [
        ("content/名单.xlsx:1:1", "personal-data", "error"),
        ("content/旧.xls:1:1", "unread-file", "warning"),
    ]


def test_comments_are_looked_through(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data/courses.yml").write_text("- id: a\n# 问 13800138001\n", "utf-8")
    [problem] = privacy.check(context(tmp_path))
    assert str(problem.mark) == "data/courses.yml:2:5"
    assert problem.message == "注释里像是有一个手机号 138****8001"


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


def courses_saying(text: str, root: Path) -> list[str]:
    course = {"id": "a", "title": "课", "category": "甲", "description": text}
    return [problem.code for problem in dangerous_links.check(context(root, courses=[course]))]


@pytest.mark.parametrize("teacher", "王老师 李教练 欧阳老师 大王老师 小李老师 老张师傅 王丽老师 陈医生 周警官".split())
def test_a_person_is_named(teacher: str) -> None:
    assert is_name(teacher)


@pytest.mark.parametrize(
    "teacher",
    "青少年宫志愿老师 志愿老师 形体志愿老师 家庭教育专家 红十字会救护师资 舞蹈老师 书法老师 武术教练 古筝老师 游泳教练 美术老师 "
    "英语老师 体育老师 社区医生 托育园老师 邻小星志愿服务队 专业老师 会手艺的宝妈 老师 王老师、李老师".split(),
)
def test_nobody_is_named(teacher: str) -> None:
    assert not is_name(teacher)


@pytest.mark.parametrize(
    ("word", "other"),
    [
        ("青少年官", "青少年宫"),
        ("青少宫", "青少年宫"),
        ("青少年年宫", "青少年宫"),
        ("青年少宫", "青少年宫"),
        ("夜较", "夜校"),
        ("6-16岁的孩子", "6—16岁的孩子"),
        ("公益培圳", "公益培训"),
        ("托肓", "托育"),
    ],
)
def test_slips(word: str, other: str) -> None:
    assert is_slip(word, other)
    assert is_slip(other, word)


@pytest.mark.parametrize(
    ("word", "other"),
    [
        ("美术", "武术"),
        ("书法", "书画"),
        ("6—12岁的孩子", "6—16岁的孩子"),
        ("小学一年级", "小学二年级"),
        ("上午班", "下午班"),
        ("夜校", "夜校"),
        ("夜校", "书屋活动"),
        ("5岁", "15岁"),
    ],
)
def test_words_of_their_own(word: str, other: str) -> None:
    assert not is_slip(word, other)


def test_surnames_are_no_slips() -> None:
    assert not is_slip("王老师", "汪老师", named=True)
    assert not is_slip("小王老师", "小李老师", named=True)
    assert is_slip("王老帅", "王老师", named=True)


_SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">{}</svg>'


def laid(root: Path, path: str, text: str | bytes) -> list[tuple[str, str, str]]:
    (root / "content" / path).parent.mkdir(parents=True, exist_ok=True)
    (root / "content" / path).write_bytes(text if isinstance(text, bytes) else text.encode())
    tables = {"courses": [{"id": "shufa", "title": "书法班", "category": "甲"}]}
    redirects = [{"from": "courses/alt", "to": "courses/shufa"}]
    found = content_files.check(context(root, **tables, redirects=redirects))
    return [(str(problem.mark), problem.code, problem.message) for problem in found]


@pytest.mark.parametrize(
    ("inside", "named"),
    [
        ("<script>alert(1)</script>", "script"),
        ("<SCRIPT href='a.js'/>", "SCRIPT"),
        ("<h:script xmlns:h='http://www.w3.org/1999/xhtml'>a()</h:script>", "script"),
        ('<rect onload="a()"/>', "onload"),
        ('<rect title="a>b"\nonclick = "a()"/>', "onclick"),
        ('<a href="javascript:alert(1)"><rect/></a>', "javascript"),
        ('<a xlink:href=" java&#115;cr&#x0A;ipt:alert(1)"/>', "javascript"),
        ("<foreignObject><div/></foreignObject>", "foreignObject"),
        ('<set attributeName="onclick" to="alert(1)"/>', "onclick"),
        ('<a href="data:text/html,a"/>', "data:text"),
    ],
)
def test_a_drawing_runs_nothing(inside: str, named: str, tmp_path: Path) -> None:
    [(mark, code, message)] = laid(tmp_path, "assets/a.svg", _SVG.format(inside))
    assert (mark.split(":")[0], code) == ("content/assets/a.svg", "svg-code")
    assert f"会运行的代码 {named}" in message


def test_a_drawing_in_another_coding_hides_nothing(tmp_path: Path) -> None:
    assert len(laid(tmp_path, "a.SVG", _SVG.format("<script/>").encode("utf-16"))) == 1


@pytest.mark.parametrize(
    "inside",
    [
        "<rect width='3'/>",
        "<!-- <script> -->",
        "<style>a{fill:url(#b)}</style>",
        '<image href="data:image/png;base64,aGk="/>',
        "<text>javascript: 一门语言，on = 开</text>",
        '<a href="../courses/shufa/"><title>书法班</title></a>',
    ],
)
def test_an_ordinary_drawing_is_fine(inside: str, tmp_path: Path) -> None:
    assert laid(tmp_path, "assets/a.svg", _SVG.format(inside)) == []


@pytest.mark.parametrize(
    ("path", "code", "said"),
    [
        ("courses/shufa.md", "taken-address", "网址 /courses/shufa/ 已由 data/courses.yml 里的 shufa 占用"),
        ("courses/shufa/poster.png", "taken-address", "里的 shufa 占用"),
        ("courses/alt/index.md", "taken-address", "旧网址占用"),
        ("assets/linli.js", "taken-address", "网站自己的文件占用"),
        ("sitemap.xml", "taken-address", "网站自己的文件占用"),
        ("q/shufa/index.md", "taken-address", "网站自己的文件占用"),
        ("timetable/2026-11.md", "taken-address", "网站自己的文件占用"),
        ("a.xhtml", "active-file", "运行"),
        ("a.html", "unpublished-file", "不会放到网上"),
    ],
)
def test_a_file_that_would_be_lost_or_win_is_named(path: str, code: str, said: str, tmp_path: Path) -> None:
    [(mark, found, message)] = laid(tmp_path, path, "# 一页\n")
    assert (mark, found) == (f"content/{path}:1:1", code)
    assert said in message


@pytest.mark.parametrize("path", ["courses/xinke.md", "timetable/index.md", "assets/a.js", "CNAME", "robots.txt"])
def test_a_free_address_is_fine(path: str, tmp_path: Path) -> None:
    assert laid(tmp_path, path, "# 一页\n") == []


def test_two_pages_at_one_address_are_named(tmp_path: Path) -> None:
    assert laid(tmp_path, "join.md", "# 报名\n") == []
    [(mark, code, message)] = laid(tmp_path, "join/index.md", "# 报名\n")
    assert (mark, code) == ("content/join.md:1:1", "taken-address")
    assert "content/join/index.md" in message


def test_links_out_of_content_are_refused_and_not_followed(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("x")
    laid(tmp_path, "a.txt", "a")
    (tmp_path / "content/b.txt").symlink_to(tmp_path / "secret.txt")
    (tmp_path / "content/self").symlink_to(tmp_path / "content")
    (tmp_path / "content/c.txt").symlink_to("a.txt")
    found = [(str(p.mark), p.code, p.level) for p in content_files.check(context(tmp_path))]
    assert found == [
        ("content/b.txt:1:1", "link-outside", "error"),
        ("content/self:1:1", "link-outside", "error"),
    ]
    assert [path for path, _ in assets.content(tmp_path / "content")] == ["a.txt", "c.txt"]


@pytest.mark.parametrize(("rule", "code"), [("clashes", "venue-clash"), ("repeats", "class-overlaps")])
def test_an_added_session_that_is_changed_again_has_its_last_change_for_a_row(
    rule: str, code: str, tmp_path: Path
) -> None:
    """It has none in the timetable."""
    example = {
        "venues": [{"id": "da", "name": "大厅", "room": "101室"}],
        "courses": [
            {"id": "shufa", "title": "书法班", "category": "课"},
            {"id": "meishu", "title": "美术班", "category": "课"},
        ],
        "schedules": [
            {"course": "meishu", "weekday": "周三", "opens_at": "20:00", "closes_at": "21:00", "venue": "da"}
            | {"valid_from": "2026-09-02"},
        ],
        "changes": [
            {"course": "shufa", "date": "2026-12-02", "kind": "加课", "opens_at": "19:00", "closes_at": "20:30"}
            | {"venue": "da"},
            {"course": "shufa", "date": "2026-12-02", "kind": "换老师", "teacher": "王老师"},
            {"course": "shufa", "date": "2026-12-02", "kind": "加课", "opens_at": "20:15", "closes_at": "21:30"},
        ],
    }
    files, _ = files_of(example)
    context, _ = gather(lay_out(tmp_path, files))
    found = import_module(f"linli.checks.{rule}").check(context)
    assert code in {problem.code for problem in found}

"""Personal data in all that is public: what is found, where, how it is masked, and what is none."""

from __future__ import annotations

from pathlib import Path
from zipfile import ZipFile

import pytest

from fragments import context_of_rows as context
from linli.checks import downloads, file_names, privacy
from linli.checks._personal import masked


@pytest.mark.parametrize(
    ("text", "kind", "masked"),
    [
        ("打13800138000找王老师", "手机号", "138****8000"),
        ("打①③⑧⓪⓪①③⑧⓪⓪⓪", "手机号", "138****8000"),
        ("打1️⃣3️⃣8️⃣0️⃣0️⃣1️⃣3️⃣8️⃣0️⃣0️⃣0️⃣", "手机号", "138****8000"),
        ("打0086 138 0013 8000", "手机号", "138****8000"),
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
        ("卡号6222020000001234566", "银行卡号", "6222***********4566"),
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
        ("加微信linfubaoma", "微信号", "li*******a"),
        ("添加王老师的微信 wanglaoshi", "微信号", "wa*******i"),
        ("发到 wang.li@163.com", "个人邮箱", "w******@163.com"),
        ("发到 ＷangLi＠gmail.com", "个人邮箱", "W*****@gmail.com"),
        ("王小明，3栋2单元501", "姓名和门牌", "王** *栋*单元***"),
        ("志愿者李芳，家住８幢３０１", "姓名和门牌", "李** *幢***"),
        ("姓名：欧阳小丽 3-2-501", "姓名和门牌", "欧** *-*-***"),
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
        "ISBN 978-7-5442-9115-6，ISBN 9787544291156",
        "统一社会信用代码 51510502MJT000000X，条形码 6901234567892",
        "电话 0830-2345678转801、12355、400-820-8820、(0830)2345678",
        "2026年11月24日19时30分，20261124，2023—2027年",
        "邻府社区5栋101室，江阳区茜草街道5号楼302室，青少年宫1栋1楼102",
        "王老师在3栋201室，高阿姨，3栋2单元501，黄金苑，5栋2单元301",
        "周三 19-20-2026；美术班 3-2-501",
        "加入微信 Mini-program，微信里打开 linli.html，wx.config",
        "https://v.qq.com/x/page/13800138000.html，shequ@linfu.org.cn",
        "yexiao-xiaoxue-2026-qiu 13-15岁 1-8,10",
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
        ("data/旧/名单.txt", "李四 13800138001\n", "1:4"),
        ("README.md", "# 社区\n李四 13800138001\n", "2:4"),
        ("data/说明.md", "李四\n\n13800138001\n", "3:1"),
        ("data/schemas/courses.yaml", "title: 课程\n# 李四 13800138001\n", "2:6"),
        ("overrides/views/slots/today.html", "<p>\n<!-- 13800138001 -->\n", "2:6"),
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
    community = [{"name": "小院", "downloads": ["旧.xls", "/手册.pdf"]}]
    found = [(str(p.mark), p.code, p.level) for p in privacy.check(context(tmp_path, organization=community))]
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


def test_a_report_masks_what_it_repeats() -> None:
    assert masked("写成了 13800138001，+86 138 0013 8002") == "写成了 138****8001,138****8002"
    assert masked("王小明,13800138001,3栋2单元501号") == "王** *栋*单元***号"
    assert masked("没有这一栏") == "没有这一栏"
    assert masked("13800138001", frozenset({"13800138001"})) == "13800138001"


@pytest.mark.parametrize(
    ("path", "code", "shown"),
    [
        ("content/images/王 13800138001.jpg", "personal-file-name", "content/images/王 138****8001.jpg"),
        ("content/13800138001/a.png", "personal-file-name", "content/138****8001/a.png"),
        ("data/加微信linfubaoma.txt", "personal-file-name", "data/li*******a.txt"),
        ("content/images/户口本2.png", "private-paper", "content/images/户口本2.png"),
    ],
)
def test_names_of_files_are_looked_at(path: str, code: str, shown: str, tmp_path: Path) -> None:
    (tmp_path / path).parent.mkdir(parents=True)
    (tmp_path / path).write_bytes(b"")
    [problem] = file_names.check(context(tmp_path))
    assert (problem.code, problem.mark.path) == (code, shown)
    assert "13800138001" not in f"{problem}"


@pytest.mark.parametrize(
    "name",
    "微信图片_20261124190012.jpg mmexport1700000000000.jpg wx_camera_1700000000000.jpg IMG_20261124_190012.jpg 身份证要带什么.md "
    "Screenshot_2026-11-24-19-00-12-123_com.tencent.mm.jpg 2026-11-24.png".split(),
)
def test_names_that_phones_give_are_fine(name: str, tmp_path: Path) -> None:
    (tmp_path / "content/images").mkdir(parents=True)
    (tmp_path / "content/images" / name).write_bytes(b"")
    assert list(file_names.check(context(tmp_path))) == []


@pytest.mark.parametrize("name", "名册.xlsx a.CSV 信.docx b.zip 表.pdf c.et d.7z e.vcf".split())
def test_a_list_is_no_download_until_it_is_listed(name: str, tmp_path: Path) -> None:
    (tmp_path / "content/files").mkdir(parents=True)
    (tmp_path / "content/files" / name).write_bytes(b"")
    [problem] = downloads.check(context(tmp_path))
    assert (problem.mark.path, problem.code, problem.level) == (f"content/files/{name}", "unlisted-download", "error")
    community = [{"name": "小院", "downloads": [f"files/{name}"]}]
    assert list(downloads.check(context(tmp_path, organization=community))) == []

"""The community's facts: takes the built site, finds each in its text, each figure with source and date."""

import html
import re
import unicodedata
from pathlib import Path

import pytest

_DROPPED = re.compile(r"<(script|style|template)\b.*?</\1>", re.DOTALL | re.IGNORECASE)
_TAG = re.compile(r"<[^>]+>")
_BLANK = re.compile(r"\s+")

SOURCE = "中国新闻网·四川新闻"
SOURCE_TITLE = "泸州江阳:“宝妈妇联”情暖妇女儿童"
AS_OF = re.compile(r"2024-05-31|2024年5月31日")

FACTS: tuple[str, ...] = (
    # the organisation
    r"江阳区「?宝妈妇联",
    r"2023年9月",
    r"四川省泸州市江阳区茜草街道邻府社区",
    r"引领妇女",
    r"关爱妇女儿童",
    r"维护妇女儿童的?合法权益",
    r"270多(位|名)全职妈妈",
    r"宝妈群",
    r"宝妈集结号志愿服务队",
    r"邻小星志愿服务队",
    r"需求收集",
    # services
    r"普惠托育园",
    r"2023年5月开园",
    r"泸州市第一个社区普惠托育园",
    r"公建民营",
    r"半日托",
    r"计时托",
    r"临时托",
    r"假日托",
    r"低35%",
    r"10亩",
    r"户外学习基地",
    r"读书会",
    r"家庭教育讲座",
    r"亲子星空电影会",
    r"邻里长桌宴",
    r"隔代老人",
    r"社区书屋",
    r"讲故事",
    r"绘本",
    r"花草",
    r"致公党书院",
    r"10000多册",
    r"家庭亲子阅读基地",
    r"20多场活动",
    r"500多人次",
    r"「就妳娴会」妇女灵活就业工坊",
    r"2024年3月",
    r"就业部门",
    r"毕六福油纸伞",
    r"妇女之家",
    r"每月(能挣|增收)800元左右",
    r"「美食光」小木屋共享平台",
    r"妇女儿童维权与心理支持",
    r"心理问题8件",
    r"家庭矛盾3件",
    r"1名辍学的孩子",
    # classes and events
    r"家庭健康教育夜校",
    r"周一学前段,周二小学段,周三中学段,19:00开始",
    r"西南医科大学",
    r"64期",
    r"2000多人次",
    r"社区青少年宫",
    r"美术班",
    r"书法班",
    r"舞蹈班",
    r"军事训练班",
    r"野外生存班",
    r"32个班",
    r"600多名青少年",
    r"100多万元",
    r"公益形体课",
    r"84堂",
    r"1300多人次",
    r"读书分享会",
    r"儿童课外兴趣班",
    r"丝网花制作",
    r"收纳整理",
    r"网络直播",
    r"美容美甲",
    r"公益课辅导",
    r"30多场",
    r"1000多人次",
    r"40多位全职妈妈",
    r"应急救护培训",
    r"江阳区红十字会",
    r"心肺复苏",
    r"胸外按压",
    r"人工呼吸",
    r"2024年5月底",
    r"父母与隔代老人公益课",
    r"每月两次",
)
"""Regular expressions; the text they search is NFKC-normalised and holds no blanks."""

FIGURES: tuple[tuple[str, str], ...] = (
    ("64", "期"),
    ("2000+", "人次"),
    ("32", "个班"),
    ("600+", "人"),
    ("100万+", "元"),
    ("10000+", "册"),
    ("20+", "场"),
    ("500+", "人次"),
    ("84", "堂"),
    ("1300+", "人次"),
    ("30+", "场"),
    ("1000+", "人次"),
    ("40+", "人"),
    ("800", "元"),
    ("270+", "人"),
    ("35", "%"),
    ("10", "亩"),
    ("8", "件"),
    ("3", "件"),
    ("1", "人"),
)
"""Value and unit, as data/figures.yml holds them."""


def text_of(page: Path) -> str:
    """The words of one page: tags, scripts and blanks gone, NFKC form (： becomes :, ％ becomes %)."""
    bare = _TAG.sub("", _DROPPED.sub("", page.read_text(encoding="utf-8")))
    return _BLANK.sub("", unicodedata.normalize("NFKC", html.unescape(bare)))


@pytest.fixture(scope="module")
def texts(site_dir: Path) -> dict[str, str]:
    """The text of every page, by its path below the site."""
    return {page.relative_to(site_dir).as_posix(): text_of(page) for page in sorted(site_dir.rglob("*.html"))}


def test_site_has_pages(texts: dict[str, str]) -> None:
    assert len(texts) > 60, "the reference site has more than sixty pages"


@pytest.mark.parametrize("fact", FACTS)
def test_fact_is_on_the_site(texts: dict[str, str], fact: str) -> None:
    pattern = re.compile(unicodedata.normalize("NFKC", fact))
    assert any(pattern.search(text) for text in texts.values()), f"no page says {fact}"


@pytest.mark.parametrize(("value", "unit"), FIGURES)
def test_figure_stands_with_source_and_date(texts: dict[str, str], value: str, unit: str) -> None:
    number = re.compile(rf"(?<![\d.,]){re.escape(value)}\s*{re.escape(unit)}")
    pages = {path: text for path, text in texts.items() if number.search(text.replace(",", ""))}
    assert "figures/index.html" in pages, f"the figures page does not show {value} {unit}"
    text = pages["figures/index.html"]
    assert SOURCE in text, "the figures page names the outlet"
    assert SOURCE_TITLE in text, "the figures page names the article"
    assert AS_OF.search(text), "the figures page dates its figures"


@pytest.mark.parametrize("story", ["fulian-chengli", "tuoyu-sizhong", "yexiao-dengguang", "qsn-32"])
def test_story_names_its_source(texts: dict[str, str], story: str) -> None:
    text = texts[f"stories/{story}/index.html"]
    assert SOURCE in text
    assert SOURCE_TITLE in text
    assert AS_OF.search(text)


def test_sample_site_says_so(texts: dict[str, str]) -> None:
    silent = [path for path, text in texts.items() if "示范站点" not in text]
    assert not silent, f"pages without the sample banner: {silent}"


@pytest.mark.parametrize("page", ["courses/yexiao", "services/tuoyu", "venues/jidi", "forms/xingti-2026-qiu"])
def test_sample_record_is_marked(site_dir: Path, page: str) -> None:
    whole = (site_dir / page / "index.html").read_text(encoding="utf-8")
    main = _TAG.sub("", whole[whole.index("<main") : whole.index("</main>")])
    assert "示例" in main, f"{page} does not mark its sample values"


def test_redirected_page_leads_on(site_dir: Path) -> None:
    old = (site_dir / "courses" / "jijiu-2024" / "index.html").read_text(encoding="utf-8")
    assert re.search(r"(courses|\.\.)/jijiu/", old)

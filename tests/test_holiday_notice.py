"""`linli holidays`: the vendored years come out of their notices, contradictions are told with their place, nothing else is written."""

from __future__ import annotations

import io
import shutil
import sys
from datetime import date, timedelta
from pathlib import Path

import chinese_calendar
import pytest
import yaml

from linli import asking, source, trial
from linli.asking import Asker
from linli.cli import main
from linli.commands import holidays
from linli.holiday_notice import Notice, files, read

ROOT = Path(__file__).resolve().parents[1]
NOTICES = ROOT / "tests/cases/notices"
MADE_UP = (NOTICES / "made-up-2027.txt").read_text("utf-8")
NEW = "data/holidays/2027.yml"


def notice(year: int) -> Notice:
    return read((NOTICES / f"{year}.txt").read_text("utf-8"), year)


def rows(text: str) -> list[dict[str, str]]:
    found: list[dict[str, str]] = yaml.load(text, Loader=yaml.BaseLoader)
    return found


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """The reference site's tables."""
    root = tmp_path / "site"
    for name in ("data", "content", "overrides"):
        shutil.copytree(ROOT / name, root / name)
    shutil.copyfile(ROOT / "mkdocs.yml", root / "mkdocs.yml")
    return root


@pytest.fixture
def answers(monkeypatch: pytest.MonkeyPatch) -> io.StringIO:
    """What a person types; empty unless a test writes it."""
    stream = io.StringIO()
    monkeypatch.setattr(holidays, "Asker", lambda: Asker(stream))
    monkeypatch.setattr(asking, "terminal", lambda: Asker(stream))
    return stream


@pytest.fixture
def unchecked(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where another test looks at what `check` says of the result."""
    monkeypatch.setattr(trial, "brought", lambda *_: [])


@pytest.mark.parametrize("year", [2024, 2025, 2026])
def test_a_vendored_year_comes_out_of_its_notice(year: int) -> None:
    vendored = rows((ROOT / f"data/holidays/{year}.yml").read_text("utf-8"))
    for row in vendored:
        row.pop("weekday_as", None)  # the community's own
    found = notice(year)
    assert found.problems == []
    assert rows(files.file_text(found)) == vendored


def test_the_file_looks_like_the_others() -> None:
    lines = (ROOT / "data/holidays/2026.yml").read_text("utf-8").splitlines(keepends=True)
    assert files.file_text(notice(2026)) == "".join(line for line in lines if "weekday_as" not in line)


def test_a_notice_with_days_of_the_year_before() -> None:
    found = notice(2023)
    assert found.problems == []
    kinds = {day.date: day.worked for day in found.days}
    assert min(kinds) == date(2022, 12, 31)
    for number in range(366):
        day = date(2022, 12, 31) + timedelta(number)
        off = not kinds.get(day, day.weekday() < 5)
        assert off == chinese_calendar.is_holiday(day), day


def test_joined_holidays_are_named_by_the_law() -> None:
    names = {day.date: day.name for day in notice(2023).days}
    assert names[date(2023, 9, 29)] == "中秋节"
    assert names[date(2023, 10, 1)] == "国庆节"


def test_what_is_not_about_days_is_left_and_told() -> None:
    assert [said[:6] for said in notice(2024).unread] == ["鼓励各单位结", "节假日期间，"]
    assert date(2024, 2, 9) not in {day.date for day in notice(2024).days}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("（", "("),
        ("：", ":"),
        ("一、元旦", "元旦"),
        ("。", "。\n\n"),
        ("月", " 月 "),
        ("1月1日", "１月１日"),
        ("周", "星期"),
        ("至", "～"),
        ("。\n", "。"),
        ("、2月14日", "和2月14日"),
        ("日（", "号（"),
    ],
)
def test_as_people_paste_it(old: str, new: str) -> None:
    found = read(MADE_UP.replace(old, new), 2027)
    assert found.problems == []
    assert found.days == read(MADE_UP, 2027).days


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("3日（周日）放假", "3日（周六）放假", "通知:2:15 3日(周六)：2027年1月3日是周日，括号里写的是周六"),
        ("放假，共3天。\n二", "放假，共4天。\n二", "通知:2:24 写的是4天，1月1日至1月3日是3天"),
        ("放假1天", "放假2天", "通知:6:15 写的是2天，6月9日是1天"),
        ("2月14日（周日）上班", "2月15日上班", "通知:3:53 2月15日(周一)写成调休上班，周一本来就上班"),
        ("10月9日（周六）上班", "10月7日上班", "10月7日(周四)前面已经写过（第8行）"),
        ("10月9日（周六）上班", "11月6日（周六）上班", "离放假的日子太远"),
        ("10月9日（周六）上班。", "10月9日（周六）。", "通知:8:32 这一句读不懂，从「9月26日(周日)、10月9日(周六)」起"),
        ("放假1天，不调休", "放假1天，大家好好休息", "通知:6:20 这一句读不懂，从「大家好好休息」起"),
        ("四、劳动节：5月1日（周六）", "四、劳动节：5月2日（周日）", "通知:5:1 劳动节的放假里没有法律定的 5月1日"),
        ("三、清明节：", "", "少了清明节（4月5日），七个节日要写全"),
        ("2月5日（农历除夕、周五）", "2月31日", "通知:3:6 2027年没有2月31日"),
        ("4月3日（周六）至", "4月30日至", "4月30日至2027年4月5日，结束的日子在开始的前面"),
        ("10月1日（周五）至7日（周四）", "9月1日至10月7日", "有37天，太长了"),
        ("关于2027年", "关于2026年", "通知是2026年的，要读的是2027年"),
        ("1月1日（周五）", "2025年1月1日", "「2025年1月1日」是2025年的日子"),
        ("1月1日（周五）", "0000年1月1日", "0年没有1月1日"),
        ("上班", "上课", "这一句读不懂"),
        (
            "4月25日（周日）、",
            "另外4月25日（周日）、",
            "这一句读不懂，从「另外4月25日(周日)、",
        ),
        ("节：", "节——", "少了"),
    ],
)
def test_a_contradiction_is_told_with_its_place(old: str, new: str, said: str) -> None:
    text = MADE_UP.replace(old, new, 1) if old not in ("上班", "节：") else MADE_UP.replace(old, new)
    told = [f"{p.mark} {p.message}" for p in read(text, 2027).problems]
    assert any(said in one for one in told), told


@pytest.mark.parametrize(
    "text",
    [
        "", "\x00" * 99, "元旦：" * 5000, "一、" * 9000, "1" * 20_000, "至" * 20_000, "（" * 20_000, "1月1日" * 4000 + "放假",
        "一、元旦：" + "1月1日（周五、" * 2000, "元旦：1月1日至" * 2000, "元旦：12月31日至1月1日放假。" * 900, "字" * 30_000,
        "元旦：9999999年1月1日至0日放假", "元旦：二月二日放假", "元旦、" * 6000, "\n" * 20_000,
    ],
)  # fmt: skip
def test_hostile_texts_are_refused(text: str) -> None:
    assert read(text, 2027).problems


def test_shown_asked_written_and_registered(
    site: Path, answers: io.StringIO, capsys: pytest.CaptureFixture[str]
) -> None:
    answers.write("是\n")
    answers.seek(0)
    before = (site / "data/datapackage.yaml").read_text("utf-8")
    file = NOTICES / "made-up-2027.txt"
    assert main(["holidays", "2027", str(file), "--root", str(site), "--today", "2026-11-26"]) == 0
    said = capsys.readouterr().out
    assert "第3行  二、春节：2月5日（农历除夕、周五）至11日" in said
    assert "    班  2027-01-30 周六  春节\n    休  2027-02-05 周五  春节" in said
    assert "共放假27天，调休上班6天" in said
    after = (site / "data/datapackage.yaml").read_text("utf-8")
    block = before[before.index("  - name: holidays-2026") : before.index("  - name: redirects")]
    assert after == before.replace(block, block + block.replace("2026", "2027"))
    assert main(["check", "--root", str(site), "--today", "2026-11-26"]) == 0
    assert "2027年放假安排尚未公布" not in capsys.readouterr().out
    assert main(["holidays", "2027", str(file), "--root", str(site)]) == 0
    assert "已经写好了，和通知一样，没有改" in capsys.readouterr().out


@pytest.mark.parametrize("typed", ["", "n\n", "\n", "maybe\n" * 30])
@pytest.mark.usefixtures("unchecked")
def test_no_answer_or_no_writes_nothing(site: Path, answers: io.StringIO, typed: str) -> None:
    answers.write(typed)
    answers.seek(0)
    before = (site / "data/datapackage.yaml").read_bytes()
    assert main(["holidays", "2027", str(NOTICES / "made-up-2027.txt"), "--root", str(site)]) == 1
    assert not (site / NEW).exists()
    assert (site / "data/datapackage.yaml").read_bytes() == before


@pytest.mark.usefixtures("unchecked")
def test_another_text_than_the_file_changes_nothing(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = site / "notice.txt"
    path.write_text((NOTICES / "2026.txt").read_text("utf-8").replace("5月9日（周六）上班。", ""), "utf-8")
    before = (site / "data/holidays/2026.yml").read_bytes()
    assert main(["holidays", "2026", str(path), "--root", str(site), "--yes"]) == 1
    assert "5月9日(周六)：文件里班，通知里没有写" in capsys.readouterr().err
    assert (site / "data/holidays/2026.yml").read_bytes() == before


@pytest.mark.usefixtures("unchecked")
def test_days_of_december_go_into_the_year_before(site: Path) -> None:
    text = MADE_UP.replace("1月1日（周五）至3日（周日）放假，共3天", "12月31日（周四）至1月3日（周日）放假，共4天")
    path = site / "notice.txt"
    path.write_text(text, "utf-8")
    old = (site / "data/holidays/2026.yml").read_text("utf-8")
    assert main(["holidays", "2027", str(path), "--root", str(site), "--yes"]) == 0
    new = (site / "data/holidays/2026.yml").read_text("utf-8")
    assert new.startswith(old)
    assert rows(new)[-1] == {
        "date": "2026-12-31", "name": "元旦", "kind": "休", "source": "国务院办公厅关于2027年部分节假日安排的通知",
    }  # fmt: skip


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_files_as_windows_saves_them(encoding: str) -> None:
    assert holidays.decoded(MADE_UP.replace("\n", "\r\n").encode(encoding)) == MADE_UP


def test_a_file_that_is_no_text(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (site / "x").write_bytes(b"\xff\xff\xff\x00\x80")
    assert main(["holidays", "2027", str(site / "x"), "--root", str(site)]) == 1
    assert "通知的文字读不懂" in capsys.readouterr().err
    assert main(["holidays", "2027", str(site / "none"), "--root", str(site)]) == 1
    assert "找不到文件" in capsys.readouterr().err


@pytest.mark.usefixtures("unchecked")
def test_from_standard_input_without_a_terminal(
    site: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(MADE_UP.encode())))
    monkeypatch.setattr(holidays, "terminal", no_terminal)
    assert main(["holidays", "2027", "--root", str(site)]) == 1
    assert "可以加 --yes 再运行一次" in capsys.readouterr().err
    assert not (site / NEW).exists()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(MADE_UP.encode())))
    assert main(["holidays", "2027", "--root", str(site), "--yes"]) == 0
    assert (site / NEW).exists()


def no_terminal() -> Asker:
    raise asking.StoppedError("这里没有可以回答的终端")


def test_pasted_on_the_terminal() -> None:
    assert holidays.pasted(Asker(io.StringIO("一、元旦\n\n二\n完\n不要\n"))) == "一、元旦\n\n二"


def test_the_vendored_files_are_read_as_tables() -> None:
    found, wrong = source.read(NEW, files.file_text(read(MADE_UP, 2027)))
    assert (len(found), wrong) == (33, [])

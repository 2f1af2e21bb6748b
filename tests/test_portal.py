"""A portal over many communities: what it says is what they published; one that is broken never breaks the rest."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from cities import BASE, DAY, city, gathered, lay, package
from linli import schema, structure
from linli.cli import main
from linli.feeds import opendata
from linli.links import asking
from linli.portal import copies, fetching, listed, reading
from linli.portal.bundle import MOST, Bundle, NoBundleError, Part
from linli.portal.loading import Given
from linli.portal.told import Told
from linli.timetable import expand
from linli.views import Edition
from tests_support import TODAY

ROOT = Path(__file__).resolve().parents[1]
LIST = """
- id: zhuying
  name: 示例竹影社区
  street: 示例街道
  source: {source}
  {pin}
"""


def listing(tmp_path: Path, source: str = "zhuying", pin: str = "moving: true") -> Path:
    file = tmp_path / "communities.yml"
    file.write_text(LIST.format(source=source, pin=pin), "utf-8")
    return file


@pytest.mark.parametrize(
    ("source", "pin", "line", "said"),
    [
        ("zhuying", "sample: x", 6, "没有字段 sample"),
        ("zhuying", "", 2, "sha256 和 moving 一样都没有写"),
        ("zhuying", f"sha256: {'0' * 64}\n  moving: true", 6, "sha256 和 moving 两样都写了"),
        ("zhuying", "sha256: 00ff", 6, "校验和 sha256 写成了 00ff"),
        ("http://zhuying.example/data/datapackage.json", "moving: true", 5, "只取 https 的网址"),
        ("ftp://zhuying.example/x", "moving: true", 5, "只取 https 的网址"),
        ("https://[::1/x", "moving: true", 5, "只取 https 的网址"),
    ],
)
def test_the_list_is_checked_to_the_line(tmp_path: Path, source: str, pin: str, line: int, said: str) -> None:
    _, problems = listed.read(listing(tmp_path, source, pin))
    assert (problems[0].mark.path, problems[0].mark.line) == ("communities.yml", line)
    assert said in problems[0].message
    assert problems[0].hint


def test_the_site_of_a_community_is_where_its_package_lies(tmp_path: Path) -> None:
    file = listing(tmp_path, "https://zhuying.example/wangzhan/data/datapackage.json")
    assert listed.read(file)[0][0].site == "https://zhuying.example/wangzhan/"


def one(folder: Path) -> Told:
    bundle = fetching.fetch(listed.read(listing(folder.parent, folder.name))[0][0], folder.parent)
    given = Given(id="a", name="甲", street="街", site="", parts=bundle.parts, asof="2026-11-24")
    found = reading.read([given], DAY)[0]
    assert found.told, found.problems
    return found.told


def test_what_is_published_says_the_same_as_the_tables(tmp_path: Path) -> None:
    package = schema.load(ROOT)
    loaded = structure.load(ROOT, today=DAY)
    edition = Edition(community=loaded.community, timetable=expand(loaded.community, DAY), today=DAY)
    (tmp_path / "tables").symlink_to(ROOT)
    lay(tmp_path / "site", {path.removeprefix("data/"): data for path, data in opendata.files(package, edition)})
    tables, site = one(tmp_path / "tables"), one(tmp_path / "site")
    assert tables == site
    assert len(site.lines) > 15
    assert sum(len(found) for _, found in site.days) > 40
    rows = "".join(session.html for _, found in site.days for session in found)
    assert "<a" not in rows, "a community without an address of its own: nothing to lead to"
    assert "</a" not in rows


def test_every_row_says_whose_it_is_and_its_ids_begin_with_it(tmp_path: Path) -> None:
    places, problems = gathered(city(tmp_path, {"jia": package(), "yi": package()}))
    assert not problems
    for place in places:
        assert place.told
        rows = [session.html for _, found in place.told.days for session in found]
        assert len(rows) == 5  # two on a Tuesday, one on a Saturday, two on the Tuesday after
        for row in rows:
            assert f"示例{place.listed.id}社区" in row
            assert re.search(rf'data-group="{place.listed.id}\.[a-z]', row)
            assert f'href="https://{place.listed.id}.example/courses/' in row


EVERY = {"course": "taiji", "valid_from": "2022-01-01", "valid_to": "2026-12-30", "opens_at": "07:00"}
REPLACED = {
    "no-json": {"datapackage.json": b'{"resources": ['},
    "deep": {"datapackage.json": b"[" * 100_000},
    "no-list": {"datapackage.json": b"{}"},
    "outside": {"datapackage.json": b'{"resources": [{"name": "courses", "path": "../../etc/passwd.csv"}]}'},
    "other": {"datapackage.json": b'{"resources": [{"name": "bus-stops", "path": "stops.csv"}]}'},
    "gbk": {"courses.csv": package()["courses.csv"].decode().encode("gb18030")},
}
ADDED = {"large": b"x" * MOST, "quotes": b'"a"b,"\r\n', "nul": b"\xff\0\r\n"}
REWRITTEN = {
    "wrong": {"schedules": [{"course": "nobody", "weekday": "周九"}]},
    "rows": {"venues": [{"id": f"v{n}", "name": "厅"} for n in range(20_001)]},
    "bomb": {"schedules": [{**EVERY, "weekday": "周一至周日"} for _ in range(9000)]},
    "link": {"forms": [{**next(iter(BASE["forms"])), "url": "javascript:alert(1)"}]},
}
BROKEN = ["gone", *REPLACED, *ADDED, *REWRITTEN]


def broken(name: str) -> dict[str, bytes]:
    files = {**package(**REWRITTEN.get(name, {})), **REPLACED.get(name, {})}
    files["courses.csv"] += ADDED.get(name, b"")
    return {path: data for path, data in files.items() if (name, path) != ("gone", "courses.csv")}


def test_a_broken_package_keeps_its_last_good_copy_and_says_so(tmp_path: Path) -> None:
    keys = [f"bad-{name}" for name in BROKEN]
    good = {key: package() for key in ["jia", *keys]}
    first, problems = gathered(city(tmp_path, good))
    assert not problems
    assert all(place.told and not place.why for place in first)
    tomorrow = DAY + timedelta(days=1)
    for key, name in zip(keys, BROKEN, strict=True):
        (tmp_path / key / "data/courses.csv").unlink()
        lay(tmp_path / key, broken(name))
    places, problems = gathered(tmp_path / "communities.yml", tomorrow)
    for place in places:
        assert place.told, place.listed.id
        assert [line.title for line in place.told.lines] == ["舞蹈班", "太极班"] or place.listed.id == "jia"
        assert bool(place.why) == place.listed.id.startswith("bad-"), place
        assert place.copied == ("2026-11-24" if place.why else "")
        assert place.told.asof == ("2026-11-24" if place.why else "2026-11-25")
    told = {p.mark.line: p.message for p in problems if p.code == "portal-package"}
    assert len(told) == len(BROKEN)
    assert all("资料用不了" in message and "用 2026-11-24 取到的那一份" in message for message in told.values())


def test_a_community_that_was_never_good_is_named_and_not_shown(tmp_path: Path) -> None:
    places, problems = gathered(city(tmp_path, {"jia": package(), "yi": broken("wrong"), "bing": {}}))
    assert [bool(place.told) for place in places] == [True, False, False]
    assert any("yi/schedules.csv:2" in str(problem.mark) for problem in problems)
    assert any(problem.message.startswith("示例bing社区的资料用不了：找不到 bing") for problem in problems)


def test_a_pinned_package_that_changed_is_not_taken(tmp_path: Path) -> None:
    lay(tmp_path / "zhuying", package())
    found = listed.read(listing(tmp_path))[0][0]
    pin = fetching.fetch(found, tmp_path).sha256
    pinned = listed.read(listing(tmp_path, pin=f"sha256: {pin}"))[0][0]
    assert fetching.fetch(pinned, tmp_path).sha256 == pin
    (tmp_path / "zhuying/data/courses.csv").write_bytes(
        package()["courses.csv"].replace("太极".encode(), "太级".encode())
    )
    with pytest.raises(NoBundleError, match=r"和 sha256 对不上，这一份的是 [0-9a-f]{64}"):
        fetching.fetch(pinned, tmp_path)


FILES: dict[str, bytes] = {}


class Host(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        if self.path.startswith("/there/"):
            self.send_response(302)
            self.send_header("Location", "http://169.254.169.254/latest/")
            self.end_headers()
            return
        if self.path.startswith("/plain/"):
            self.send_response(302)
            self.send_header("Location", "http://plain.example/data/")
            self.end_headers()
            return
        data = FILES.get(self.path.removeprefix("/zhuying/data/").removeprefix("/zhuying/"))
        self.send_response(404 if data is None else 200)
        self.end_headers()
        self.wfile.write(data or b"")

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="module")
def host() -> Iterator[str]:
    made = ThreadingHTTPServer(("127.0.0.1", 0), Host)
    threading.Thread(target=made.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{made.server_port}"
    made.shutdown()
    made.server_close()


def here(ip: str) -> bool:
    return ip == "127.0.0.1" or asking.is_public(ip)


def fetch(tmp_path: Path, address: str) -> str:
    found = listed.read(listing(tmp_path, address))[0][0]
    try:
        bundle = fetching.fetch(found, tmp_path, here)
    except NoBundleError as error:
        return str(error)
    return f"{len(bundle.parts)} {bundle.built}"


def test_over_the_net(tmp_path: Path, host: str) -> None:
    address = f"{host}/zhuying/data/datapackage.json"
    FILES.clear()
    assert fetch(tmp_path, address) == "datapackage.json 没有取到：服务器答 404"
    FILES.update(package())
    assert fetch(tmp_path, address) == f"{len(BASE)} "
    FILES["version.json"] = b'{"built": "2026-11-20"}'
    assert fetch(tmp_path, address) == f"{len(BASE)} 2026-11-20"
    FILES["courses.csv"] += b"x" * MOST
    assert "太大，一个社区的表格合起来最多 5 MB" in fetch(tmp_path, address)
    assert fetch(tmp_path, f"{host}/there/x.json") == "x.json 没有取到：转到了不是 https 的网址，没有去问"
    assert fetch(tmp_path, f"{host}/plain/x.json") == "x.json 没有取到：转到了不是 https 的网址，没有去问"
    found = listed.read(listing(tmp_path, address))[0][0]
    with pytest.raises(NoBundleError, match="这个网址指向内部的网络，没有去问"):
        fetching.fetch(found, tmp_path)  # outside tests this machine is nobody's package


def test_the_command_makes_a_site_and_says_what_is_not_new(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = city(tmp_path, {"jia": package(), "yi": {}})
    command = ["portal", str(file), "--name", "示例区", "--today", "2026-11-24", "--jobs", "1"]
    assert main(command) == 0
    out, err = capsys.readouterr()
    assert "communities.yml:11:" in out
    assert "示例yi社区的资料用不了：找不到 yi；以前也没有好的" in out
    assert "1个社区是最新的，1个用不了新的" in err
    assert (tmp_path / "portal-site/c/jia/index.html").is_file()
    assert main(command) == 0
    assert "0 个文件有变化" in capsys.readouterr().err
    file.write_text("", "utf-8")
    assert main(command) == 1


def test_a_spoiled_copy_is_none(tmp_path: Path) -> None:
    kept = copies.Copies(tmp_path)
    kept.keep(
        "jia", Bundle(parts=(Part(table="courses", path="courses.csv", data=b"id,title\n" * 99),), sha256="00"), TODAY
    )
    file = tmp_path / "jia.zip"
    whole = file.read_bytes()
    assert kept.get("jia")
    for place in range(0, len(whole), 3):
        file.write_bytes(whole[:place] + bytes([whole[place] ^ 0xFF]) + whole[place + 1 :])
        kept.get("jia")
        file.write_bytes(whole[:place])
        assert kept.get("jia") is None

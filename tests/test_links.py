"""Links asked: a server of ours plays every case; nothing inside is ever called; forms in the platforms' own words."""

from __future__ import annotations

import gzip
import socket
import threading
from collections.abc import Iterator
from datetime import datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from communities import make
from linli.cli import main
from linli.commands import links as command
from linli.links import asked, asking
from linli.links.answers import State, of_form, of_page
from linli.links.collecting import Link, links
from linli.model import SHANGHAI
from linli.problems import Mark

ROOT = Path(__file__).resolve().parents[1]
NOW = datetime(2026, 11, 24, 12, tzinfo=SHANGHAI)
PAGES: dict[str, tuple[int, dict[str, str], bytes]] = {
    "/ok": (200, {}, "<p>好</p>".encode()),
    "/gbk": (200, {"Content-Type": "text/html; charset=gbk"}, "此问卷处于停止状态，无法作答".encode("gbk")),
    "/meta": (200, {}, '<meta charset="gb2312"><p>此问卷已停止收集数据'.encode("gb18030")),
    "/gzip": (200, {"Content-Encoding": "gzip"}, gzip.compress("您所访问的表单已停止收集".encode())),
    "/bomb": (200, {"Content-Encoding": "gzip"}, gzip.compress(b"0" * 300_000_000)),
    "/large": (200, {}, b"x" * 3_000_000),
    "/gone": (404, {}, b""),
    "/broken": (503, {}, b""),
    "/there": (302, {"Location": "/ok"}, b""),
    "/ring": (302, {"Location": "/ring"}, b""),
    "/inside": (302, {"Location": "http://169.254.169.254/latest/meta-data/"}, b""),
    "/file": (302, {"Location": "file:///etc/passwd"}, b""),
    "/odd": (302, {"Location": "http://[::1"}, b""),
}
ASKED: list[str] = []


class Plays(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        ASKED.append(self.path)
        status, headers, body = PAGES[self.path]
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    made = ThreadingHTTPServer(("127.0.0.1", 0), Plays)
    threading.Thread(target=made.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{made.server_port}"
    made.shutdown()
    made.server_close()


def here(ip: str) -> bool:
    """Whether an address may be called in a test: this machine too, nothing else inside."""
    return ip == "127.0.0.1" or asking.is_public(ip)


@pytest.mark.parametrize(
    ("path", "status", "text"),
    [
        ("/ok", 200, "<p>好</p>"),
        ("/gbk", 200, "此问卷处于停止状态，无法作答"),
        ("/meta", 200, '<meta charset="gb2312"><p>此问卷已停止收集数据'),
        ("/gzip", 200, "您所访问的表单已停止收集"),
        ("/gone", 404, ""),
        ("/broken", 503, ""),
        ("/there", 200, "<p>好</p>"),
    ],
)
def test_what_a_page_answers(path: str, status: int, text: str, server: str) -> None:
    found = asking.ask(server + path, here)
    assert (found.status, found.text) == (status, text)


@pytest.mark.parametrize("path", ["/bomb", "/large"])
def test_no_more_is_read_than_a_page_has(path: str, server: str) -> None:
    assert len(asking.ask(server + path, here).text) == asking.MOST


@pytest.mark.parametrize(
    ("path", "why"),
    [
        ("/ring", "转来转去没有尽头"),
        ("/inside", "这个网址指向内部的网络，没有去问"),
        ("/file", "不是 http 或 https 的网址"),
        ("/odd", "网址写得不对"),
    ],
)
def test_redirects_are_asked_the_same_way(path: str, why: str, server: str) -> None:
    found = asking.ask(server + path, here)
    assert (found.status, found.why) == (0, why)


@pytest.mark.parametrize(
    "address",
    [
        *("http://127.0.0.1/", "http://localhost/", "http://0.0.0.0/", "http://10.1.2.3/", "http://192.168.1.1/"),
        *(
            "http://172.16.0.1/",
            "http://169.254.169.254/",
            "http://100.100.100.200/",
            "http://[::1]/",
            "http://[fd00::1]/",
        ),
        *(
            "http://[::ffff:127.0.0.1]/",
            "http://[fe80::1]/",
            "http://2130706433/",
            "http://0x7f.1/",
            "http://224.0.0.1/",
        ),
    ],
)
def test_nothing_inside_is_called(address: str, server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asking, "_get", lambda *_, **__: pytest.fail("called"))
    assert asking.ask(address).why == "这个网址指向内部的网络，没有去问"


def test_a_name_with_one_inner_address_is_not_called(monkeypatch: pytest.MonkeyPatch) -> None:
    both = [(socket.AF_INET, 1, 6, "", (ip, 80)) for ip in ("8.8.8.8", "10.0.0.1")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: both)
    monkeypatch.setattr(asking, "_get", lambda *_, **__: pytest.fail("called"))
    assert asking.ask("http://example.org/").why.startswith("这个网址指向内部")


@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("http://nowhere.invalid/", "找不到这个网站"),
        ("ftp://example.org/", "不是 http 或 https 的网址"),
        ("http:///a", "不是 http 或 https 的网址"),
        ("http://a..b/", "找不到这个网站"),
        ("http://[::1", "网址写得不对"),
        ("http://a:99999/", "网址写得不对"),
    ],
)
def test_what_cannot_be_asked(address: str, why: str) -> None:
    assert asking.ask(address)[:4] == (0, "", address, why)


def test_silence_is_asked_again(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    tried = []
    real = asking._get
    monkeypatch.setattr(asking, "_get", lambda *words, **more: (tried.append(words), real(*words, **more))[1])
    assert asking.ask(f"http://127.0.0.1:{port}/", here).why == "没有回答"
    assert len(tried) == asking.AGAIN + 1


WORDS = "，请联系发布者。" * 6


@pytest.mark.parametrize(
    ("html", "state", "why"),
    [
        ("<div id=divWorkError>此问卷处于停止状态，无法作答</div>", State.CLOSED, "此问卷处于停止状态"),
        ("此问卷(12345)已暂停，不能填写", State.CLOSED, "此问卷(12345)已暂停"),
        ("此问卷将于 2026-12-01 09:00 开放", State.CLOSED, "此问卷将于 2026-12-01 09:00 开放"),
        ("距离开始还有3天", State.CLOSED, "距离开始还有"),
        ("抱歉！你访问的表单已停止收集数据", State.CLOSED, "停止收集"),
        ("该问卷已停止接受答卷", State.CLOSED, "停止接受答卷"),
        ("该问卷的填写次数已达上限", State.CLOSED, "填写次数已达上限"),
        ("This form is no longer accepting responses", State.CLOSED, "no longer accepting responses"),
        ("此表单当前未接受回复", State.CLOSED, "此表单当前未接受回复"),
        (f"企业标准版 问卷发布者 已到期 暂时不能填写{WORDS}", State.CLOSED, "到期了"),
        ("问卷不存在", State.CLOSED, "问卷不存在"),
        ('<div id="divQuestion"><fieldset>1. 称呼 问卷已停止回收怎么办</fieldset></div>', State.OPEN, "能填"),
        ("<form><input name=a></form>", State.OPEN, "能填"),
        ("<div id=root></div><script>var a='此问卷已暂停 停止接受答卷'</script>", State.UNKNOWN, "由脚本画出来"),
        (f"欢迎来报名{WORDS}", State.UNKNOWN, "没有写开没开"),
        ("", State.UNKNOWN, "由脚本画出来"),
    ],
)
def test_the_platforms_own_words(html: str, state: State, why: str) -> None:
    found = of_form(200, html)
    assert found.state is state
    assert why in found.why


@pytest.mark.parametrize(
    ("status", "state"),
    [
        (200, State.OPEN),
        (204, State.OPEN),
        (404, State.CLOSED),
        (410, State.CLOSED),
        (403, State.UNKNOWN),
        (500, State.UNKNOWN),
    ],
)
def test_pages_by_their_status(status: int, state: State) -> None:
    assert of_page(status).state is state
    assert of_form(status, "<input>").state is state


def form(**fields: str) -> Any:
    row = {"id": "a", "title": "报名", "kind": "报名", "url": "https://example.org/a", **fields}
    return make(forms=[row]).forms[0]


def told(record: Any, status: int, text: str, before: asked.Notes | None, now: datetime = NOW) -> list[tuple[str, str]]:
    link = Link(address="https://example.org/a", mark=Mark(path="a"), record=record, field="url")
    answer = asking.Asked(status=status, text=text, address=link.address, why="" if status else "没有回答")
    answered = asked.ask_all({link.address: [link]}, lambda _: answer, lambda _: None)
    problems, _ = asked.problems(answered, before, now)
    return [(p.code, p.level) for p in problems]


SHUT, OPEN = "此问卷处于停止状态", "<input>"


@pytest.mark.parametrize(
    ("fields", "status", "text", "found"),
    [
        ({}, 200, OPEN, []),
        ({}, 200, SHUT, [("form-closed", "error")]),
        ({"closes_at": "2026-11-24 11:59"}, 200, SHUT, []),
        ({"closes_at": "2026-11-24 12:01"}, 200, SHUT, [("form-closed", "error")]),
        ({"closes_at": "2026-11-24 11:59"}, 200, OPEN, [("form-still-open", "warning")]),
        ({"closes_at": "2026-11-24 12:00"}, 200, OPEN, []),
        ({"opens_at": "2026-11-24 12:01"}, 200, SHUT, []),
        ({"opens_at": "2026-11-24 11:59"}, 200, SHUT, [("form-closed", "error")]),
        ({}, 200, "", []),
        ({}, 404, "", [("form-closed", "error")]),
        ({}, 0, "", [("link-silent", "warning")]),
    ],
)
def test_a_form_beside_what_the_table_says(
    fields: dict[str, str], status: int, text: str, found: list[tuple[str, str]]
) -> None:
    assert told(form(**fields), status, text, None) == found


@pytest.mark.parametrize(
    ("before", "level"),
    [
        ({}, "warning"),
        ({"https://example.org/a": ["2026-11-24"]}, "warning"),
        ({"https://example.org/a": ["2026-11-17"]}, "error"),
    ],
)
@pytest.mark.parametrize(("status", "code"), [(404, "form-closed"), (0, "link-silent")])
def test_with_notes_the_second_day_counts(before: dict[str, list[str]], level: str, status: int, code: str) -> None:
    assert told(form(), status, "", before) == [(code, level)]


def test_notes_forget_what_answers_again() -> None:
    link = Link(address="https://example.org/a", mark=Mark(path="a"))
    notes: dict[str, list[str]] = {}
    for day, status in ((0, 404), (1, 404), (2, 200), (3, 404)):
        answer = asking.Asked(status=status, text="", address=link.address)
        answered = asked.ask_all({link.address: [link]}, lambda _, answer=answer: answer, lambda _: None)
        problems, notes = asked.problems(answered, notes, NOW + timedelta(days=day))
        if day == 1:
            assert problems[0].message.endswith("；从2026-11-24起都是这样")
    assert notes == {"https://example.org/a": ["2026-11-27"]}
    assert problems[0].level == "warning"


def test_every_place_that_names_an_address_is_found(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "content/a.md").write_text(
        "好 [a](https://example.org/a?x=1&y=2)，https://example.org/b。\n\n`https://example.org/code`\n", "utf-8"
    )
    (tmp_path / "mkdocs.yml").write_bytes((ROOT / "mkdocs.yml").read_bytes())
    found = make(
        forms=[{"id": "f", "title": "报名", "kind": "报名", "url": "https://example.org/a?x=1&y=2"}],
        courses=[
            {"id": "c", "title": "书法", "description": "看[这里](https://example.org/c)（https://example.org/d）"}
        ],
    )
    assert {address: [link.is_form for link in places] for address, places in links(tmp_path, found).items()} == {
        "https://example.org/c": [False],
        "https://example.org/d": [False],
        "https://example.org/a?x=1&y=2": [True, False],
        "https://example.org/b": [False],
    }


def test_hosts_are_not_hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    slept: list[float] = []
    monkeypatch.setattr("time.sleep", slept.append)
    addresses = [f"https://{host}/{n}" for host in ("a.org", "b.org") for n in range(3)]
    found = {address: [Link(address=address, mark=Mark(path="a"))] for address in addresses}
    answer = asking.Asked(status=200, text="", address="")
    assert len(asked.ask_all(found, lambda _: answer, lambda _: None)) == 6
    assert sorted(slept) == [0, 0, 1, 1, 1, 1]


def test_the_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(asking, "ask", lambda address: asking.Asked(status=404, text="", address=address))
    monkeypatch.setattr(asked, "PAUSE", 0)
    monkeypatch.setattr("time.sleep", lambda _: None)
    notes = tmp_path / "notes/links.json"
    arguments = ["links", "--root", str(ROOT), "--forms", "--notes", str(notes)]
    assert main(arguments) == 0
    said = capsys.readouterr()
    assert "data/forms.yml:5:8  警告" in said.out
    assert "关了 " in said.err
    assert notes.is_file()
    notes.write_text(notes.read_text("utf-8").replace(datetime.now(SHANGHAI).date().isoformat(), "2026-01-01"), "utf-8")
    assert main(arguments) == 1
    assert "从2026-01-01起都是这样" in capsys.readouterr().out


@pytest.mark.parametrize("text", ["", "[]", "{", '{"a": 1}', '{"a": [1]}', "\udcff"])
def test_notes_that_cannot_be_read_are_none(text: str, tmp_path: Path) -> None:
    (tmp_path / "n").write_bytes(text.encode("utf-8", "surrogatepass"))
    assert command._read(tmp_path / "n") in ({}, {"a": ["1"]})

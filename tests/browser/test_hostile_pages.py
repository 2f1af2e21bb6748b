"""Every payload in a browser: in the tables and in pages, typed and sent in addresses. Nothing runs, nothing foreign is asked.

The policy of the pages is off where text must stay text, so nothing but the writing of it can hold a script back; it is on
for hand-written pages, where raw HTML is allowed.
"""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

import payloads
from conftest import served
from fragments import gather, lay_out
from handwritten import publish
from linli.checks import check_all
from linli.frames import draw
from linli.problems import errors
from test_hostile_site import site
from tests_support import TODAY, until

pytestmark = pytest.mark.browser

ROOT = Path(__file__).resolve().parents[2]
SECONDS = 90
MOST = 8
"""Pages of a kind that are opened."""
LISTEN = "window.ran = []; window.pwned = (...given) => ran.push(location.href); window.alert = window.pwned"
INSPECT = r"""() => {
    const seen = [], walk = (within) => within.querySelectorAll("*").forEach((element) => {
        for (const { name, value } of element.attributes) {
            const address = /^(href|src|action|formaction|data|poster|xlink:href|background)$/.test(name);
            const scheme = address && /^[\0-\x20]*([a-z][a-z0-9+.-]*):/i.exec(value.replace(/[\t\r\n]/g, ""));
            const usual = !scheme || /^(https?|tel|sms|mailto|webcal|geo|blob)$/i.test(scheme[1]);
            if (/^on/.test(name) || name === "srcdoc" || !usual)
                seen.push(`${element.localName} ${name}=${value}`.slice(0, 200));
        }
        if (/^(iframe|object|embed|base|applet|frame|math|plaintext|xmp|marquee)$/.test(element.localName))
            seen.push(element.localName);
        if (element.localName === "template") walk(element.content);
    });
    walk(document);
    return seen;
}"""


class Watched:
    """Pages in which what runs, and what is asked of other hosts, is written down."""

    def __init__(self, context: BrowserContext, own: str) -> None:
        self.found: list[str] = []
        self.page: Page = context.new_page()
        context.add_init_script(LISTEN)
        self.page.on("dialog", lambda dialog: (self.found.append(f"dialog {dialog.message}"), dialog.dismiss()))
        context.route(
            lambda address: not address.startswith((own, "blob:")),
            lambda route: (self.found.append(f"asked {route.request.url} on {self.page.url}"), route.abort()),
        )
        self.own = own

    def open(self, path: str) -> None:
        self.page.goto(self.own + path)
        self.look()

    def look(self) -> None:
        """What is there now."""
        if not self.page.url.startswith(self.own):
            self.found.append(f"led to {self.page.url}")
            return
        path = self.page.url.removeprefix(self.own)
        self.found += [f"ran on {path}: {each}" for each in self.page.evaluate("ran")]
        self.found += [f"{path}: {each}" for each in self.page.evaluate(INSPECT)]


@pytest.fixture(scope="module")
def hostile_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, list[str]]]:
    """A site whose every text is a payload, and its pages."""
    folder = tmp_path_factory.mktemp("payloads")
    refused = payloads.refused(folder / "refused")
    drawn, problems = draw(ROOT, "mkdocs").pages()
    assert not problems
    files = site(payloads.community([each for each in payloads.every() if each not in refused]), drawn)
    write(folder / "site", files)
    there = {path: data for path, data in files.items() if path.endswith("index.html") and b'"refresh"' not in data}
    pages = sorted(path.removesuffix("index.html") for path in there)
    with served(folder / "site") as address:
        yield address, pages


def write(folder: Path, files: dict[str, bytes]) -> None:
    for path, data in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)


@pytest.fixture
def watched(browser: Browser, hostile_url: tuple[str, list[str]]) -> Iterator[Watched]:
    """Visits of it without the policy, on its day."""
    with browser.new_context(
        bypass_csp=True, service_workers="block", viewport={"width": 360, "height": 780}
    ) as context:
        made = Watched(context, hostile_url[0])
        made.page.clock.set_fixed_time(f"{TODAY}T17:00:00+08:00")
        began = time.monotonic()
        yield made
        assert made.found == []
        assert time.monotonic() - began < SECONDS


def test_on_every_page_texts_are_texts(watched: Watched, hostile_url: tuple[str, list[str]]) -> None:
    seen: dict[str, int] = {}
    for path in hostile_url[1]:
        folder = path.rstrip("/").rpartition("/")[0]
        seen[folder] = seen.get(folder, 0) + 1
        if seen[folder] <= MOST:  # tests/test_payloads.py reads all of them
            watched.open(path)
    assert sum(seen.values()) > 100


def test_what_is_searched_for_and_found_is_text(watched: Watched) -> None:
    watched.open("")
    watched.page.fill("#search-input", "课程")
    watched.page.wait_for_selector("#search-results")
    until(watched.page, "!!document.querySelector('script[src*=\"search.js\"]')")
    watched.page.wait_for_timeout(500)
    shown = watched.page.evaluate(
        """async (queries) => {
            const input = document.getElementById("search-input");
            let shown = 0;
            for (const query of queries) {
                input.value = query;
                input.dispatchEvent(new Event("input", { bubbles: true }));
                await new Promise((done) => setTimeout(done));
                shown += document.querySelectorAll("#search-results a").length;
            }
            return shown;
        }""",
        [*payloads.every(), "pwned", "script", "onerror", "x"],
    )
    assert shown > 500, "they are in the index, and found"
    watched.look()


def test_what_an_address_or_the_browser_keeps_says_to_my_timetable(watched: Watched) -> None:
    keys = ",".join(payloads.every())
    watched.open("my/")
    for name in ("linli-my", "linli-size", "linli-view", "linli-changes", "linli-screen-checked"):
        watched.page.evaluate("([name, value]) => localStorage.setItem(name, value)", [name, f"ca,{keys}"])
    for name in watched.page.evaluate("Object.keys(localStorage)"):
        watched.page.evaluate("([name, value]) => localStorage.setItem(name, value)", [name, f"ca,cb,{keys}"])
    for path in ("my/", "changes/", "timetable/", "courses/ca/", "screen/"):
        watched.open(path)
    watched.open("my/")
    watched.page.evaluate(
        """async (all) => {
            for (const each of all) {
                location.hash = `my=ca,${each}`;
                await new Promise((done) => setTimeout(done));
                location.hash = `my=${encodeURIComponent(each)}`;
                await new Promise((done) => setTimeout(done));
            }
        }""",
        payloads.every(),
    )
    watched.look()


QUERIES = (
    "timetable/?who={}&day={}&time={}&place={}&kind={}&week={}",
    "courses/?who={}&q={}&kind={}",
    "courses/ca/?g={}",
    "q/ca/?g={}&da={}",
    "screen/?venue={}&dim={}",
    "embed/?course={}&venue={}",
)


def test_what_an_address_asks_for_is_text(watched: Watched) -> None:
    groups = [" ".join(group)[:4000] for group in payloads.groups().values()]
    for number, query in enumerate(QUERIES):
        for group in groups[number % 3 :: 3]:
            watched.open(query.replace("{}", quote(group, errors="replace")))


def test_what_is_typed_or_sent_to_the_form_is_text(watched: Watched) -> None:
    watched.open("edit/")
    said = watched.page.evaluate(
        """async (all) => {
            let said = 0;
            for (const each of all) {
                const given = encodeURIComponent(each);
                location.hash = `kind=停课&date=2026-11-25&group=ga&course=${given}&reason=${given}&teacher=${given}&venue=${given}`;
                await new Promise((done) => setTimeout(done));
                said += document.body.textContent.includes(each.trim());
                location.hash = `kind=${given}&date=${given}&group=${given}&do=${given}`;
                await new Promise((done) => setTimeout(done));
            }
            return said;
        }""",
        [each.encode("utf-8", "replace").decode() for each in payloads.every()],
    )
    assert said > 200, "they are on the page"
    watched.look()


def test_what_is_typed_into_the_form_of_a_table_is_text(watched: Watched, hostile_url: tuple[str, list[str]]) -> None:
    tables = [path for path in hostile_url[1] if re.fullmatch(r"edit/[a-z]+/", path)]
    assert len(tables) > 8
    finished = 0
    for number, path in enumerate(tables):
        watched.open(path)
        finished += watched.page.evaluate(FILL, payloads.every()[number :: len(tables)] + payloads.every()[number::40])
        watched.look()
        watched.open(
            f"{path}#" + "&".join(f"{name}={quote(payloads.every()[number * 7])}" for name in ("id", "title", "note"))
        )
    assert finished > 40, "rows are made of them"


FILL = """async (all) => {
    const fire = (element) => ["input", "change"].forEach((name) => element.dispatchEvent(new Event(name, { bubbles: true })));
    const form = document.getElementById("form");
    let finished = 0;
    for (const each of all) {
        for (const box of form.querySelectorAll(".f")) {
            const field = box.querySelector("input,select,textarea");
            const warning = box.querySelector(":scope > .warn");
            const tries = field.localName === "select" ? [(field.options[1] || field.options[0] || {}).value]
                : [each, { date: "2026-11-25", time: "09:00", number: "1" }[box.dataset.kind] || "", "abc-1",
                    "09:00", "1", "0830-1234567", field.list && field.list.options[0] ? field.list.options[0].value : ""];
            for (const value of tries) {
                field.value = value;
                fire(field);
                if (warning.hidden) break;
            }
        }
        form.requestSubmit();
        await new Promise((done) => setTimeout(done));
        if (!document.getElementById("result").hidden) {
            finished++;
            document.getElementById("again").click();
        }
    }
    return finished;
}"""


def test_hand_written_pages_run_nothing(browser: Browser, tmp_path: Path) -> None:
    """Raw HTML is theirs: the check refuses what would run or lead away, the page's policy holds back what passes."""
    tried = {f"p{number}": f"# 题\n\n{payload}\n" for number, payload in enumerate(payloads.every())}
    root = lay_out(tmp_path / "checked", {f"content/{name}.md": text for name, text in tried.items()})
    context, problems = gather(root)
    refused = {Path(problem.mark.path).stem for problem in errors([*problems, *check_all(context)])}
    passed = [text for name, text in tried.items() if name not in refused]
    assert 60 < len(passed) < len(tried) - 60, "much is refused, much is only text"
    pages = {f"p{number}": "\n\n".join(passed[number::12]) for number in range(12)}
    pages |= {f"q{number}": "\n\n".join(reversed(passed[number::12])) for number in range(12)}
    write(tmp_path / "site", publish(tmp_path / "root", pages))
    with served(tmp_path / "site") as address, browser.new_context(service_workers="block") as context_:
        watched = Watched(context_, address)
        for name in pages:
            watched.page.goto(f"{address}{name}/")
            watched.page.mouse.move(200, 300)
            ran: list[Any] = watched.page.evaluate("ran")
            assert ran == [], name
            assert watched.page.url == f"{address}{name}/"
        assert watched.found == []

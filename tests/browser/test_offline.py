"""Without network: what was kept is readable and says its day, what was not kept leads on; nothing old passes as fresh."""

from __future__ import annotations

import shutil
import threading
import time
from collections.abc import Callable, Iterator
from functools import partial
from http.server import ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect
from test_pages import DESK, PHONE, Open, axe, opened  # noqa: F401  a fixture

from conftest import _Handler
from tests_support import REGISTER

pytestmark = pytest.mark.browser

READY = """navigator.serviceWorker.ready.then(() => new Promise(done => {
    const look = () => navigator.serviceWorker.controller ? done() : setTimeout(look, 50);
    look();
}))"""
NOTE = "离线，数据截至2026年11月24日"
Visit = Callable[..., Page]


@pytest.fixture
def visit(browser: Browser, site_url: str) -> Iterator[Visit]:
    """A phone whose worker is at work after its first page; registering is not waited for, that is tested once."""
    contexts: list[BrowserContext] = []

    def first(path: str = "about/", url: str = site_url, **options: object) -> Page:
        context = browser.new_context(viewport={"width": 360, "height": 780}, **options)  # type: ignore[arg-type]
        contexts.append(context)
        page = context.new_page()
        page.goto(url + path)
        page.evaluate(REGISTER)
        page.evaluate(READY)
        return page

    yield first
    for context in contexts:
        context.close()


def until(page: Page, promised: str) -> None:
    """Wait until what the expression promises is true."""
    for _ in range(200):
        if page.evaluate(f"Promise.resolve({promised}).then(found => !!found)"):
            return
        page.wait_for_timeout(50)
    pytest.fail(f"never came: {promised}")


def offline(page: Page, url: str) -> Page:
    page.context.set_offline(True)
    page.goto(url)
    return page


def test_the_worker_comes_long_after_the_first_view(browser: Browser, site_url: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(site_url, wait_until="networkidle")
    assert page.evaluate("navigator.serviceWorker.getRegistrations().then(all => all.length)") == 0
    started = time.monotonic()
    page.evaluate(READY)
    assert time.monotonic() - started > 2
    assert page.evaluate("navigator.serviceWorker.controller.scriptURL") == f"{site_url}sw.js"
    context.close()


@pytest.mark.parametrize("path", ["timetable/", "my/", "join/", "da/", "about/"])
def test_kept_pages_are_read_and_say_their_day(visit: Visit, site_url: str, path: str) -> None:
    page = offline(visit(), site_url + path)
    expect(page.get_by_text(NOTE)).to_be_visible()
    expect(page.locator("h1")).to_be_visible()
    if path != "da/":
        page.click("#size-open")
        expect(page.locator("#sizes")).to_be_visible()  # its script is there too
    page.context.set_offline(False)
    page.reload()
    expect(page.get_by_text(NOTE)).to_have_count(0)


def test_a_printed_code_answers_without_network_once_it_was_scanned(visit: Visit, site_url: str) -> None:
    page = offline(visit("q/yexiao/"), f"{site_url}q/yexiao/")
    expect(page.get_by_text(NOTE)).to_be_visible()
    expect(page.locator("#answer")).not_to_be_empty()


@pytest.mark.parametrize("path", ["edit/", "edit/courses/"])
def test_the_sheet_of_changes_asks_without_network_once_it_was_open(visit: Visit, site_url: str, path: str) -> None:
    page = visit(path)
    choices = page.locator("main button, main input, main select").count()
    assert choices > 1
    offline(page, f"{site_url}{path}")
    expect(page.locator("main button, main input, main select")).to_have_count(choices)


def test_a_page_that_was_read_is_kept_whatever_a_chat_adds_to_its_address(visit: Visit, site_url: str) -> None:
    page = visit()
    page.goto(f"{site_url}courses/shufa/?from=singlemessage")
    expect(page.locator("h1")).to_have_text("书法班")
    offline(page, f"{site_url}courses/shufa/")
    expect(page.get_by_text(NOTE)).to_be_visible()
    expect(page.locator("h1")).to_have_text("书法班")


def test_a_course_that_was_ticked_is_kept_with_its_calendar(visit: Visit, site_url: str) -> None:
    page = visit()
    page.goto(f"{site_url}timetable/?kind=夜校")
    with page.expect_response("**/yexiao.ics"):
        page.get_by_role("button", name="收进我的课表：家庭健康教育夜校").first.click()
    until(page, "caches.match('../calendar/courses/yexiao.ics')")
    offline(page, f"{site_url}courses/yexiao/")
    expect(page.locator("h1")).to_have_text("家庭健康教育夜校")
    page.goto(f"{site_url}my/")
    expect(page.locator("#my-list li").first).to_contain_text("家庭健康教育夜校")


def test_a_class_that_was_ticked_is_kept_with_its_own_page(visit: Visit, site_url: str) -> None:
    page = visit()
    page.goto(f"{site_url}courses/shufa/?g=shufa-qimeng1-2026-qiu")
    page.get_by_role("button", name="收进我的课表").click()
    until(page, "caches.match('../../q/shufa-qimeng1-2026-qiu/')")
    assert not page.evaluate("caches.match('../../q/shufa-tigao1-2026-qiu/').then(found => !!found)")
    offline(page, f"{site_url}q/shufa-qimeng1-2026-qiu/")
    expect(page.get_by_text(NOTE)).to_be_visible()
    expect(page.locator("h1")).to_have_text("书法班 · 启蒙一班")


def test_what_is_kept_comes_anew_once_a_day(visit: Visit, site_url: str) -> None:
    page = visit()
    page.evaluate("localStorage.setItem('linli-my:/linli/', 'yexiao.bede710f')")
    with page.expect_response("**/q/yexiao-xiaoxue-2026-qiu/", timeout=15000):
        page.goto(f"{site_url}figures/")
    until(page, "caches.match('../q/yexiao-xiaoxue-2026-qiu/')")
    assert page.evaluate("localStorage.getItem('linli-my:/linli/:kept')")


def test_services_and_the_search_are_kept_in_the_end(visit: Visit, site_url: str) -> None:
    page = visit()
    until(page, "caches.match('../search/index.json')")
    until(page, "caches.match('../services/tuoyu/')")
    offline(page, f"{site_url}services/tuoyu/")
    expect(page.get_by_text(NOTE)).to_be_visible()
    page.locator("#search-open").click()
    page.get_by_role("combobox").fill("书法")
    expect(page.get_by_role("option").first).to_contain_text("书法")


def test_days_taken_from_a_kept_page_bring_its_day_along(visit: Visit, site_url: str) -> None:
    """The network goes away after the page has come: what is added to it from kept pages says so."""
    page = visit()
    page.goto(f"{site_url}timetable/2026-12/")
    page.goto(f"{site_url}about/")
    page.evaluate("localStorage.setItem('linli-my:/linli/', 'yexiao.bede710f')")
    page.goto(f"{site_url}my/")
    expect(page.locator("#my-list li").first).to_be_visible()
    expect(page.locator("#offline")).to_have_count(0)
    page.context.set_offline(True)
    page.evaluate("dispatchEvent(new Event('pageshow'))")
    expect(page.get_by_text(NOTE)).to_be_visible()


def test_what_is_not_kept_leads_on_at_any_depth(visit: Visit, site_url: str) -> None:
    page = offline(visit(), f"{site_url}venues/wudao-shi/")
    expect(page.locator("h1")).to_have_text("现在没有网络")
    assert page.url == f"{site_url}venues/wudao-shi/", "so that 再试一次 tries this page"
    expect(page.get_by_role("link", name="打电话").first).to_have_attribute("href", "tel:08300000000")
    page.get_by_role("link", name="近两周课表").click()
    page.wait_for_url(f"{site_url}timetable/")
    expect(page.get_by_text(NOTE)).to_be_visible()


def test_a_slow_network_gives_way_to_what_is_kept_and_says_so(visit: Visit, site_url: str, slow: list[float]) -> None:
    page = visit()
    page.goto(f"{site_url}timetable/")
    slow.append(9)
    started = time.monotonic()
    page.goto(f"{site_url}timetable/", wait_until="commit")
    assert time.monotonic() - started < 8
    expect(page.get_by_text("网络太慢，先给您看存下的，数据截至2026年11月24日")).to_be_visible()
    slow.clear()


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """How long the host waits before it answers with the timetable."""
    waits: list[float] = []
    plain = _Handler.do_GET

    def late(handler: _Handler) -> None:
        if waits and "/timetable/" in handler.path:
            time.sleep(waits[-1])
        plain(handler)

    monkeypatch.setattr(_Handler, "do_GET", late)
    return waits


@pytest.fixture
def own_site(site_dir: Path, tmp_path: Path) -> Iterator[tuple[Path, str]]:
    """A copy of the site that a test may change, at /linli/ on a host of its own."""
    folder = tmp_path / "host/linli"
    shutil.copytree(site_dir, folder)
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, directory=str(folder.parent)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield folder, f"http://127.0.0.1:{server.server_port}/linli/"
    server.shutdown()
    server.server_close()


def test_a_new_edition_takes_the_place_of_the_old_one(visit: Visit, own_site: tuple[Path, str]) -> None:
    folder, url = own_site
    page = visit("courses/shufa/", url)
    page.evaluate("caches.open('linli /other/ 1')")
    for path in (folder / "timetable/index.html", folder / "sw.js"):
        text = path.read_text("utf-8").replace("2026年11月24日", "2026年11月25日")
        path.write_text(text.replace('{"version":"', '{"version":"new-'), "utf-8")
    page.evaluate("navigator.serviceWorker.ready.then(one => one.update())")
    until(page, "caches.keys().then(all => all.length === 2 && all.some(one => one.startsWith('linli /linli/ new-')))")
    assert "linli /other/ 1" in page.evaluate("caches.keys()"), "another community's"
    offline(page, f"{url}timetable/")
    expect(page.get_by_text("离线，数据截至2026年11月25日")).to_be_visible()
    page.goto(f"{url}courses/shufa/")
    expect(page.get_by_text(NOTE)).to_be_visible()


def test_what_the_browser_still_calls_fresh_is_not_taken_for_fresh(
    visit: Visit, own_site: tuple[Path, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A host may allow pages to be cached for days; without network they come with their day all the same."""
    plain = _Handler.end_headers

    def lasting(handler: _Handler) -> None:
        handler.send_header("Cache-Control", "max-age=864000")
        plain(handler)

    monkeypatch.setattr(_Handler, "end_headers", lasting)
    _, url = own_site
    page = visit("timetable/", url)
    page.goto(f"{url}timetable/")
    expect(page.locator("#offline")).to_have_count(0)
    offline(page, f"{url}timetable/")
    expect(page.get_by_text(NOTE)).to_be_visible()


def test_a_page_that_is_gone_is_forgotten(visit: Visit, own_site: tuple[Path, str]) -> None:
    folder, url = own_site
    page = visit("courses/shufa/", url)
    page.goto(f"{url}courses/shufa/")
    (folder / "courses/shufa/index.html").unlink()
    page.goto(f"{url}courses/shufa/")
    expect(page.locator("h1")).to_have_text("没有找到这一页")
    page.wait_for_timeout(200)
    offline(page, f"{url}courses/shufa/")
    expect(page.locator("h1")).to_have_text("现在没有网络")


def test_only_so_many_pages_are_kept(visit: Visit, site_url: str) -> None:
    page = visit()
    page.evaluate(
        """async () => {
            const [name] = (await caches.keys()).filter(one => one.startsWith('linli /linli/'));
            const cache = await caches.open(name);
            for (let n = 0; n < 100; n++) await cache.put('old/' + n, new Response('', {headers: {'Content-Type': 'text/html'}}));
        }"""
    )
    page.goto(f"{site_url}join/")
    page.goto(f"{site_url}figures/")
    until(
        page,
        """caches.keys().then(all => caches.open(all[0])).then(cache => cache.keys()).then(all => {
            const holds = end => all.some(one => one.url.endsWith(end));
            return all.length < 115 && holds('/figures/') && holds('/da/');
        })""",
    )


@pytest.mark.parametrize("size", [PHONE, DESK])
def test_axe_finds_nothing_without_network(visit: Visit, site_url: str, size: tuple[int, int]) -> None:
    page = visit(bypass_csp=True)
    page.set_viewport_size({"width": size[0], "height": size[1]})
    for path in ("timetable/", "da/", "venues/wudao-shi/"):
        offline(page, site_url + path)
        assert axe(page) == [], path
        assert page.evaluate("document.documentElement.scrollWidth") <= size[0]


@pytest.mark.parametrize(
    ("now", "words"),
    [
        ("2026-11-26T23:59", []),
        ("2026-11-27T00:01", ["这一页是11月24日更新的，后来的变动这里还没有。"]),
        ("2027-02-02T12:00", ["这一页从2026年11月24日起没有更新，出门前请先打电话。"]),
    ],
)
def test_an_old_page_says_so_and_then_asks_to_telephone_first(opened: Open, now: str, words: list[str]) -> None:  # noqa: F811
    for path in ("", "courses/shufa/", "my/", "da/"):
        page = opened(path, now=now)
        assert [e.inner_text() for e in page.locator(".stale").all() if e.is_visible()] == words


def test_where_workers_are_missing_nothing_is_missed(opened: Open) -> None:  # noqa: F811
    page = opened("about/")
    page.context.add_init_script("delete Navigator.prototype.serviceWorker")
    page.goto(page.url.replace("about/", "timetable/"))
    assert page.evaluate("'serviceWorker' in navigator") is False
    page.locator(".k:visible").first.click()
    expect(page.locator(".k:visible").first).to_have_attribute("aria-pressed", "true")


def test_from_a_folder_no_worker_is_asked_for(browser: Browser, site_dir: Path) -> None:
    page = browser.new_page()
    page.add_init_script(
        "navigator.serviceWorker && (navigator.serviceWorker.register = () => { window.asked = true; })"
    )
    page.clock.install()
    page.goto((site_dir / "index.html").as_uri())
    page.clock.fast_forward(20_000)
    assert page.evaluate("window.asked === undefined")
    page.close()

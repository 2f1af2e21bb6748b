"""Take the built reference site, give rows of the result table: bytes and requests of first views, and search."""

from __future__ import annotations

import re
import statistics
from collections.abc import Iterator
from pathlib import Path

from host import Host, serve
from playwright.sync_api import Browser, Page, sync_playwright
from table import Line

FLAGS = [
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"),
    *("--disable-background-networking", "--disable-component-update"),
]
PHONE = {"width": 360, "height": 780}
SLOW = {"offline": False, "latency": 150, "downloadThroughput": 200_000, "uploadThroughput": 93_750}
"""1.6 Mbit/s down, 750 kbit/s up, 150 ms."""
KINDS = {
    "首页": "index.html",
    "课表": "timetable/index.html",
    "某月课表": "timetable/*-*/index.html",
    "全部课程": "courses/index.html",
    "课程": "courses/*/index.html",
    "服务一览": "services/index.html",
    "服务": "services/*/index.html",
    "故事一览": "stories/index.html",
    "故事": "stories/*/index.html",
    "场地": "venues/*/index.html",
    "表单": "forms/*/index.html",
    "数字": "figures/index.html",
    "怎么报名": "join/index.html",
    "关于我们": "about/index.html",
    "找不到": "404.html",
}
LIMITS = {"课表": 20, "某月课表": 20, "课程": 16}
"""In KB; 15 elsewhere."""
_ASIDE = re.compile(r"favicon|/icon-|webmanifest|/(pictures|illustrations|images)/|/qr[^/]*\.png")
"""What a first view is counted without: pictures, and what only the browser shows."""
NOW = "2026-11-24T17:00+08:00"
"""On the day for which the site was built (speed.TODAY): an older home page fetches the days that it lacks."""
QUERIES = ("夜校", "托育", "shufa", "周一", "油纸伞")
FIRST_RESULT = """() => new Promise(done => {
  const results = document.getElementById("search-results");
  const found = () => results.querySelector("[role=option]") && done(performance.now() - window.tapped);
  new MutationObserver(found).observe(results, {childList: true, subtree: true, attributes: true});
  found();
})"""


def pages(site: Path) -> dict[str, list[str]]:
    """Every kind of page with the addresses of its pages, relative to the site; each address belongs to one kind."""
    kinds = {}
    for kind, pattern in KINDS.items():
        found = sorted(site.glob(pattern))
        kinds[kind] = [path.relative_to(site).as_posix().removesuffix("index.html") for path in found]
    return {kind: found for kind, found in kinds.items() if found}


def heaviest(site: Path) -> dict[str, str]:
    """The largest page of every kind: what holds for it holds for the others."""
    sizes = {
        kind: [
            (len((site / name / "index.html" if not name.endswith(".html") else site / name).read_bytes()), name)
            for name in names
        ]
        for kind, names in pages(site).items()
    }
    return {kind: max(found)[1] for kind, found in sizes.items()}


def first_views(site: Path, chromium: str) -> Iterator[Line]:
    """What the largest page of every kind makes a phone fetch on a cold view, icons and pictures aside."""
    with serve(site) as host, sync_playwright() as play:
        browser = play.chromium.launch(executable_path=chromium, args=FLAGS)
        for kind, name in heaviest(site).items():
            answers = view(browser, host, name)
            limit = LIMITS.get(kind, 15)
            size = sum(size for _, size in answers) / 1000
            yield Line.at_most(f"{kind} /{name}", round(size, 1), limit, "KB")
            yield Line.at_most(f"{kind}：请求数", len(answers), 3)
        browser.close()


def view(browser: Browser, host: Host, name: str) -> list[tuple[str, int]]:
    """Open one page with an empty cache and give the answers it needed."""
    context = browser.new_context(viewport=PHONE, device_scale_factor=2)
    page = context.new_page()
    page.clock.set_fixed_time(NOW)
    host.answers.clear()
    page.goto(host.address + name, wait_until="networkidle")
    context.close()
    return [answer for answer in host.answers if not _ASIDE.search(answer[0])]


def searching(site: Path, chromium: str, runs: int) -> Iterator[Line]:
    """Search on a slow phone: bytes before it is used, bytes of the first search, and the wait from tap to result."""
    with serve(site) as host, sync_playwright() as play:
        browser = play.chromium.launch(executable_path=chromium, args=FLAGS)
        before = sum(size for path, size in view(browser, host, "") if "search" in path)
        waits, sizes = [], []
        for _ in range(runs):
            for query in QUERIES:
                wait, size = first_search(browser, host, query)
                waits.append(wait)
                sizes.append(size)
        browser.close()
    yield Line.at_most("使用前为搜索传输", before, 0, "字节")
    yield Line.at_most("第一次搜索传输", round(max(sizes) / 1000, 1), 20, "KB")
    yield Line.at_most(
        "从点按到第一条结果（1.6 Mbps、150 毫秒、CPU 慢 4 倍）", round(statistics.median(waits)), 450, "毫秒"
    )
    yield Line("其中最慢的一次", f"{max(waits):.0f} 毫秒")


def first_search(browser: Browser, host: Host, query: str) -> tuple[float, int]:
    """Milliseconds from the tap on the search button to the first result, and the bytes it took."""
    context = browser.new_context(viewport=PHONE, device_scale_factor=2, has_touch=True)
    page = context.new_page()
    page.goto(host.address, wait_until="networkidle")
    slow_down(page)
    page.evaluate(
        "addEventListener('click', event => { window.tapped = event.timeStamp }, {capture: true, once: true})"
    )
    host.answers.clear()
    page.click("#search-open")
    page.keyboard.insert_text(query)
    wait = float(page.evaluate(FIRST_RESULT))
    context.close()
    return wait, sum(size for path, size in host.answers if "favicon" not in path)


def slow_down(page: Page) -> None:
    """A slow phone on a slow line, from now on."""
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", SLOW)
    session.send("Emulation.setCPUThrottlingRate", {"rate": 4})

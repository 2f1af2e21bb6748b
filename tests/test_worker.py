"""The service worker's list of pages: what is kept, and a version that changes with it and with nothing else."""

from __future__ import annotations

import json
from pathlib import Path

from linli.offline import FALLBACK, with_worker
from tests_support import html_files

VERSION = "?v=1"
FILES = [
    ("index.html", b"home"),
    ("timetable/index.html", b"days"),
    ("courses/shufa/index.html", b"shufa"),
    (f"{FALLBACK}index.html", b"no network"),
    ("assets/linli.js", b"script"),
]


def site(files: list[tuple[str, bytes]], worker: str = "work()") -> dict[str, object]:
    *rest, (name, data) = with_worker(files, worker, VERSION)
    assert rest == files
    assert name == "sw.js"
    first, code = data.decode().split("\n", 1)
    assert code == worker
    return json.loads(first.removeprefix("const SITE=").removesuffix(";"))  # type: ignore[no-any-return]


def test_only_what_exists_is_kept_and_the_script_by_its_version() -> None:
    assert site(FILES)["pages"] == [FALLBACK, "timetable/", f"assets/linli.js{VERSION}"]


def test_the_version_changes_with_what_is_kept_and_with_nothing_else() -> None:
    version = site(FILES)["version"]
    assert site(FILES)["version"] == version
    assert site(FILES[::-1])["version"] == version
    changed = {path: [(one, b"new" if one == path else data) for one, data in FILES] for path, _ in FILES}
    assert site(changed["courses/shufa/index.html"])["version"] == version
    assert site(changed["timetable/index.html"])["version"] != version
    assert site(FILES, "other()")["version"] != version


def test_services_courses_and_the_search_are_kept_later_and_are_not_of_the_version() -> None:
    more = [*FILES, ("services/tuoyu/index.html", b"hours"), ("search/index.json", b"{}"), ("assets/search.js", b"")]
    more += [("courses/index.html", b"all"), ("assets/catalogue.js", b""), ("assets/class.js", b"")]
    scripts = [f"assets/{name}.js{VERSION}" for name in ("catalogue", "class", "search")]
    assert site(more)["later"] == [*scripts, "courses/", "search/index.json", "services/tuoyu/"]
    assert site(FILES)["later"] == []
    assert site(more)["version"] == site(FILES)["version"]


def test_the_site_keeps_timetable_my_courses_and_telephone_numbers(site_dir: Path) -> None:
    first = (site_dir / "sw.js").read_text("utf-8").split(";\n")[0]
    pages = json.loads(first.removeprefix("const SITE="))["pages"]
    assert {FALLBACK, "timetable/", "my/", "join/", "da/", "services/"} <= set(pages)
    for script in ("my", "share"):
        assert any(address.startswith(f"assets/{script}.js?v=") for address in pages)
    for address in pages:
        path = address.split("?")[0]
        assert (site_dir / (f"{path}index.html" if path.endswith("/") else path)).is_file()
    assert "tel:" in (site_dir / FALLBACK / "index.html").read_text("utf-8")


def test_only_the_page_of_my_courses_may_show_what_it_drew(site_dir: Path) -> None:
    drawing = [path for path in html_files(site_dir) if "blob:" in path.read_text("utf-8")]
    assert drawing == [site_dir / "my/index.html"]


def test_the_page_without_network_is_in_no_list(site_dir: Path) -> None:
    assert FALLBACK not in (site_dir / "sitemap.xml").read_text("utf-8")
    assert "noindex" in (site_dir / FALLBACK / "index.html").read_text("utf-8")

"""Hand-written pages through a real builder: takes their texts, gives the site's pages as they are published, unchecked."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Final

import communities
from linli import assets
from linli.frames import Builder, draw
from linli.recipe import followed
from linli.render import Renderer
from linli.revisions import Revisions
from linli.site import Inputs, plan
from linli.timetable import expand
from linli.views import Edition
from tests_support import TODAY

ROOT = Path(__file__).resolve().parents[1]

HOSTILE = {
    "fence": "```\n<script>window.pwned = 1</script>\n",
    "ticks": "<div>\n`<script>window.pwned = 1</script>`\n</div>\n",
    "tildes": '<div markdown="1">\n~~~\n<script>window.pwned = 1</script>\n</div>\n',
    "double": "<div>\n``<script>window.pwned = 1</script>``\n</div>\n",
    "plain": "<script>window.pwned = 1</script>\n",
    "file": '字\n\n<SCRIPT\nsrc="/linli/assets/my.js"></SCRIPT>\n\n<script src="data:text/javascript,window.pwned=1"></script>\n',
    "handler": '<img src="x.png" onerror="window.pwned = 1">\n<svg onload="window.pwned = 1"></svg>\n',
    "attribute": "# 题 {: onmouseover='window.pwned = 1' }\n\n[点](#x){: onfocus='window.pwned = 1' autofocus='' tabindex='1' }\n",
    "link": '<a id="go" href="javascript:window.pwned = 1">点</a>\n',
    "marks": "<!-- /written --><script>window.pwned = 1</script><!-- written -->\n",
    "title": "---\ntitle: '</title><script>window.pwned = 1</script>'\ndescription: '\"><script>window.pwned = 1</script>'\n---\n字\n",
    "meta": "---\nbare: 'x\"><script>window.pwned = 1</script>'\npaper: '\"><script>window.pwned = 1</script>'\n---\n字\n",
    "bare": "---\ntemplate: bare.html\nbare: 'x\"><script>window.pwned = 1</script>'\n---\n字\n",
    "svg": "<svg><script>window.pwned = 1</script></svg>\n",
}
"""Each would run its script if the theme's policy took it for its own."""


ALL: Final = (ROOT / "tests/cases/prose/all.md").read_text("utf-8")
"""A page of everything that an editor can write."""
PICTURE: Final = {
    "assets/yin.svg": b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9z"/></svg>'
}
"""What that page shows."""


def publish(
    folder: Path, texts: Mapping[str, str], builder: Builder = "mkdocs", beside: Mapping[str, bytes] = PICTURE
) -> dict[str, bytes]:
    """Return every file of a small site that has these pages besides the reference site's."""
    for name in ("content", "overrides"):
        shutil.copytree(ROOT / name, folder / name)
    shutil.copy(ROOT / "mkdocs.yml", folder)
    for name, text in texts.items():
        (folder / f"content/{name}.md").write_text(text, "utf-8")
    for path, data in beside.items():
        (folder / "content" / path).parent.mkdir(exist_ok=True)
        (folder / "content" / path).write_bytes(data)
    drawn, problems = draw(folder, builder).pages()
    assert problems == []
    tables = communities.make()
    inputs = Inputs(
        package=communities.package(),
        edition=Edition(community=tables, timetable=expand(tables, TODAY), today=TODAY),
        revisions=Revisions(changes=(), announced=(), source="git", since=TODAY, until=None, unknown=""),
        drawn=drawn,
        assets=assets.read(folder),
        renderer=Renderer(folder),
    )
    return dict(followed(plan(inputs)))
